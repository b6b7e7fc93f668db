import { CopyOutlined } from "@ant-design/icons";
import { Button, Checkbox, Select } from "antd";
import { useState } from "react";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import { tell } from "#kit/ui/look/Notes.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { accountOperations, divisionOperations, roleOperations } from "../contract.ts";

const from = { title: "账号", to: "accounts" };

export function NewAccount() {
  const [link, setLink] = useState<string | null>(null);
  if (link) return <LinkOnce link={link} />;
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
          done={(answer) => setLink(new URL(answer.link, window.location.origin).href)}
        />
      </div>
    </>
  );
}

function DivisionInput(props: InputProps) {
  const { data = [] } = useAnswer(divisionOperations.list, {});
  return (
    <Select
      {...attributesOf(props)}
      className="input-wide"
      value={(props.value as string | null) ?? null}
      allowClear
      placeholder="请选择"
      options={data.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(next) => props.change(next ?? null)}
    />
  );
}

function RolesInput({ id, value, change, isDisabled, describedBy }: InputProps) {
  const { data = [] } = useAnswer(roleOperations.list, {});
  return (
    <Checkbox.Group
      className="input-radios"
      value={(value as string[] | null) ?? []}
      disabled={isDisabled}
      aria-describedby={describedBy}
      options={data.map(({ code, title }, index) => ({ value: code, label: title, ...(index === 0 && { id }) }))}
      onChange={(next) => change(next)}
    />
  );
}

/** 一次性链接 is shown once; whoever has it sets the password. */
function LinkOnce({ link }: { link: string }) {
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => tell({ kind: "done", text: "已复制链接" }),
      () => tell({ kind: "watch", text: "浏览器不让复制，请选中后按 Ctrl C" }),
    );
  return (
    <>
      <PageHead
        title="账号已建好"
        from={from}
        lead="请把一次性链接当面或用内部渠道交给本人，由本人设置密码。链接只显示这一次，3 天内有效，用过即失效。"
      />
      <div className="paper section account-link">
        <code>{link}</code>
        <Button type="primary" icon={<CopyOutlined />} onClick={copy}>
          复制链接
        </Button>
      </div>
      <p>
        <PlaceLink to="accounts">回到账号列表</PlaceLink>
      </p>
    </>
  );
}
