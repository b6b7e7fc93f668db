import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { NewPasswordInput, PasswordInput } from "#kit/ui/form/PasswordInput.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { passwordOperations } from "../contract.ts";

/** 修改密码: the old one is asked, and every other sign-in ends. */
export function MyPassword() {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  if (!isOpen) return <StepButton title="修改密码" onStep={() => setOpen(true)} />;
  return (
    <Form
      operation={passwordOperations.change}
      fields={[
        { key: "old", input: PasswordInput },
        { key: "password", input: NewPasswordInput, help: "不能与最近用过的相同。改好后，您在别处的登录都会结束。" },
      ]}
      draft={false}
      narrow
      outcome={({ ended }) => ({
        kind: "told",
        text: ended > 0 ? `密码已修改，别处的 ${ended} 处登录已结束` : "密码已修改",
      })}
      cancel={close}
      done={close}
    />
  );
}
