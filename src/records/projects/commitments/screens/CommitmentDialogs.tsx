import { Form } from "#kit/ui/form/Form.tsx";
import type { Values } from "#kit/ui/form/FormState.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { FilesInput } from "../../parts/FilesInput.tsx";
import { actualOperations, commitmentOperations, handlingOperations } from "../contract.ts";
import { commitmentKinds } from "../words.ts";
import type { Annulled, Row } from "./commitment.ts";

interface DialogProps {
  close: () => void;
}

const quantity = "金额按元，可写 1.2亿；用工填人数，能耗填吨标准煤，用地填亩";
const papers = { key: "files", input: FilesInput, wide: true } as const;

export function CommitmentDialog({ projectId, close }: DialogProps & { projectId: string }) {
  const { today } = useActor();
  const year = Number(today.slice(0, 4));
  return (
    <Window title="登记承诺" width={620} close={close}>
      <Form
        operation={commitmentOperations.create}
        given={{ projectId }}
        initial={{ kind: "investment", year, dueOn: `${year}-12-31` }}
        fields={[
          { key: "kind", help: "税收、迁入不能再约定；旧协议里的用“登记历史承诺”" },
          "year",
          { key: "target", help: quantity },
          "dueOn",
          { key: "source", help: "例如：投资协议第五条第二款" },
          "agreedOn",
          papers,
          "note",
        ]}
        draft={projectId}
        narrow
        cancel={close}
        done={close}
      />
    </Window>
  );
}

export function KeepDialog({ projectId, close }: DialogProps & { projectId: string }) {
  const { classes } = useActor();
  const isTax = ({ kind }: Values) => kind === "tax" && classes.includes("tax");
  return (
    <Window title="登记历史承诺" width={620} close={close}>
      <p className="soft">旧协议里以税收或迁入为条件的约定，只存档供查阅：不考核、不登记完成情况、不据此兑现。</p>
      <Form
        operation={commitmentOperations.keep}
        given={{ projectId }}
        initial={{ kind: "tax" }}
        fields={["kind", "year", { key: "taxTarget", when: isTax }, "source", "agreedOn", papers, "note"]}
        draft={`keep ${projectId}`}
        narrow
        cancel={close}
        done={close}
      />
    </Window>
  );
}

export function ActualDialog({ row, close }: DialogProps & { row: Row }) {
  const { today } = useActor();
  return (
    <Window title={`登记完成情况：${row.year} 年${commitmentKinds[row.kind]}`} width={560} close={close}>
      <p className="soft">填截至那一天的累计完成数；以截至日期最晚的一条为准，先前的都留着。</p>
      <Form
        operation={actualOperations.record}
        given={{ projectId: row.projectId, commitmentId: row.id }}
        initial={{ happenedOn: today, files: [] }}
        fields={[
          { key: "value", help: quantity },
          "happenedOn",
          papers,
          "note",
          { key: "isValueChecked", help: "提示与目标相差悬殊时，核对单位后勾选" },
        ]}
        draft={row.id}
        narrow
        cancel={close}
        done={close}
      />
    </Window>
  );
}

export function HandlingDialog({ row, close }: DialogProps & { row: Row }) {
  const { today } = useActor();
  return (
    <Window title={`登记处置：${row.year} 年${commitmentKinds[row.kind]}`} width={560} close={close}>
      <p className="soft">{row.why}</p>
      <Form
        operation={handlingOperations.record}
        given={{ projectId: row.projectId, commitmentId: row.id }}
        initial={{ kind: "urge", happenedOn: today }}
        fields={[
          "kind",
          { key: "decider", help: "例如：招商联席会议" },
          "happenedOn",
          { key: "untilOn", help: "限期整改必填" },
          { key: "decision", wide: true },
          papers,
        ]}
        draft={`handling ${row.id}`}
        narrow
        submit="登记处置"
        cancel={close}
        done={close}
      />
    </Window>
  );
}

const annulling = {
  commitment: commitmentOperations.annul,
  actual: actualOperations.annul,
  handling: handlingOperations.annul,
};

export function AnnulDialog({ projectId, annulled, close }: DialogProps & { projectId: string; annulled: Annulled }) {
  return (
    <Window title={`作废${annulled.title}`} width={520} close={close}>
      <Form
        operation={annulling[annulled.of]}
        given={{ projectId, id: annulled.id }}
        fields={[{ key: "reason", help: "写入留痕" }]}
        draft={false}
        narrow
        submit="作废"
        outcome={() => ({ kind: "told", text: "已作废" })}
        cancel={close}
        done={close}
      />
    </Window>
  );
}
