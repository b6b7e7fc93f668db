import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { tokenOperations } from "../contract.ts";
import { reachOf } from "./reach.ts";

const row = tokenOperations.list.list.row;
type Row = z.output<typeof row>;

/** 接口令牌 of the agency's accounts: who has given which rights to a program, and an end to it. */
export function TokenList({ words }: { words: Record<string, string> }) {
  return (
    <List
      operation={tokenOperations.list}
      columns={[
        "name",
        "accountName",
        { key: "permissions", title: "权限", width: 320, render: (token: Row) => reachOf(token, words) },
        "createdAt",
        "until",
        "usedAt",
      ]}
      sort={{ by: "createdAt", descending: true }}
      slot="tokens"
      panel={(token) => <TokenPanel key={token.id} token={token} words={words} />}
      empty={<Empty title="没有接口令牌">各人在“我的账号”里为程序建立的令牌列在这里，可以收回。</Empty>}
    />
  );
}

function TokenPanel({ token, words }: { token: Row; words: Record<string, string> }) {
  const [isAsking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <>
      <Facts
        shape={row}
        of={token}
        fields={["accountName", "login", "permissions", "createdAt", "until", "usedAt"]}
        render={{ permissions: reachOf(token, words) }}
      />
      <div className="own-step">
        {isAsking ? (
          <Form
            operation={tokenOperations.withdraw}
            given={{ id: token.id }}
            fields={[{ key: "reason", help: "写入留痕，例如：程序已停用、令牌外泄。" }]}
            draft={false}
            narrow
            outcome={() => ({ kind: "told", text: `已收回“${token.name}”` })}
            cancel={close}
            done={close}
          />
        ) : (
          <StepButton title="收回接口令牌" danger onStep={() => setAsking(true)} />
        )}
      </div>
    </>
  );
}
