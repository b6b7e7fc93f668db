import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { type Establishment, establishmentOperations } from "../establishments/contract.ts";
import { type StaffKind, staffKinds } from "../words.ts";
import "./establishment.css";

type Row = z.output<typeof Establishment>;

/** 编制批复, all of them or those of one kind: entered once, corrected by voiding and a new one. */
export function ApprovalList({ kind }: { kind: StaffKind | null }) {
  const { data, error, refetch } = useAnswer(establishmentOperations.list, {});
  const { can } = useActor();
  const [doing, setDoing] = useState<Row | "new" | null>(null);
  const close = () => setDoing(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const rows = data.filter((row) => kind === null || row.kind === kind);
  const may = can(establishmentOperations.approve.permission);
  const add = may && (
    <Button icon={<PlusOutlined />} onClick={() => setDoing("new")}>
      登记编制批复
    </Button>
  );
  return (
    <>
      {rows.length > 0 && add && <div className="plain-bar unprinted">{add}</div>}
      <div className="paper plain-rows">
        {rows.length === 0 ? (
          <Empty title="还没有登记编制批复" acts={add}>
            按编办的文件登记各类编制数，机构与编制页据此算出超缺。
          </Empty>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">批复日期</th>
                <th scope="col">人员类别</th>
                <th scope="col">编制数（名）</th>
                <th scope="col">文号</th>
                <th scope="col">备注</th>
                <th scope="col">
                  <span className="unseen">办理</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} data-over={row.voidedAt ? true : undefined}>
                  <td>{row.approvedOn}</td>
                  <td>{staffKinds[row.kind]}</td>
                  <td className="number">{row.number}</td>
                  <td>{row.document}</td>
                  <td>{row.note}</td>
                  <td>
                    {row.voidedAt ? (
                      <Tag>已作废</Tag>
                    ) : (
                      may && <StepButton title="作废" danger onStep={() => setDoing(row)} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {doing === "new" && (
        <Window title="登记编制批复" width={520} close={close}>
          <Form
            operation={establishmentOperations.approve}
            initial={kind ? { kind } : {}}
            fields={["kind", "number", "approvedOn", { key: "document", help: "编办批复的文号" }, "note"]}
            draft={false}
            narrow
            cancel={close}
            done={close}
          />
        </Window>
      )}
      {doing !== null && doing !== "new" && (
        <Window title={`作废 ${doing.document}`} width={520} close={close}>
          <Form
            operation={establishmentOperations.annul}
            given={{ id: doing.id }}
            fields={[{ key: "reason", help: "例如：数字录错。作废后请登记正确的一条。" }]}
            draft={false}
            narrow
            submit="作废"
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}
