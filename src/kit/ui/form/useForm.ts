import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { z } from "zod";
import type { Operation } from "#kit/base/operation.ts";
import { tell } from "../look/Notes.tsx";
import { CallFailure } from "../wire/call.ts";
import { useServices } from "../wire/Services.tsx";
import { isFault, tellFault } from "../wire/useCommand.ts";
import { type Conflict, conflictIn } from "./conflict.ts";
import type { Side } from "./ConflictDialog.tsx";
import type { FormState } from "./FormState.tsx";
import {
  begin,
  changedOf,
  type FormValues,
  isBlank,
  pathOf,
  problemsOf,
  sentValues,
  shapesOf,
  unreadOf,
  without,
} from "./formvalues.ts";
import { afterPress } from "./press.ts";
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

export function useForm<I extends z.ZodObject, O extends z.ZodType>(options: FormOptions<I, O>) {
  const { operation, record, given = {}, initial = {}, draft: draftName, outcome, quiet = false, done } = options;
  const { call } = useServices();
  const queries = useQueryClient();
  const id = useId();
  const hidden = [...Object.keys(given), ...(record ? ["id", "version"] : [])].join();
  const shapes = useMemo(() => shapesOf(operation, hidden.split(",")), [operation, hidden]);
  const [state, setState] = useState<FormValues>(() => begin(shapes, record, initial));
  const [isBusy, setBusy] = useState(false);
  /** Whether it was tried to send: only then is all that is wrong summed up on top. */
  const [isAsked, setAsked] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [restoredAt, setRestoredAt] = useState<string | null>(null);
  const isDirty = Object.keys(changedOf(state)).length > 0;
  const isSettled = useRef(false);
  const touched = useRef(new Set<string>());

  const draft = useDraft(
    draftName === false ? null : `${operation.address}:${record?.id ?? draftName ?? "new"}`,
    (kept: Draft, savedAt) => {
      // Where it comes late, what was typed meanwhile stays.
      const restored = Object.fromEntries(Object.entries(kept.values).filter(([key]) => !touched.current.has(key)));
      setState((now) => ({ ...now, values: { ...now.values, ...restored }, version: kept.version ?? now.version }));
      setRestoredAt(savedAt);
    },
  );

  // A newer version of the record replaces what is shown, but never what was typed.
  if (record && !isDirty && !isBusy && record.version !== state.from) setState(begin(shapes, record, initial));

  useEffect(() => {
    if (!isDirty || draft.state.at === "kept") return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty, draft.state.at]);

  const payloadOf = (now: FormValues) => ({ ...given, ...sentValues(operation, shapes, now, record?.id ?? null) });

  const send = async (now: FormValues): Promise<void> => {
    const problems = { ...problemsOf(operation, payloadOf(now), shapes), ...now.unread };
    setState({ ...now, problems });
    setFailure(null);
    setAsked(true);
    if (Object.keys(problems).length > 0) return toSummary(id);
    setBusy(true);
    try {
      const answer = await call(operation, payloadOf(now) as z.input<I>);
      isSettled.current = true;
      draft.drop();
      setRestoredAt(null);
      setConflict(null);
      setState({ ...now, base: now.values, problems: {} });
      setAsked(false);
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
  useLayoutEffect(() => {
    latest.current = state;
  });
  const change: FormState["change"] = (key, value, problem) => {
    const before = latest.current;
    const unread = without(before.unread, key);
    const now = {
      ...before,
      values: { ...before.values, [key]: value },
      unread: { ...unread, ...unreadOf(key, problem) },
      problems: without(before.problems, key),
    };
    latest.current = now;
    touched.current.add(key);
    setState(now);
    draft.keep(record ? { values: changedOf(now), version: now.version ?? undefined } : { values: now.values });
  };

  // A click whose button moves away under the pointer is lost: what is wrong is said when the press has ended.
  const leave = (key: string) =>
    afterPress(() =>
      setState((now) => {
        if (isSettled.current || isBlank(now.values[key])) return now;
        const found = { ...problemsOf(operation, payloadOf(now), shapes), ...now.unread };
        const own = Object.entries(found).filter(([path]) => path === key || path in now.unread);
        return own.length > 0 ? { ...now, problems: { ...now.problems, ...Object.fromEntries(own) } } : now;
      }),
    );

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
    isAsked,
    failure,
    conflict: conflict && { ...conflict, settle, close: () => setConflict(null) },
    draft: draft.state,
    restoredAt,
    /** Throws the draft away and shows what is saved. */
    forget: () => {
      draft.drop();
      setRestoredAt(null);
      setFailure(null);
      setAsked(false);
      setState(begin(shapes, record, initial));
    },
    submit: () => send(state),
  };
}

/** In the middle of the screen, so that nothing sticks half out from under the top bar. */
const toSummary = (id: string) =>
  void setTimeout(() => {
    const summary = document.getElementById(`${id}-summary`);
    summary?.scrollIntoView({ block: "center" });
    summary?.focus({ preventScroll: true });
  });

function outcomeText(outcome: Outcome): string {
  if (outcome.kind === "told") return outcome.text;
  if (outcome.kind === "submitted") return "已提交";
  return outcome.missing ? `已保存，还有 ${outcome.missing} 项待补` : "已保存";
}
