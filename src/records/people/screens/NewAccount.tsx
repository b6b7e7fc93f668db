import { useState } from "react";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { accountOperations } from "../contract.ts";
import "./accounts.css";
import { DivisionInput } from "../parts/DivisionInput.tsx";
import { RolesInput } from "../parts/RoleInput.tsx";
import { LinkOnce } from "./LinkOnce.tsx";

const from = { title: "账号", to: "accounts" };

export function NewAccount() {
  const [link, setLink] = useState<string | null>(null);
  if (link) {
    return (
      <>
        <PageHead title="账号已建好" from={from} />
        <LinkOnce link={link} />
      </>
    );
  }
  return (
    <>
      <PageHead title="新增账号" from={from} />
      <div className="paper section">
        <Form
          operation={accountOperations.create}
          fields={[
            { key: "name" },
            { key: "login", help: "3 至 40 位小写字母、数字或 . _ -，建好后不改。" },
            { key: "divisionId", title: "科室", input: DivisionInput },
            { key: "staffKind", help: "计入实有人数；专任三员、不占本单位编制的空着。" },
            {
              key: "roles",
              input: RolesInput,
              wide: true,
              help: "三员（系统、安全、审计管理员）不能兼任，也不能兼业务角色。",
            },
          ]}
          done={(answer) => setLink(answer.link)}
        />
      </div>
    </>
  );
}
