import { type ComponentType, useMemo } from "react";
import { FieldInput } from "#kit/ui/form/FieldInput.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { useFormState, type Values } from "#kit/ui/form/FormState.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { FilesInput } from "../../parts/FilesInput.tsx";
import { arrivalOperations, statisticOperations } from "../contract.ts";
import { arrivalProofs } from "../words.ts";
import type { Answer, Row, Statistic } from "./arrival.ts";

const isForeign = ({ currency }: Values) => currency !== undefined && currency !== "CNY";
const isPart = ({ countedAmount }: Values) => Boolean(countedAmount);

/** 凭证种类: those that prove the chosen kind here. */
function proofInput(kinds: Answer["kinds"]): ComponentType<InputProps> {
  return function ProofInput(props: InputProps) {
    const { values } = useFormState();
    const packed = kinds.find(({ kind }) => kind === values.kind);
    const words = Object.fromEntries((packed?.proofs ?? []).map((proof) => [proof, arrivalProofs[proof]]));
    const isTaken = typeof props.value === "string" && props.value in words;
    return <FieldInput {...props} value={isTaken ? props.value : undefined} field={{ ...props.field, words }} />;
  };
}

/** The fields of an arrival, in the order the papers are read. */
const fieldsWith = (Proof: ComponentType<InputProps>) =>
  [
    "kind",
    "happenedOn",
    { key: "fromOn", help: "一段时间里陆续到位的填写，如工程款" },
    "currency",
    { key: "amount", help: "按所选币种填写；可写 1200万、3.5亿" },
    { key: "exchangeRate", help: "1 单位外币合多少元", when: isForeign, required: true },
    { key: "ratedOn", when: isForeign, required: true },
    { key: "rateSource", help: "例如：中国外汇交易中心", when: isForeign, required: true },
    { key: "countedAmount", help: "人民币；全额计入的不填" },
    { key: "countedReason", when: isPart, wide: true },
    { key: "proofKind", input: Proof },
    { key: "proofNumber", help: "进账单、发票、报告上的编号；用来发现重复" },
    { key: "files", input: FilesInput, wide: true },
    "note",
    { key: "isAmountChecked", help: "提示金额过大时，核对单位后勾选" },
    { key: "isAnother", help: "提示疑似重复时，核对后勾选" },
  ] as const;

interface DialogProps {
  kinds: Answer["kinds"];
  close: () => void;
}

export function ArrivalDialog({ projectId, kinds, close }: DialogProps & { projectId: string }) {
  const { today } = useActor();
  const Proof = useMemo(() => proofInput(kinds), [kinds]);
  return (
    <Window title="登记到位资金" width={660} close={close}>
      <Form
        operation={arrivalOperations.create}
        given={{ projectId }}
        initial={{ kind: "registeredCapital", currency: "CNY", happenedOn: today, files: [] }}
        fields={[...fieldsWith(Proof)]}
        draft={projectId}
        narrow
        outcome={() => ({ kind: "told", text: "已登记，由另一人核验后计入" })}
        cancel={close}
        done={close}
      />
    </Window>
  );
}

/** What was registered stays visible; the corrected row stands in its place and is verified anew. */
export function CorrectDialog({ row, kinds, close }: DialogProps & { row: Row }) {
  const Proof = useMemo(() => proofInput(kinds), [kinds]);
  const { kind, happenedOn, fromOn, currency, exchangeRate, ratedOn, rateSource } = row;
  const { countedReason, proofKind, proofNumber, files, note } = row;
  const isWhole = row.countedAmount === row.arrivedAmount;
  return (
    <Window title="更正到位资金" width={660} close={close}>
      <p className="soft">原来的登记作废并留痕，按下面的内容重新登记；须由另一人重新核验。</p>
      <Form
        operation={arrivalOperations.correct}
        given={{ projectId: row.projectId, id: row.id }}
        initial={{
          kind,
          happenedOn,
          fromOn,
          currency,
          exchangeRate,
          ratedOn,
          rateSource,
          countedReason,
          proofKind,
          proofNumber,
          files,
          note,
          amount: row.originalAmount,
          countedAmount: isWhole ? null : row.countedAmount,
        }}
        fields={[...fieldsWith(Proof), { key: "reason", wide: true }]}
        draft={row.id}
        narrow
        submit="更正"
        cancel={close}
        done={close}
      />
    </Window>
  );
}

export function AnnulDialog({ row, close }: { row: Row; close: () => void }) {
  return (
    <Window title="作废到位资金" width={520} close={close}>
      <Form
        operation={arrivalOperations.annul}
        given={{ projectId: row.projectId, id: row.id }}
        fields={[{ key: "reason", help: "写入留痕；已计入的随之退出" }]}
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

export function StatisticDialog({ projectId, close }: { projectId: string; close: () => void }) {
  const { today } = useActor();
  return (
    <Window title="登记统计数" width={560} close={close}>
      <p className="soft">按统计部门给出的数原样登记，只作对照：不改动我们的数，也不因我们的数而改。</p>
      <Form
        operation={statisticOperations.record}
        given={{ projectId }}
        initial={{ issuedOn: today, year: Number(today.slice(0, 4)) }}
        fields={["year", "amount", "issuer", "issuedOn", { key: "files", input: FilesInput, wide: true }, "note"]}
        draft={`statistic ${projectId}`}
        narrow
        cancel={close}
        done={close}
      />
    </Window>
  );
}

export function AnnulStatisticDialog({ statistic, close }: { statistic: Statistic; close: () => void }) {
  return (
    <Window title={`作废 ${statistic.year} 年统计数`} width={520} close={close}>
      <Form
        operation={statisticOperations.annul}
        given={{ projectId: statistic.projectId, id: statistic.id }}
        fields={[{ key: "reason", help: "只用于我们录错的；统计部门更新的数另登一条" }]}
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
