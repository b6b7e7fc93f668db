import { Button } from "antd";
import { type FormEvent, lazy, type ReactNode, Suspense } from "react";
import type { z } from "zod";
import { Sign } from "../look/Sign.tsx";
import { momentText } from "../value/Days.tsx";
import "./form.css";
import { ErrorSummary } from "./ErrorSummary.tsx";
import { FormField, type FieldChoice } from "./FormField.tsx";
import { FormStateProvider } from "./FormState.tsx";
import { type FormOptions, useForm } from "./useForm.ts";
import type { DraftState } from "./useDraft.ts";

const ConflictDialog = lazy(async () => ({ default: (await import("./ConflictDialog.tsx")).ConflictDialog }));

type Choice<K extends string> = K | FieldChoice<K>;

export interface FormSection<K extends string = string> {
  title: string;
  lead?: ReactNode;
  fields: Choice<K>[];
  /** What follows the fields and reads them: a warning, a sum. */
  foot?: ReactNode;
}

/** A command's own fields, and those an update says inside `changes`. */
type FieldKey<I extends z.ZodObject> =
  | (keyof z.input<I> & string)
  | (z.input<I> extends { changes: infer Changes } ? keyof Changes & string : never);

interface FormProps<I extends z.ZodObject, O extends z.ZodType> extends FormOptions<I, O> {
  /** Which fields, in which order; without it all fields of the contract that have a title. */
  fields?: Choice<FieldKey<I>>[];
  sections?: FormSection<FieldKey<I>>[];
  /** A layout of its own, made of `<FormField name="…">`. */
  children?: ReactNode;
  /** Words on the button; the operation's title unless said. */
  submit?: string;
  cancel?: () => void;
  /** One column: for side panels and windows. */
  narrow?: boolean;
}

/** A form read from the contract of its command. What was typed is never lost: not by a refusal, a conflict, a closed page or an ended session. */
export function Form<I extends z.ZodObject, O extends z.ZodType>({
  fields,
  sections,
  children,
  submit,
  cancel,
  narrow,
  ...options
}: FormProps<I, O>) {
  const form = useForm(options);
  const { shapes } = form.fields;
  const groups: FormSection[] = sections ?? [{ title: "", fields: fields ?? [...shapes.keys()] }];
  const press = (event: FormEvent) => {
    event.preventDefault();
    void form.submit();
  };
  return (
    <FormStateProvider value={form.fields}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl+Enter sends from any field */}
      <form
        className="form"
        noValidate
        aria-label={options.operation.title}
        data-narrow={narrow || undefined}
        onSubmit={press}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) press(event);
        }}
      >
        {form.restoredAt && (
          <p className="form-restored">
            <Sign kind="plain" />
            {`已恢复 ${momentText(form.restoredAt)} 暂存的内容。`}
            <button type="button" className="bare text-link" onClick={form.forget}>
              不要了，重新填写
            </button>
          </p>
        )}
        {form.isAsked && (
          <ErrorSummary id={form.fields.id} problems={form.fields.problems} shapes={shapes} failure={form.failure} />
        )}
        {children ??
          groups.map(({ title, lead, fields: chosen, foot }) => (
            <section key={title} className="form-section">
              {title && <h2>{title}</h2>}
              {lead && <p className="soft">{lead}</p>}
              <div className="form-grid">
                {chosen.map((each) => {
                  const { key, ...choice } = typeof each === "string" ? { key: each } : each;
                  return <FormField key={key} name={key} {...choice} />;
                })}
              </div>
              {foot}
            </section>
          ))}
        <footer className="form-foot unprinted">
          <Button type="primary" htmlType="submit" loading={form.isBusy}>
            {submit ?? options.operation.title}
          </Button>
          {cancel && <Button onClick={cancel}>取消</Button>}
          <DraftWord state={form.draft} isDirty={form.isDirty} />
        </footer>
      </form>
      {form.conflict && (
        <Suspense fallback={null}>
          <ConflictDialog
            conflict={form.conflict}
            shapes={shapes}
            settle={form.conflict.settle}
            close={form.conflict.close}
          />
        </Suspense>
      )}
    </FormStateProvider>
  );
}

function DraftWord({ state, isDirty }: { state: DraftState; isDirty: boolean }) {
  const word = wordOf(state);
  return (
    <span className="small soft" role="status">
      {isDirty || state.at === "kept" ? word : ""}
    </span>
  );
}

function wordOf(state: DraftState): string {
  if (state.at === "saving") return "正在暂存";
  if (state.at === "kept") return `已暂存（${momentText(state.savedAt)}），离开后可接着填`;
  if (state.at === "failed") return "没能暂存，请不要关闭页面";
  return "";
}
