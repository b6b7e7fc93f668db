import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { z } from "zod";
import type { Operation } from "#kit/base/operation.ts";
import { tell } from "../look/Notes.tsx";
import { CallFailure } from "../wire/call.ts";
import { useServices } from "../wire/Services.tsx";
import { type FieldShape, fieldsOf } from "../wire/shape.ts";
import { isFault, tellFault } from "../wire/useCommand.ts";
import { type Conflict, conflictIn } from "./conflict.ts";
import type { Side } from "./ConflictDialog.tsx";
import type { FormState, Values } from "./FormState.tsx";
import { type Draft, useDraft } from "./useDraft.ts";

/** What became of a save, in words. */
export type Outcome = { kind: "saved"; missing?: number } | { kind: "submitted" } | { kind: "told"; text: string };

export interface FormOptions<I extends z.ZodObject, O extends z.ZodType> {
  operation: Operation<I, O>;
  /** The record being changed: only changed fields are sent, with its version. */
  record?: ({ id: string; version: number } & object) | undefined;
  /** Sent along and not shown: `{ projectId }`. */
  given?: Partial<z.input<I>>;
  /** What a new form begins with. */
  initial?: Partial<z.input<I>>;
  /** Tells several open drafts of one form apart; false keeps none (passwords). */
  draft?: string | false;
  outcome?: (answer: z.output<O>) => Outcome;
  /** Says nothing of success: what follows says it (signing in). */
  quiet?: boolean;
  done?: (answer: z.output<O>) => void;
}

interface State {
  base: Values;
  values: Values;
  version: number | null;
  /** Typed text that cannot be read, by field. */
  unread: Record<string, string>;
  problems: Record<string, string>;
}

export function useForm<I extends z.ZodObject, O extends z.ZodType>(options: FormOptions<I, O>) {
  const { operation, record, given = {}, initial = {}, draft: draftName, outcome, quiet = false, done } = options;
  const { call } = useServices();
  const queries = useQueryClient();
  const id = useId();
  const shapes = useMemo(() => {
    const hidden = new Set([...Object.keys(given), ...(record ? ["id", "version"] : [])]);
    const fields = [...fieldsOf(operation.input), ...fieldsOf(changesIn(operation) ?? nothing)];
    return new Map(fields.flatMap((shape) => (hidden.has(shape.key) ? [] : [[shape.key, shape] as const])));
    // biome-ignore lint/correctness/useExhaustiveDependencies: a form's fields do not change while it is open
  }, [operation]);
  const [state, setState] = useState<State>(() => begin(shapes, record, initial));
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [restoredAt, setRestoredAt] = useState<string | null>(null);
  const changed = changedOf(state);
  const isDirty = Object.keys(changed).length > 0;
  const isSettled = useRef(false);

  const draft = useDraft(
    draftName === false ? null : `${operation.address}:${record?.id ?? draftName ?? "new"}`,
    (kept: Draft, savedAt) => {
      setState((now) => ({ ...now, values: { ...now.values, ...kept.values }, version: kept.version ?? now.version }));
      setRestoredAt(savedAt);
    },
  );

  useEffect(() => {
    if (!isDirty && record) setState(begin(shapes, record, initial));
    // biome-ignore lint/correctness/useExhaustiveDependencies: only a newer version replaces what is shown, and never what was typed
  }, [record?.version]);

  useEffect(() => {
    if (!isDirty || draft.state.at === "kept") return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty, draft.state.at]);

  const payloadOf = (now: State): Values => {
    if (!record) return { ...given, ...sendable(shapes, now.values, false) };
    const changes = sendable(shapes, changesOf(shapes, now), true);
    const { id: hasId, version: hasVersion } = operation.input.shape;
    return {
      ...given,
      ...(hasId && { id: record.id }),
      ...(hasVersion && { version: now.version }),
      ...(changesIn(operation) ? { changes } : changes),
    };
  };

  const send = async (now: State): Promise<void> => {
    const problems = { ...problemsOf(operation, payloadOf(now), shapes), ...now.unread };
    setState({ ...now, problems });
    setFailure(null);
    if (Object.keys(problems).length > 0) return toSummary(id);
    setBusy(true);
    try {
      const answer = await call(operation, payloadOf(now) as z.input<I>);
      isSettled.current = true;
      draft.drop();
      setRestoredAt(null);
      setConflict(null);
      setState({ ...now, base: now.values, problems: {} });
      void queries.invalidateQueries();
      if (!quiet) tell({ kind: "done", text: outcomeText(outcome?.(answer) ?? { kind: "saved" }) });
      done?.(answer);
    } catch (trouble) {
      const told =
        trouble instanceof CallFailure
          ? trouble
          : new CallFailure({ kind: "fault", message: "没有保存成功，已填写的内容还在。" });
      const met = conflictIn(told);
      if (met) return setConflict(met);
      setState({ ...now, problems: Object.fromEntries(told.fields.map((each) => [pathOf(each.path), each.message])) });
      setFailure(told);
      if (isFault(told)) tellFault(told);
      toSummary(id);
    } finally {
      setBusy(false);
    }
  };

  const latest = useRef(state);
  latest.current = state;
  const change = (key: string, value: unknown, problem?: string) => {
    const before = latest.current;
    const unread = without(before.unread, key);
    const now = {
      ...before,
      values: { ...before.values, [key]: value },
      unread: problem ? { ...unread, [key]: problem } : unread,
      problems: without(before.problems, key),
    };
    latest.current = now;
    setState(now);
    draft.keep(record ? { values: changedOf(now), version: now.version ?? undefined } : { values: now.values });
  };

  const leave = (key: string) =>
    setState((now) => {
      if (isSettled.current || isBlank(now.values[key])) return now;
      const problem = now.unread[key] ?? problemsOf(operation, payloadOf(now), shapes)[key];
      return problem && now.problems[key] !== problem ? { ...now, problems: { ...now.problems, [key]: problem } } : now;
    });

  const settle = (choice: Record<string, Side>) => {
    if (!conflict) return;
    const theirs = Object.fromEntries(conflict.conflicts.map((each) => [each.field, each.theirs]));
    const taken = Object.fromEntries(Object.entries(theirs).filter(([key]) => choice[key] === "theirs"));
    setConflict(null);
    void send({
      ...state,
      version: conflict.version,
      base: { ...state.base, ...theirs },
      values: { ...state.values, ...taken },
    });
  };

  const fields: FormState = { id, shapes, values: state.values, problems: state.problems, isBusy, change, leave };
  return {
    fields,
    isBusy,
    isDirty,
    failure,
    conflict: conflict && { ...conflict, settle, close: () => setConflict(null) },
    draft: draft.state,
    restoredAt,
    /** Throws the draft away and shows what is saved. */
    forget: () => {
      draft.drop();
      setRestoredAt(null);
      setFailure(null);
      setState(begin(shapes, record, initial));
    },
    submit: () => send(state),
  };
}

