import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { identityOperations } from "../contract.ts";

/** 外部账号 of one account, for the system administrator; nothing where no provider is set. */
export function AccountIdentities({ id: accountId }: { id: string }) {
  const { data, error, refetch } = useAnswer(identityOperations.of, { accountId });
  const [asking, setAsking] = useState<"assign" | { removing: string } | null>(null);
  const close = () => setAsking(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data?.provider) return <p className="soft">本系统没有设置外部登录。</p>;
  return (
    <>
      {data.identities.length === 0 && <p className="soft">{`还没有关联“${data.provider}”的账号。`}</p>}
      <ul className="own-list">
        {data.identities.map(({ id, name, isBound }) => (
          <li key={id}>
            <span className="own-what">
              <strong>{name ?? data.provider}</strong>
              <span className="small soft">{isBound ? "已用它登录过" : "还没有用过"}</span>
            </span>
            <StepButton title="解除" onStep={() => setAsking({ removing: id })} />
          </li>
        ))}
      </ul>
      {asking === "assign" && (
        <Form
          operation={identityOperations.assign}
          given={{ accountId }}
          fields={[{ key: "name", help: `在“${data.provider}”里的用户名，或已验证的邮箱。第一次用它登录后即固定。` }]}
          draft={false}
          narrow
          cancel={close}
          done={close}
        />
      )}
      {asking !== null && asking !== "assign" && (
        <Form
          operation={identityOperations.remove}
          given={{ accountId, id: asking.removing }}
          fields={["reason"]}
          submit="解除"
          draft={false}
          narrow
          cancel={close}
          done={close}
        />
      )}
      {asking === null && <StepButton title="关联外部账号" onStep={() => setAsking("assign")} />}
    </>
  );
}
