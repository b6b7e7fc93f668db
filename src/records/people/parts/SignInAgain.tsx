import { Window } from "#kit/ui/look/Window.tsx";
import { SignInForm } from "./SignInForm.tsx";

interface SignInAgainProps {
  login: string;
  done: (accountId: string) => void;
  close: () => void;
}

/** The session ended while someone was at work: signing in again in place, so that nothing typed is lost. */
export function SignInAgain({ login, done, close }: SignInAgainProps) {
  return (
    <Window title="登录已过期" width={420} close={close}>
      <p className="soft" style={{ marginBottom: 16 }}>
        页面上填写的内容还在。重新登录后接着办理，不用重填。
      </p>
      <SignInForm login={login} done={done} />
    </Window>
  );
}
