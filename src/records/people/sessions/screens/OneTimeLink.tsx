import { useEffect, useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { NewPasswordInput } from "#kit/ui/form/PasswordInput.tsx";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { sessionOperations } from "../contract.ts";
import { type Entered, SignInSteps } from "../parts/SignInSteps.tsx";
import { useEnter } from "./useEnter.ts";

/** 一次性链接: a new person, or one who forgot, sets a password and is in. */
export function OneTimeLink() {
  const token = useParam("token");
  const enter = useEnter();
  const [entered, setEntered] = useState<Entered | null>(null);
  const next = (at: Entered) => (at.accountId ? enter() : setEntered(at));
  useEffect(() => {
    document.title = "设置密码";
  }, []);
  if (entered)
    return (
      <main className="door">
        <section className="door-form">
          <h1>密码已设好</h1>
          <SignInSteps begun={entered} restart={() => window.location.assign("/sign-in")} done={enter} />
        </section>
      </main>
    );
  return (
    <main className="door">
      <section className="door-form">
        <h1>设置密码</h1>
        <p className="soft">这是一次性链接，设置成功后即失效，请记住新密码。</p>
        <Form
          operation={sessionOperations.useLink}
          given={{ token }}
          fields={[
            {
              key: "password",
              title: "新密码",
              input: NewPasswordInput,
              help: "由字母、数字、符号组成，不要用姓名、生日或登录名。",
            },
          ]}
          submit="设置密码并登录"
          draft={false}
          quiet
          narrow
          done={next}
        />
      </section>
    </main>
  );
}
