import Input from "antd/es/input/Input";
import Password from "antd/es/input/Password";
import { attributesOf, type InputProps } from "./input.ts";

/** Names for the browser's own keeper of passwords. */
export function LoginInput(props: InputProps) {
  return (
    <Input
      {...attributesOf(props)}
      value={(props.value as string | null) ?? ""}
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      onChange={(event) => props.change(event.target.value)}
    />
  );
}

export function PasswordInput(props: InputProps) {
  return (
    <Password
      {...attributesOf(props)}
      value={(props.value as string | null) ?? ""}
      autoComplete="current-password"
      onChange={(event) => props.change(event.target.value)}
    />
  );
}

export function NewPasswordInput(props: InputProps) {
  return (
    <Password
      {...attributesOf(props)}
      value={(props.value as string | null) ?? ""}
      autoComplete="new-password"
      onChange={(event) => props.change(event.target.value)}
    />
  );
}
