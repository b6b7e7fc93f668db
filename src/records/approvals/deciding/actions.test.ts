import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import type { Actor } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { submit, withBoard } from "#tests/support/approvals.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { asOwner } from "#tests/support/planted.ts";
import { handingOperations as handing } from "../handing/contract.ts";
import { requiredSteps } from "../steps/rules.ts";
import { approvalActs, approvals, approvalTasks } from "../tables.ts";
import { decidingOperations as deciding } from "./contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** What people try, in any order: who, what, to whom, and on which version they think it is. */
const tries = fc.array(
  fc.record({
    // Most of what people do is agreeing; what ends everything at once is rare.
    does: fc.oneof(
      { weight: 20, arbitrary: fc.constant("approve" as const) },
      {
        weight: 14,
        arbitrary: fc.constantFrom("return", "returnToChief", "resubmit", "delegate", "addBefore", "addAfter"),
      },
      { weight: 1, arbitrary: fc.constantFrom("reject", "withdraw") },
    ),
    who: fc.nat(5),
    to: fc.nat(5),
    behind: fc.constantFrom(0, 0, 0, 0, 1),
  }),
  { minLength: 6, maxLength: 18 },
);
type Try = (typeof tries extends fc.Arbitrary<infer T> ? T : never)[number];

async function attempt(say: Say, people: Actor[], id: string, version: number, { does, who, to, behind }: Try) {
  const about = { id, version: Math.max(1, version - behind) };
  const [actor, other] = [people[who] as Actor, String(people[to]?.personId)];
  const added = { personIds: [other], reason: "会签" };
  switch (does) {
    case "approve":
      return say(actor, deciding.approve, about);
    case "reject":
      return say(actor, deciding.reject, { ...about, opinion: "不妥" });
    case "return":
      return say(actor, deciding.returnTo, { ...about, opinion: "退" });
    case "returnToChief":
      return say(actor, deciding.returnTo, { ...about, step: "chief", opinion: "退" });
    case "resubmit":
      return say(people[0] as Actor, deciding.resubmit, about);
    case "withdraw":
      return say(people[0] as Actor, deciding.withdraw, { ...about, opinion: "撤" });
    case "delegate":
      return say(actor, handing.delegate, { ...about, personId: other, reason: "转" });
    case "addBefore":
      return say(actor, handing.addApprover, { ...about, where: "before", ...added });
    case "addAfter":
      return say(actor, handing.addApprover, { ...about, where: "after", ...added });
  }
}

const read = (house: House, id: string) =>
  asOwner(house, async (db) => {
    const [approval] = await db.select().from(approvals).where(eq(approvals.id, id));
    const tasks = await db.select().from(approvalTasks).where(eq(approvalTasks.approvalId, id));
    const acts = await db
      .select()
      .from(approvalActs)
      .where(eq(approvalActs.approvalId, id))
      .orderBy(asc(approvalActs.id));
    if (!approval) throw new Error("no approval");
    return { approval, tasks, acts };
  });
type Read = Awaited<ReturnType<typeof read>>;

/**
 * Reckoned from the acts alone, without the engine's own counting: after the last return (to the starter, or to a step at or
 * before this one) how many different people agreed in the step.
 */
function agreed({ approval, tasks, acts }: Read, code: string): number {
  const order = approval.steps.map((step) => step.code);
  const titleAt = (title: string | null) => approval.steps.findIndex((step) => step.title === title);
  const lastReturn = acts.findLastIndex(
    ({ kind, toName }) => kind === "return" && (toName === "发起人" || titleAt(toName) <= order.indexOf(code)),
  );
  const people = acts.slice(lastReturn + 1).flatMap(({ kind, taskId }) => {
    const task = tasks.find(({ id }) => id === taskId);
    return kind === "approve" && task?.stepCode === code ? [task.personId] : [];
  });
  return new Set(people).size;
}

function holds(found: Read): void {
  const { approval, tasks, acts } = found;
  const decided = acts.flatMap(({ kind, taskId }) => (kind === "approve" || kind === "reject" ? [taskId] : []));
  expect(new Set(decided).size).toBe(decided.length);
  expect(tasks.filter(({ personId }) => personId === approval.starterId)).toEqual([]);
  const open = tasks.filter(({ state, voidedAt }) => !voidedAt && (state === "pending" || state === "waiting"));
  expect(open.length > 0).toBe(approval.state === "pending");
  if (approval.state !== "approved") return;
  for (const step of requiredSteps(approval.steps, approval.amount)) {
    const asked = step.approvers.kind === "persons" ? step.approvers.ids.length : 1;
    const needed = step.quorum?.need ?? asked;
    expect([step.code, agreed(found, step.code) >= needed]).toEqual([step.code, true]);
  }
}

describe("随便怎么办", () => {
  test("同意、退回、撤回、转办、加签任意穿插：没有哪一档哪一步缺了该有的同意而通过；拿旧版办的都被拒绝", async () => {
    let ended = 0;
    await fc.assert(
      fc.asyncProperty(tries, fc.constantFrom("1000", "60000", "600000"), async (sequence, amount) =>
        onStage(stage, async (house, say) => {
          const { officer, chief, head, finance } = stage.jia.people;
          const people = [officer, chief, head, ...(await withBoard(house, stage)), finance];
          const { id } = await submit(say, officer, amount);
          // Whatever was tried, everybody then agrees in turn: most sequences come to an end.
          const rest = Array.from(
            { length: 12 },
            (_, turn): Try => ({
              does: "approve",
              who: 1 + (turn % 5),
              to: 0,
              behind: 0,
            }),
          );
          for (const one of [...sequence, ...rest]) {
            const { approval } = await read(house, id);
            const isStale = one.behind > 0 && approval.version > 1;
            const outcome = await attempt(say, people, id, approval.version, one).catch((error: unknown) => {
              if (error instanceof Failure) return null;
              throw error;
            });
            expect(isStale && outcome !== null).toBe(false);
            holds(await read(house, id));
          }
          if ((await read(house, id)).approval.state === "approved") ended += 1;
        }),
      ),
      { numRuns: Number(process.env.LUODI_RUNS ?? 20), seed: 20260305 },
    );
    // The law is only tried where something passes.
    expect(ended).toBeGreaterThan(4);
  }, 300_000);
});
