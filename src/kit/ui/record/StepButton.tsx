import { Button } from "antd";
import { type ReactNode, useState } from "react";
import type { z } from "zod";
import "./record.css";
import type { Operation } from "#kit/base/operation.ts";
import { Hint } from "../look/Hint.tsx";
import { Window } from "../look/Window.tsx";
import { useCommand } from "../wire/useCommand.ts";

/** The server's answer to “may I?” (decision 16): null is yes, else the rule's own sentence. */
export type May = { code: string; message: string } | null;

interface StepButtonProps {
  title: string;
  may?: May;
  primary?: boolean;
  danger?: boolean;
  busy?: boolean;
  icon?: ReactNode;
  onStep: () => void;
}

/** A step that may be taken, or a grey one that says why not: on hover, on focus, on touch, and to a screen reader. */
export function StepButton({
  title,
  may = null,
  primary = false,
  danger = false,
  busy = false,
  icon,
  onStep,
}: StepButtonProps) {
  const button = (
    <Button
      type={primary && !may ? "primary" : "default"}
      danger={danger && !may}
      loading={busy}
      icon={icon}
      {...(may && { "aria-disabled": true, className: "step-shut" })}
      onClick={() => !may && onStep()}
    >
      {title}
    </Button>
  );
  return may ? <Hint text={may.message}>{button}</Hint> : button;
}

interface CommandButtonProps<I extends z.ZodType, O extends z.ZodType>
  extends Omit<StepButtonProps, "onStep" | "title" | "busy"> {
  operation: Operation<I, O>;
  input: z.input<I>;
  /** The operation's title unless said. */
  title?: string;
  /** Asked before it is done; for what cannot be taken back. */
  confirm?: ReactNode;
  done?: (answer: z.output<O>) => void;
}

/** A step whose command needs no more to be filled in; a refusal is said beside the button. */
export function CommandButton<I extends z.ZodType, O extends z.ZodType>({
  operation,
  input,
  title = operation.title,
  confirm,
  done,
  ...look
}: CommandButtonProps<I, O>) {
  const command = useCommand(operation);
  const [isAsking, setAsking] = useState(false);
  const run = async () => {
    const answer = await command.run(input);
    setAsking(false);
    if (answer !== null) done?.(answer);
  };
  return (
    <span className="step">
      <StepButton {...look} title={title} busy={command.busy} onStep={() => (confirm ? setAsking(true) : void run())} />
      {command.failure && (
        <span className="field-problem" role="alert">
          {command.failure.message}
        </span>
      )}
      {isAsking && (
        <Window
          title={title}
          width={440}
          close={() => setAsking(false)}
          foot={
            <>
              <Button onClick={() => setAsking(false)}>取消</Button>
              <Button type="primary" danger={look.danger ?? false} loading={command.busy} onClick={() => void run()}>
                {title}
              </Button>
            </>
          }
        >
          {confirm}
        </Window>
      )}
    </span>
  );
}

/** The next steps of a record: the first open one is the primary button, the others follow. */
export function Steps({ steps }: { steps: Omit<StepButtonProps, "primary">[] }) {
  const next = steps.find((step) => !step.may);
  return (
    <span className="steps">
      {steps.map((step) => (
        <StepButton key={step.title} {...step} primary={step === next} />
      ))}
    </span>
  );
}
