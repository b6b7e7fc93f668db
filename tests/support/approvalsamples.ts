import { eq } from "drizzle-orm";
import { newId } from "#kit/base/ids.ts";
import { memos } from "#records/approvals/memos/tables.ts";
import type { Step } from "#records/approvals/steps/contract.ts";
import { approvalFiles, approvals, approvalStays, approvalTasks } from "#records/approvals/tables.ts";
import { accounts, postings } from "#records/people/tables.ts";
import { asOwner } from "./planted.ts";
import { type Cell, everyones as whose, type Sample } from "./sample.ts";

const steps: Step[] = ["chief", "head"].map((code) => ({
  code,
  title: code,
  approvers: { kind: "role", roles: ["head", "chief", "finance", "performance"] },
  mode: "any",
  clause: "示例",
  days: null,
  starterMay: true,
  different: false,
}));

interface Scene {
  starter?: Cell["row"];
  approver?: Cell["row"];
  state?: "pending" | "returned" | "withdrawn";
}

/** An approval of a memo, put there by hand: of this starter, in its second step, before this approver. */
async function scene(cell: Cell, { state = "pending", ...who }: Scene) {
  const { house, row, planted } = cell;
  const others = planted.rows.filter(({ agencyId }) => agencyId === row.agencyId);
  const someone = others.find(({ login }) => login.endsWith("-other")) ?? row;
  const [starter, approver] = [who.starter ?? someone, who.approver ?? someone];
  const { agencyId } = row;
  const at = house.now().toISOString();
  const [memoId, id, taskId] = [newId(), newId(), newId()];
  const own = { divisionId: starter.divisionId, state };
  const step = state === "pending" ? "head" : null;
  await asOwner(house, async (db) => {
    const memo = { title: "示例请示", body: "正文", createdOn: "2026-03-05", createdAt: at };
    await db.insert(memos).values({ ...memo, ...own, agencyId, id: memoId, drafterId: starter.personId });
    await db.insert(approvals).values({
      ...own,
      agencyId,
      id,
      flow: "memos",
      flowTitle: "请示（签报）",
      flowVersion: 1,
      stepsDigest: "",
      steps,
      withdrawal: "untilEnded",
      subjectKind: "memo",
      subjectNoun: "memos",
      subjectId: memoId,
      title: "示例请示",
      starterId: starter.personId,
      starterAccountId: starter.accountId,
      stepCode: step,
      startedOn: "2026-03-05",
      startedAt: at,
      dueOn: "2199-12-31",
    });
    await db.update(memos).set({ approvalId: id }).where(eq(memos.id, memoId));
    const about = { agencyId, approvalId: id, round: 1 };
    await db.insert(approvalFiles).values({ ...about, at, file: { facts: [], text: "正文", files: [] } });
    if (step === null) return;
    const stay = { flow: "memos", flowTitle: "请示（签报）", stepCode: step, stepTitle: step, needed: 1 };
    await db.insert(approvalStays).values({ ...about, ...stay, id: newId(), enteredAt: at, enteredOn: "2026-03-05" });
    await db.insert(approvalTasks).values({
      ...about,
      id: taskId,
      stepCode: step,
      personId: approver.personId,
      accountId: approver.accountId,
      state: "pending",
      receivedAt: at,
    });
  });
  return { id, memoId, taskId, approver };
}

const about = { whose, scope: "own" } as const;
/** By its approver: the row's person has the task. */
const deciding = (more: (cell: Cell) => object = () => ({})): Sample => ({
  input: async (cell) => ({
    id: (await scene(cell, { approver: cell.row })).id,
    version: 1,
    ...more(cell),
  }),
  about,
});
/** By its starter. */
const starting = (state: Scene["state"], more: object = {}): Sample => ({
  input: async (cell) => ({
    id: (await scene(cell, { starter: cell.row, ...(state && { state }) })).id,
    version: 1,
    ...more,
  }),
  about,
});
/** Somebody who may decide and has nothing to do with it. */
const receiver = ({ planted, row, actor }: Cell) =>
  String(
    planted.rows.find(
      ({ agencyId, login, personId }) =>
        agencyId === row.agencyId &&
        /-(finance|head|chief)$/.test(login) &&
        personId !== row.personId &&
        personId !== actor.personId,
    )?.personId,
  );

const memo = (state: Scene["state"], more: (cell: Cell) => object = () => ({})): Sample => ({
  input: async (cell) => ({
    id: (await scene(cell, { starter: cell.row, ...(state && { state }) })).memoId,
    ...more(cell),
  }),
  about: { whose },
});

/** Nobody decides what he began himself: the head's own memo needs another head. */
async function secondHead({ house, planted }: Cell): Promise<void> {
  const { id: agencyId, people } = planted.stage.jia;
  const { accountId, personId } = people.chief;
  const posting = { accountId: String(accountId), personId: String(personId), roleCode: "head", fromOn: "2026-01-01" };
  await asOwner(house, (db) => db.insert(postings).values({ ...posting, agencyId, id: newId() }));
}

export const approvalSamples: Record<string, Sample> = {
  "approvals.list": { input: () => ({ tab: "all" }) },
  "approvals.get": { input: async (cell) => ({ id: (await scene(cell, { starter: cell.row })).id }), about: { whose } },
  "approvals.flows": { input: () => ({}) },
  "approvals.approve": deciding(),
  "approvals.reject": deciding(() => ({ opinion: "不妥" })),
  "approvals.returnTo": deciding(() => ({ opinion: "请补充" })),
  "approvals.delegate": deciding((cell) => ({ personId: receiver(cell), reason: "出差" })),
  "approvals.addApprover": deciding((cell) => ({ where: "before", personIds: [receiver(cell)], reason: "会签" })),
  "approvals.choices": { input: () => ({}) },
  "approvals.resubmit": starting("returned"),
  "approvals.withdraw": starting("pending", { opinion: "有误" }),
  "approvals.urge": starting("pending"),
  "approvals.timing": { input: () => ({}) },
  "approvals.stuck": { input: () => ({}) },
  // The chief has left: another of the rule's people takes over.
  "approvals.replace": {
    input: async (cell) => {
      const chief = cell.planted.rows.find(
        ({ agencyId, login }) => agencyId === cell.row.agencyId && login.endsWith("-chief"),
      );
      const { id, taskId } = await scene(cell, chief ? { approver: chief } : {});
      await asOwner(cell.house, (db) =>
        db
          .update(accounts)
          .set({ state: "disabled" })
          .where(eq(accounts.id, String(chief?.accountId))),
      );
      return { id, version: 1, taskId, personId: receiver(cell), reason: "调离" };
    },
  },
  "memos.list": { input: () => ({}) },
  "memos.get": memo("pending"),
  "memos.sheet": memo("pending"),
  "memos.submit": {
    input: async (cell) => {
      await secondHead(cell);
      return { title: "示例请示", body: "正文" };
    },
  },
  "memos.update": memo("withdrawn", () => ({ version: 1, changes: { body: "改过的正文" } })),
  "memos.resend": {
    input: async (cell) => {
      await secondHead(cell);
      return { id: (await scene(cell, { starter: cell.row, state: "withdrawn" })).memoId, version: 1 };
    },
    about: { whose },
  },
};
