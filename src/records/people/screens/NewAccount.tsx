import { useState } from "react";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { ChecksInput } from "#kit/ui/form/ChoiceInput.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { accountOperations, roleOperations } from "../contract.ts";
import "./accounts.css";
import { DivisionInput } from "../parts/DivisionInput.tsx";
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

function RolesInput(props: InputProps) {
  const { data = [] } = useAnswer(roleOperations.list, {});
  return <ChecksInput {...props} options={data.map(({ code, title }) => ({ value: code, title }))} />;
}
