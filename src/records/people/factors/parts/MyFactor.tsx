import { type ReactNode, useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PasswordInput } from "#kit/ui/form/PasswordInput.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { Factor, type FactorOffer, factorOperations } from "../contract.ts";
import { CodeInput } from "./CodeInput.tsx";
import { FactorOffered } from "./FactorOffered.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";

type Own = z.output<typeof Factor>;
type Doing =
  | { at: "begin" | "codes" | "remove" }
  | { at: "offer"; offer: z.output<typeof FactorOffer> }
  | { at: "told"; codes: string[] };

const codeField = { key: "code" as const, input: CodeInput };

/** 第二因素 of one's own: set up, another phone, new recovery codes, or off where the role allows. */
export function MyFactor() {
  const { data, error, refetch } = useAnswer(factorOperations.mine, {});
  const [doing, setDoing] = useState<Doing | null>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  if (doing) return <Work own={data} doing={doing} set={setDoing} />;
  const may = data.isRequired ? { code: "factors.required", message: "您的角色必须使用第二因素，不能停用" } : null;
  return (
    <>
      <Facts
        shape={Factor}
        of={data}
        fields={data.state === "on" ? ["state", "since", "codesLeft"] : ["state", "isRequired"]}
      />
      <p className="steps" style={{ marginTop: 12 }}>
        {data.state === "on" ? (
          <>
            <StepButton title="换一台手机" onStep={() => setDoing({ at: "begin" })} />
            <StepButton title="重新生成恢复码" onStep={() => setDoing({ at: "codes" })} />
            <StepButton title="停用第二因素" danger may={may} onStep={() => setDoing({ at: "remove" })} />
          </>
        ) : (
          <StepButton title="设置第二因素" primary onStep={() => setDoing({ at: "begin" })} />
        )}
      </p>
    </>
  );
}

function Work({ own, doing, set }: { own: Own; doing: Doing; set: (next: Doing | null) => void }): ReactNode {
  const cancel = () => set(null);
  const form = { draft: false, narrow: true, quiet: true, cancel } as const;
  const told = ({ codes }: { codes: string[] }) => set({ at: "told", codes });
  switch (doing.at) {
    case "begin":
      return (
        <Form
          {...form}
          operation={factorOperations.begin}
          fields={[
            ...(own.hasPassword
              ? [{ key: "password" as const, input: PasswordInput, required: true, help: "确认是您本人。" }]
              : []),
            ...(own.state === "on"
              ? [{ ...codeField, required: true, help: "原来手机上的验证码，或一个恢复码。" }]
              : []),
          ]}
          submit="下一步"
          done={(offer) => set({ at: "offer", offer })}
        />
      );
    case "offer":
      return (
        <FactorOffered offer={doing.offer}>
          <Form {...form} operation={factorOperations.confirm} fields={[codeField]} submit="启用" done={told} />
        </FactorOffered>
      );
    case "codes":
      return (
        <Form
          {...form}
          operation={factorOperations.renewCodes}
          fields={[{ ...codeField, help: "原来的恢复码随即作废。" }]}
          done={told}
        />
      );
    case "remove":
      return <Form {...form} operation={factorOperations.remove} fields={[codeField]} done={cancel} />;
    case "told":
      return <RecoveryCodes codes={doing.codes} done={cancel} />;
  }
}