function begin(shapes: Map<string, FieldShape>, record: object | undefined, initial: object): State {
  const presets = Object.fromEntries([...shapes.values()].map(({ key, preset }) => [key, preset]));
  const from: Values = record ? { ...record } : { ...presets, ...initial };
  const values = Object.fromEntries(
    [...shapes.keys()].flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])),
  );
  return {
    base: values,
    values,
    version: (record as { version?: number } | undefined)?.version ?? null,
    unread: {},
    problems: {},
  };
}

export const isBlank = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

const isSame = (a: unknown, b: unknown) => (isBlank(a) && isBlank(b)) || JSON.stringify(a) === JSON.stringify(b);

function changedOf({ base, values }: Pick<State, "base" | "values">): Values {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !isSame(value, base[key])));
}

/** What changed, and what the contract always wants to be told. */
function changesOf(shapes: Map<string, FieldShape>, now: State): Values {
  const always = [...shapes.values()].filter((shape) => shape.isAlwaysSent && now.values[shape.key] !== undefined);
  return { ...Object.fromEntries(always.map(({ key }) => [key, now.values[key]])), ...changedOf(now) };
}

/** An emptied field is sent as what its contract takes for nothing; left out where it takes none and the record is new. */
function sendable(shapes: Map<string, FieldShape>, values: Values, isUpdate: boolean): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (!isBlank(value) || Array.isArray(value)) return [[key, value]];
      const empty = shapes.get(key)?.empty;
      return empty !== undefined ? [[key, empty]] : isUpdate ? [[key, ""]] : [];
    }),
  );
}

function problemsOf(
  operation: Operation<z.ZodObject>,
  payload: Values,
  shapes: Map<string, FieldShape>,
): Record<string, string> {
  const parsed = operation.input.safeParse(payload);
  if (parsed.success) return {};
  const problems: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const path = pathOf(issue.path.join("."));
    const field = shapes.get(path);
    const isMissing = field && isBlank(valueAt(payload, issue.path)) && field.kind !== "rows";
    const asks = field && chosen.has(field.kind) ? "选择" : "填写";
    problems[path] ??= isMissing ? `请${asks}${field.title}` : issue.message;
  }
  return problems;
}

const chosen = new Set(["code", "codes", "other"]);

/** An update says its changes apart from the record's id and version; to the form they are the same fields. */
function changesIn(operation: Operation<z.ZodObject>): z.ZodObject | null {
  const changes = operation.input.shape.changes as z.ZodType | undefined;
  return changes?.type === "object" ? (changes as z.ZodObject) : null;
}

const nothing = z.object({});
const pathOf = (path: string) => path.replace(/^changes\./, "");
const valueAt = (payload: Values, path: PropertyKey[]) =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null)?.[key], payload);

function without(problems: Record<string, string>, key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(problems).filter(([path]) => path !== key && !path.startsWith(`${key}.`)));
}

const toSummary = (id: string) => void setTimeout(() => document.getElementById(`${id}-summary`)?.focus());

function outcomeText(outcome: Outcome): string {
  if (outcome.kind === "told") return outcome.text;
  if (outcome.kind === "submitted") return "已提交";
  return outcome.missing ? `已保存，还有 ${outcome.missing} 项待补` : "已保存";
}
