import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { LoginInput, NewPasswordInput, PasswordInput } from "#kit/ui/form/PasswordInput.tsx";
import { CommandButton } from "#kit/ui/record/StepButton.tsx";
import type { FactorOffer } from "../../factors/contract.ts";
import { CodeInput } from "../../factors/parts/CodeInput.tsx";
import { FactorOffered } from "../../factors/parts/FactorOffered.tsx";
import { RecoveryCodes } from "../../factors/parts/RecoveryCodes.tsx";
import { type Entrance, sessionOperations } from "../contract.ts";
import "./door.css";

export type Entered = Pick<z.output<typeof Entrance>, "accountId" | "awaits" | "voucher">;

interface SignInStepsProps {
  /** Whose session ended; a person who is already here need not type the name again. */
  login?: string;
  /** Where one has come to already: by a link, or from outside. */
  begun?: Entered;
  /** Starts over; without it the form for the password comes back. */
  restart?: () => void;
  done: (accountId: string) => void;
}

/** 登录, one step after another until nothing is awaited any more. */
export function SignInSteps({ login, begun, restart, done }: SignInStepsProps) {
  const [at, setAt] = useState<Entered | null>(begun ?? null);
  const next = (entered: Entered) => (entered.accountId ? done(entered.accountId) : setAt(entered));
  if (!at?.voucher) return <PasswordStep {...(login && { login })} next={next} />;
  const { voucher } = at;
  const again = restart ?? (() => setAt(null));
  return (
    <>
      {at.awaits === "code" && <CodeStep voucher={voucher} next={next} />}
      {at.awaits === "factor" && <FactorStep voucher={voucher} next={next} />}
      {at.awaits === "password" && <NewPasswordStep voucher={voucher} next={next} />}
      <Button type="link" style={{ justifySelf: "start", paddingInline: 0 }} onClick={again}>
        从头登录
      </Button>
    </>
  );
}

interface StepProps {
  voucher: string;
  next: (entered: Entered) => void;
}

function PasswordStep({ login, next }: { login?: string; next: StepProps["next"] }) {
  return (
    <Form
      operation={sessionOperations.signIn}
      fields={[
        { key: "login", input: LoginInput },
        { key: "password", input: PasswordInput },
      ]}
      {...(login && { initial: { login } })}
      draft={false}
      quiet
      narrow
      done={next}
    />
  );
}

function CodeStep({ voucher, next }: StepProps) {
  return (
    <Form
      operation={sessionOperations.enterCode}
      given={{ voucher }}
      fields={[
        {
          key: "code",
          input: CodeInput,
          help: "打开手机上的验证器应用，输入其中显示的 6 位数字。手机不在身边，输入一个恢复码。",
        },
      ]}
      submit="继续登录"
      draft={false}
      quiet
      narrow
      done={next}
    />
  );
}

function FactorStep({ voucher, next }: StepProps) {
  const [offer, setOffer] = useState<z.output<typeof FactorOffer> | null>(null);
  const [entered, setEntered] = useState<(Entered & { codes: string[] }) | null>(null);
  if (entered) return <RecoveryCodes codes={entered.codes} done={() => next(entered)} />;
  if (!offer)
    return (
      <>
        <h2>先设置第二因素</h2>
        <p>您的角色要求登录时除密码外再输入一次手机上的验证码。请准备好手机和一个验证器应用，只设置这一次。</p>
        <CommandButton
          operation={sessionOperations.beginFactor}
          input={{ voucher }}
          title="开始设置"
          primary
          done={setOffer}
        />
      </>
    );
  return (
    <FactorOffered offer={offer}>
      <Form
        operation={sessionOperations.confirmFactor}
        given={{ voucher }}
        fields={[{ key: "code", input: CodeInput }]}
        submit="启用并登录"
        draft={false}
        quiet
        narrow
        done={setEntered}
      />
    </FactorOffered>
  );
}

function NewPasswordStep({ voucher, next }: StepProps) {
  return (
    <>
      <h2>密码该换了</h2>
      <p className="soft">现在的密码已超过规定的使用期限，换一个新的再继续。</p>
      <Form
        operation={sessionOperations.renewPassword}
        given={{ voucher }}
        fields={[{ key: "password", input: NewPasswordInput, help: "不能与最近用过的相同。" }]}
        submit="更换并登录"
        draft={false}
        quiet
        narrow
        done={next}
      />
    </>
  );
}
