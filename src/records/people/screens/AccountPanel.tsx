import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Panels } from "#kit/ui/frame/Panels.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { formerOperations } from "../erasures/contract.ts";
import { RequestErasure } from "../parts/RequestErasure.tsx";
import { Holdings } from "./Holdings.tsx";
import { Account, accountOperations } from "../contract.ts";
import "./accounts.css";
import { LinkOnce } from "./LinkOnce.tsx";

/** One account beside the list, with the one thing that is done to it: 停用. */
export function AccountPanel({ account }: { account: z.output<typeof Account> }) {
  const { accountId, can } = useActor();
  const [asking, setAsking] = useState<"disable" | "renew" | "unlock" | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const close = () => setAsking(null);
  const isMine = account.id === accountId;
  const may = isMine ? { code: "accounts.self", message: "自己的账号请由另一位系统管理员办理" } : null;
  return (
    <>
      <Facts
        shape={Account}
        of={account}
        fields={[
          "login",
          "state",
          "divisionName",
          "roleTitles",
          ...(account.hostName ? (["hostName"] as const) : []),
          "lastSignedInAt",
          ...(account.lockedUntil ? (["lockedUntil"] as const) : []),
        ]}
      />
      <Holdings accountId={account.id} isDisabled={account.state === "disabled"} />
      {account.state === "disabled" && can(formerOperations.requestErasure.permission) && (
        <RequestErasure operation={formerOperations.requestErasure} id={account.id} />
      )}
      {can(accountOperations.disable.permission) && account.state !== "disabled" && (
        <div className="account-step">
          {link && <LinkOnce link={link} />}
          {asking === "unlock" && (
            <Form
              operation={accountOperations.unlock}
              given={{ id: account.id }}
              fields={[{ key: "reason", help: "写入留痕，例如：本人记起密码，已核实。" }]}
              draft={false}
              narrow
              outcome={() => ({ kind: "told", text: `已解锁 ${account.name} 的账号` })}
              cancel={close}
              done={close}
            />
          )}
          {asking === "renew" && (
            <Form
              operation={accountOperations.renew}
              record={account}
              fields={[{ key: "reason", help: "写入留痕，例如：忘记密码、链接过期。原密码和原链接随即失效。" }]}
              draft={false}
              narrow
              submit="重新发放"
              quiet
              cancel={close}
              done={(answer) => {
                setLink(answer.link);
                close();
              }}
            />
          )}
          {asking === "disable" && (
            <Form
              operation={accountOperations.disable}
              record={account}
              fields={[{ key: "reason", help: "写入留痕，例如：调离、退休、岗位调整。" }]}
              draft={false}
              narrow
              outcome={() => ({ kind: "told", text: `已停用 ${account.name} 的账号` })}
              cancel={close}
              done={close}
            />
          )}
          {asking === null && (
            <span className="steps">
              {account.lockedUntil && <StepButton title="解锁" may={may} onStep={() => setAsking("unlock")} />}
              <StepButton title="重新发放链接" may={may} onStep={() => setAsking("renew")} />
              <StepButton title="停用账号" may={may} danger onStep={() => setAsking("disable")} />
            </span>
          )}
        </div>
      )}
      <Panels on="account" id={account.id} />
    </>
  );
}
