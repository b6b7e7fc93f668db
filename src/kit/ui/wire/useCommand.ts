import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { Operation } from "#kit/base/operation.ts";
import { tell } from "../look/Notes.tsx";
import { CallFailure } from "./call.ts";
import { useServices } from "./Services.tsx";

export interface Command<I, O> {
  /** Resolves with the answer, or with null when it was refused; `failure` then says why, beside the button. */
  run: (input: I) => Promise<O | null>;
  busy: boolean;
  /** A refusal or an invalid input; faults are told in a note with their number and do not stay here. */
  failure: CallFailure | null;
  forget: () => void;
}

/** Runs a command of the contract. Success asks all open questions again. */
export function useCommand<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
): Command<z.input<I>, z.output<O>> {
  const { call } = useServices();
  const queries = useQueryClient();
  const { mutateAsync, isPending, error, reset } = useMutation<z.output<O>, Error, z.input<I>>({
    mutationFn: (input) => call(operation, input),
    onSuccess: () => void queries.invalidateQueries(),
    onError: tellFault,
  });
  const failure = error instanceof CallFailure && !isFault(error) ? error : null;
  return { run: (input) => mutateAsync(input).catch(() => null), busy: isPending, failure, forget: reset };
}

export const isFault = (failure: CallFailure) =>
  failure.kind === "fault" || failure.kind === "offline" || failure.kind === "busy";

/** 故障: one note, with the number under which the server logged it. */
export function tellFault(failure: unknown): void {
  if (!(failure instanceof CallFailure)) tell({ kind: "late", text: "页面出了一点问题，请刷新后重试。" });
  else if (isFault(failure))
    tell({ kind: "late", text: failure.id ? `${failure.message}（故障编号 ${failure.id}）` : failure.message });
}
