import { eq } from "drizzle-orm";
import type { Actor } from "#kit/server/context.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { served } from "#app/house.ts";
import { approvalOperations } from "#records/approvals/contract.ts";
import { memoOperations } from "#records/approvals/memos/contract.ts";
import { accountOperations } from "#records/people/contract.ts";
import { accounts, postings } from "#records/people/tables.ts";
import { actorOf, type Say, type Stage } from "./people.ts";
import { asOwner } from "./planted.ts";

/** Two deputies beside the head, so that a 票决 of three has its people. */
export async function withBoard(house: House, { jia }: Stage): Promise<[Actor, Actor]> {
  const made: Actor[] = [];
  for (const [login, name] of [
    ["jia-deputy1", "副主任甲"],
    ["jia-deputy2", "副主任乙"],
  ] as const) {
    const { id } = await ask(house, served, jia.people.system, accountOperations.create, {
      login,
      name,
      divisionId: jia.people.head.divisionId,
      roles: ["head"],
    });
    await asOwner(house, (db) => db.update(accounts).set({ state: "active" }).where(eq(accounts.id, id)));
    made.push(await actorOf(house, login));
  }
  return made as [Actor, Actor];
}

/** 离岗: the posting ends yesterday. */
export const leaves = (house: House, actor: Actor) =>
  asOwner(house, (db) =>
    db
      .update(postings)
      .set({ toOn: "2026-03-04" })
      .where(eq(postings.accountId, String(actor.accountId))),
  );

/** A memo of that amount, submitted; the approval it began. */
export async function submit(say: Say, actor: Actor, amount: string | null = null, more: { copyIds?: string[] } = {}) {
  const memo = await say(actor, memoOperations.submit, {
    title: "关于采购展台搭建服务的请示",
    body: "拟采购展台搭建服务，请审批。",
    amount,
    ...more,
  });
  const id = String(memo.approvalId);
  const now = async (as: Actor = actor) => (await say(as, approvalOperations.get, { id })).approval;
  return { memo, id, now, version: (await now()).version };
}
