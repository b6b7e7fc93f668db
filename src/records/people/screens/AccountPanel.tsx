import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Account, accountOperations } from "../contract.ts";

/** One account beside the list, with the one thing that is done to it: 停用. */
export function AccountPanel({ account }: { account: z.output<typeof Account> }) {
  const { accountId, can } = useActor();
  const [isAsking, setAsking] = useState(false);
  const isMine = account.id === accountId;
  const may = isMine
    ? { code: "accounts.disable.self", message: "不能停用自己的账号，请由另一位系统管理员办理" }
    : null;
  return (
    <>
      <Facts shape={Account} of={account} fields={["login", "state", "divisionName", "roleTitles", "lastSignedInAt"]} />
      {can(accountOperations.disable.permission) && account.state !== "disabled" && (
        <div className="account-step">
          {isAsking ? (
            <Form
              operation={accountOperations.disable}
              record={account}
              fields={[{ key: "reason", help: "写入留痕，例如：调离、退休、岗位调整。" }]}
              draft={false}
              narrow
              outcome={() => ({ kind: "told", text: `已停用 ${account.name} 的账号` })}
              cancel={() => setAsking(false)}
              done={() => setAsking(false)}
            />
          ) : (
            <StepButton title="停用账号" may={may} danger onStep={() => setAsking(true)} />
          )}
        </div>
      )}
      {account.state === "disabled" && <Button disabled>账号已停用</Button>}
    </>
  );
}
