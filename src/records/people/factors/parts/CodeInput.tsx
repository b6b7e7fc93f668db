import Input from "antd/es/input/Input";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";

/** 验证码: digits on a phone's keyboard, and offered by whatever keeps them. */
export function CodeInput(props: InputProps) {
  return (
    <Input
      {...attributesOf(props)}
      value={(props.value as string | null) ?? ""}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={11}
      onChange={(event) => props.change(event.target.value)}
      style={{ maxWidth: 220, letterSpacing: 2 }}
    />
  );
}
