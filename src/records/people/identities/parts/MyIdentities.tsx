import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { PasswordInput } from "#kit/ui/form/PasswordInput.tsx";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { Moment } from "#kit/ui/value/Days.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { outsideOperations } from "../../sessions/contract.ts";
import { keepRound } from "../../sessions/parts/round.ts";
import { identityOperations } from "../contract.ts";

interface MyIdentitiesProps {
  /** The provider's name. */
  provider: string;
  hasPassword: boolean;
}

/** 外部账号 of one's own: by which one may sign in as well. */
export function MyIdentities({ provider, hasPassword }: MyIdentitiesProps) {
  const { data = [], error, refetch } = useAnswer(identityOperations.mine, {});
  const [isLinking, setLinking] = useState(false);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  const leave = ({ address, binding }: { address: string; binding: string }) => {
    keepRound({ binding, to: window.location.pathname });
    window.location.assign(address);
  };
  return (
    <>
      {data.length > 0 && (
        <ul className="own-list">
          {data.map(({ id, name, linkedAt, usedAt, isBound }) => (
            <li key={id}>
              <span className="own-what">
                <strong>{name ?? provider}</strong>
                <span className="small soft">
                  <Moment at={linkedAt} /> 关联
                  {usedAt && (
                    <>
                      ，最近使用 <Moment at={usedAt} />
                    </>
                  )}
                  {!isBound && "，还没有用过"}
                </span>
              </span>
              <CommandButton
                operation={identityOperations.unlink}
                input={{ id }}
                title="解除"
                confirm="解除后不能再用这个外部账号登录。"
              />
            </li>
          ))}
        </ul>
      )}
      {isLinking ? (
        <Form
          operation={outsideOperations.begin}
          given={{ origin: window.location.origin, isLinking: true }}
          fields={
            hasPassword ? [{ key: "password", input: PasswordInput, required: true, help: "确认是您本人。" }] : []
          }
          submit={`前往“${provider}”`}
          draft={false}
          narrow
          quiet
          cancel={() => setLinking(false)}
          done={leave}
        />
      ) : (
        <StepButton title={`关联“${provider}”账号`} onStep={() => setLinking(true)} />
      )}
    </>
  );
}
