import { Form } from "#kit/ui/form/Form.tsx";
import { LoginInput, PasswordInput } from "#kit/ui/form/PasswordInput.tsx";
import { sessionOperations } from "../contract.ts";

interface SignInFormProps {
  /** Whose session ended; a person who is already here need not type the name again. */
  login?: string;
  done: (accountId: string) => void;
}

export function SignInForm({ login, done }: SignInFormProps) {
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
      done={({ accountId }) => done(accountId)}
    />
  );
}
