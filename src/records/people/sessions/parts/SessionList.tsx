import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { openSessionOperations } from "../contract.ts";
import "./sessions.css";

const row = openSessionOperations.list.list.row;
type Row = z.output<typeof row>;

/** 登录 of the agency's accounts that last at this moment, and an end to them. */
export function SessionList() {
  return (
    <List
      operation={openSessionOperations.list}
      columns={["accountName", "device", "address", "entry", "createdAt", "seenAt"]}
      filters={[]}
      sort={{ by: "seenAt", descending: true }}
      slot="sessions"
      panel={(session) => <SessionPanel key={session.id} session={session} />}
      empty={<Empty title="现在没有人登录">正在使用的登录列在这里，可以结束。</Empty>}
    />
  );
}

function SessionPanel({ session }: { session: Row }) {
  const [isAsking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <>
      <Facts shape={row} of={session} fields={["login", "device", "address", "entry", "createdAt", "seenAt"]} />
      <div className="own-step">
        {isAsking ? (
          <Form
            operation={openSessionOperations.close}
            given={{ id: session.id }}
            fields={[{ key: "reason", help: "写入留痕，例如：账号可能被他人使用。" }, "isWhole"]}
            draft={false}
            narrow
            outcome={({ ended }) => ({ kind: "told", text: `已结束 ${session.accountName} 的 ${ended} 处登录` })}
            cancel={close}
            done={close}
          />
        ) : (
          <StepButton title="结束登录" danger onStep={() => setAsking(true)} />
        )}
      </div>
    </>
  );
}
