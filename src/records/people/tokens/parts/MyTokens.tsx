import { CopyOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { addDays } from "#kit/base/dates.ts";
import { ChecksInput } from "#kit/ui/form/ChoiceInput.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { tell } from "#kit/ui/look/Notes.tsx";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { Moment } from "#kit/ui/value/Days.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { tokenOperations } from "../contract.ts";
import { reachOf } from "./reach.ts";

interface MyTokensProps {
  /** What a permission is called. */
  words: Record<string, string>;
}

/** 接口令牌 of one's own: a program works with it in one's name, with no more than was chosen. */
export function MyTokens({ words }: MyTokensProps) {
  const { today } = useActor();
  const { data, error, refetch } = useAnswer(tokenOperations.mine, {});
  const [isMaking, setMaking] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { tokens, choices, longestDays } = data;
  const Permissions = (props: InputProps) => (
    <ChecksInput {...props} options={choices.map((value) => ({ value, title: words[value] ?? value }))} />
  );
  return (
    <>
      {token && <TokenOnce token={token} close={() => setToken(null)} />}
      {tokens.length > 0 && (
        <ul className="own-list">
          {tokens.map((each) => (
            <li key={each.id}>
              <span className="own-what">
                <strong>{each.name}</strong>
                <span className="small soft">
                  {reachOf(each, words)} · 有效期至 {each.until}
                  {" · "}
                  {each.usedAt ? (
                    <>
                      最近使用 <Moment at={each.usedAt} />
                    </>
                  ) : (
                    "还没有用过"
                  )}
                </span>
              </span>
              <CommandButton
                operation={tokenOperations.revoke}
                input={{ id: each.id }}
                title="作废"
                danger
                confirm={`作废“${each.name}”后，用它的程序立即不能再访问。`}
              />
            </li>
          ))}
        </ul>
      )}
      {isMaking ? (
        <Form
          operation={tokenOperations.create}
          fields={[
            { key: "name", help: "给谁用、做什么，例如：每日同步到数据平台。" },
            { key: "permissions", input: Permissions, wide: true, help: "只列出您自己有、并允许用于接口的权限。" },
            "canWrite",
            { key: "until", help: `最长 ${longestDays} 天。` },
          ]}
          initial={{ permissions: [], until: addDays(today, Math.min(90, longestDays)) }}
          draft={false}
          narrow
          quiet
          submit="建立"
          cancel={() => setMaking(false)}
          done={(made) => {
            setToken(made.token);
            setMaking(false);
          }}
        />
      ) : (
        choices.length > 0 && <StepButton title="建立接口令牌" onStep={() => setMaking(true)} />
      )}
      {choices.length === 0 && <p className="soft">您的角色没有可用于接口的权限。</p>}
    </>
  );
}

function TokenOnce({ token, close }: { token: string; close: () => void }) {
  const copy = () =>
    navigator.clipboard.writeText(token).then(
      () => tell({ kind: "done", text: "已复制接口令牌" }),
      () => tell({ kind: "watch", text: "浏览器不让复制，请选中后按 Ctrl C" }),
    );
  return (
    <div className="own-once" role="status">
      <p>接口令牌只显示这一次，请马上交给要用它的程序。拿到它的人就能以您的名义办理所选的事。</p>
      <code>{token}</code>
      <span className="steps">
        <Button type="primary" icon={<CopyOutlined />} onClick={copy}>
          复制令牌
        </Button>
        <Button onClick={close}>已经保存</Button>
      </span>
    </div>
  );
}
