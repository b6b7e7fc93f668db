import { expect } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { addFile } from "#kit/server/files.ts";
import { perform, type House } from "#kit/server/serve.ts";
import type { Actor } from "#kit/server/context.ts";
import { projectOperations } from "#records/projects/contract.ts";
import type { EvidenceKind } from "#records/projects/words.ts";
import type { Say } from "./people.ts";

/* 招商项目: what several tests of projects begin with. */

export const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );

export const enterLead = (say: Say, actor: Actor, more: object = {}) =>
  say(actor, projectOperations.create, {
    name: "示例云帆储能基地",
    investorName: "示例云帆集团",
    totalInvestment: "1200000000",
    ...more,
  });

/** All that 在谈 asks for. */
export const talkReady = { brief: "储能电池及系统集成", capital: "domestic", industry: "C" } as const;

/** An uploaded file of this person's, without its content: evidence is attached by its row. */
export async function paper(house: House, actor: Actor, name = "佐证.pdf") {
  const agencyId = String(actor.agencyId);
  const as = { role: "app", agencyId } as const;
  const operation = projectOperations.create;
  const { answer } = await perform(house, { as, agencyId, actor, operation }, (ctx) =>
    addFile(ctx, { digest: "0".repeat(64), name, type: "pdf", size: 1 }),
  );
  return { id: answer.id, name: answer.name, size: answer.size };
}

export const proof = async (house: House, actor: Actor, kind: EvidenceKind) => ({
  kind,
  file: await paper(house, actor, `${kind}.pdf`),
});
