import type { Operation } from "#kit/base/operation.ts";
import type { Actor, Context } from "./context.ts";
import { addFile, storeFile } from "./files.ts";
import type { Run } from "./jobs.ts";
import { type House, perform } from "./serve.ts";

/** 任务的一步: one transaction of a job with a context of its own, as the operation it is part of. */
export type Step = <T>(operation: Operation, work: (ctx: Context) => Promise<T>) => Promise<T>;

export function stepsOf(house: House, run: Pick<Run<unknown>, "actor" | "transaction">): Step {
  const { actor } = run;
  const agencyId = actor.agencyId ?? "";
  const within: House = {
    ...house,
    database: { ...house.database, transaction: (as, work) => run.transaction(as, work) },
  };
  return async (operation, work) => {
    const as = { role: "app", agencyId, readOnly: operation.kind === "query" } as const;
    return (await perform(within, { as, agencyId, actor, operation }, work)).answer;
  };
}

/** The same where no job was asked for: at night, in the demo. */
export const stepsAs = (house: House, actor: Actor): Step =>
  stepsOf(house, { actor, transaction: (as, work) => house.database.transaction(as, work) });

/** What a job made for its starter to fetch. */
const largest = 1024 * 1024 * 1024;

export async function keepFile(
  step: Step,
  place: string,
  operation: Operation,
  {
    name,
    stream,
    record,
  }: { name: string; stream: AsyncIterable<Uint8Array>; record?: (ctx: Context, fileId: string) => Promise<void> },
) {
  const stored = await storeFile(place, stream, { name, maxBytes: largest });
  return step(operation, async (ctx) => {
    const file = await addFile(ctx, stored);
    await record?.(ctx, file.id);
    return { fileId: file.id, fileName: file.name };
  });
}
