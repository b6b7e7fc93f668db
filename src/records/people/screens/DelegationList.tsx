import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { permissionWord } from "../rights/words.ts";
import "./accounts.css";
import { DelegationRow, delegationOperations } from "../delegations/contract.ts";
import { type DelegationState, delegationStates } from "../delegations/words.ts";

type Row = z.output<typeof DelegationRow>;

const kinds: Record<DelegationState, "watch" | "done" | "plain"> = {
  planned: "watch",
  active: "done",
  over: "plain",
  ended: "plain",
};

const permissionsOf = ({ isWhole, permissions }: Row) =>
  isWhole ? "全部业务权限" : permissions.map(permissionWord).join("、");

export function DelegationList() {
  const { go } = usePlace();
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go("delegations/new")}>
      新建委托
    </Button>
  );
  return (
    <>
      <PageHead
        title="委托"
        lead="休假、出差时把业务权限委托给同事，到期自动收回。谁代谁办理，留痕里都有。"
        acts={add}
      />
      <List
        operation={delegationOperations.list}
        columns={columns}
        sort={{ by: "fromOn", descending: true }}
        filters={["side", "state"]}
        panel={(row) => <DelegationPanel key={row.id} row={row} />}
        empty={
          <Empty title="还没有委托" acts={add}>
            外出前建一份，指定同事和日期，业务不断档。
          </Empty>
        }
      />
    </>
  );
}

const columns = [
  "fromName" as const,
  "toName" as const,
  { key: "permissions", render: permissionsOf },
  "fromOn" as const,
  "untilOn" as const,
  { key: "state", render: ({ state }: Row) => <Tag kind={kinds[state]}>{delegationStates[state]}</Tag> },
  "reason" as const,
];

function DelegationPanel({ row }: { row: Row }) {
  const [isEnding, setEnding] = useState(false);
  const close = () => setEnding(false);
  return (
    <>
      <Facts
        shape={DelegationRow}
        of={row}
        fields={[
          "fromName",
          "toName",
          "permissions",
          "fromOn",
          "untilOn",
          "state",
          "reason",
          ...(row.endedOn ? (["endedOn", "endReason"] as const) : []),
        ]}
        render={{ permissions: permissionsOf(row) }}
      />
      <div className="panel-step">
        {isEnding ? (
          <Form
            operation={delegationOperations.end}
            record={row}
            fields={[{ key: "reason", help: "写入留痕，例如：提前返岗" }]}
            draft={false}
            narrow
            outcome={() => ({ kind: "told", text: "委托已终止，受托人随即不能再代办" })}
            cancel={close}
            done={close}
          />
        ) : (
          <StepButton title="终止委托" may={row.may.end} danger onStep={() => setEnding(true)} />
        )}
      </div>
    </>
  );
}
