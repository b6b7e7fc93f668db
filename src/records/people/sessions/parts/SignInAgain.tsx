import { Button } from "antd";
import { Window } from "#kit/ui/look/Window.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { sessionOperations } from "../contract.ts";
import { SignInSteps } from "./SignInSteps.tsx";

interface SignInAgainProps {
  login: string;
  done: (accountId: string) => void;
  close: () => void;
}

/** The session ended while someone was at work: signing in again in place, so that nothing typed is lost. */
export function SignInAgain({ login, done, close }: SignInAgainProps) {
  const { data: session } = useAnswer(sessionOperations.current, {});
  const enter = useCommand(sessionOperations.signInAsDemo);
  // Demo people have no password of their own.
  const asDemo = async () => {
    const answer = await enter.run({ login });
    if (answer?.accountId) done(answer.accountId);
  };
  return (
    <Window title="登录已过期" width={480} close={close}>
      <p className="soft" style={{ marginBottom: 16 }}>
        页面上填写的内容还在。重新登录后接着办理，不用重填。
      </p>
      {session?.instance === "demo" ? (
        <Button type="primary" loading={enter.busy} onClick={() => void asDemo()}>
          以原来的演示人员继续
        </Button>
      ) : (
        session && <SignInSteps login={login} done={done} />
      )}
      {enter.failure && (
        <p className="field-problem" role="alert">
          {enter.failure.message}
        </p>
      )}
    </Window>
  );
}
