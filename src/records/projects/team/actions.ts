import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import type { Erased } from "#records/people/erasures/queries.ts";
import { erasedName } from "#records/people/erasures/words.ts";
import { persons } from "#records/people/tables.ts";
import { projectSubject } from "../contract.ts";
import { attachPapers } from "../papers/actions.ts";
import { getProject } from "../queries.ts";
import { memberRoles } from "../words.ts";
import { type instructionOperations, instructionSubject, type memberOperations, memberSubject } from "./contract.ts";
import { instructionsOf, memberColumns, membersOf } from "./queries.ts";
import { whyNotInstructed, whyNotJoin, whyNotLeave } from "./rules.ts";
import { projectInstructions, projectMembers } from "./tables.ts";

export async function addMember(ctx: Context, { projectId, ...typed }: Input<typeof memberOperations.add>) {
  await getProject(ctx, projectId);
  const name = await nameOf(ctx, typed);
  refuseIf(whyNotJoin({ ...typed, name }, await membersOf(ctx, projectId), ctx.today));
  const [member] = await ctx.db
    .insert(projectMembers)
    .values({
      ...typed,
      name,
      agencyId: ctx.agencyId,
      id: newId(),
      projectId,
      typedAt: ctx.now.toISOString(),
    })
    .returning(memberColumns);
  if (!member) throw new Error("member not written");
  // A colleague stays unnamed here: what is told on a timeline cannot be erased with the person.
  const who = member.personId ? "" : `：${[name, member.post].filter(Boolean).join("，")}`;
  const title = `${memberRoles[member.role]}加入团队${who}`;
  await record(ctx, {
    subject: memberSubject,
    id: member.id,
    before: null,
    after: member,
    title,
    happenedOn: member.fromOn,
    on: { subject: projectSubject, id: projectId },
  });
  return member;
}

/** Of a colleague, the name on record. */
async function nameOf(ctx: Context, { personId, name }: { personId: string | null; name: string | null }) {
  if (personId === null) {
    if (name !== null) return name;
    const message = "请选择本机构人员，或填写姓名和职务";
    throw new Failure("refused", "members.add.name", message, { fields: [{ path: "name", message }] });
  }
  const [person] = await ctx.db
    .select({ name: persons.name })
    .from(persons)
    .where(and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, personId)));
  if (!person) throw new Failure("refused", "members.add.person", "这个人不在本机构，请从列表中选择");
  return person.name;
}

export async function endMember(ctx: Context, { projectId, id, toOn }: Input<typeof memberOperations.end>) {
  await getProject(ctx, projectId);
  const before = (await membersOf(ctx, projectId)).find((each) => each.id === id);
  if (!before) throw new Failure("missing", "members.missing", "这名成员不在项目团队里，请刷新后再看");
  refuseIf(whyNotLeave(before, toOn, ctx.today));
  const [after] = await ctx.db
    .update(projectMembers)
    .set({ toOn })
    .where(and(eq(projectMembers.agencyId, ctx.agencyId), eq(projectMembers.id, id)))
    .returning(memberColumns);
  if (!after) throw new Error("member not written");
  const title = `${memberRoles[after.role]}退出团队${after.personId ? "" : `：${after.name}`}`;
  const on = { subject: projectSubject, id: projectId };
  await record(ctx, { subject: memberSubject, id, before, after, title, happenedOn: toOn, on });
  return after;
}

/** 登记批示 */
export async function addInstruction(
  ctx: Context,
  { projectId, files, ...typed }: Input<typeof instructionOperations.add>,
) {
  await getProject(ctx, projectId);
  refuseIf(whyNotInstructed(typed.happenedOn, ctx.today));
  const papers = await attachPapers(ctx, projectId, files);
  const id = newId();
  const after = { ...typed, id, projectId, files: [...papers.values()] };
  await ctx.db.insert(projectInstructions).values({
    ...after,
    agencyId: ctx.agencyId,
    byId: ctx.actor.personId,
    typedAt: ctx.now.toISOString(),
  });
  await record(ctx, {
    subject: instructionSubject,
    id,
    before: null,
    after,
    title: `${typed.leaderPost}${typed.leaderName}批示：${typed.content.slice(0, 60)}`,
    happenedOn: typed.happenedOn,
    on: { subject: projectSubject, id: projectId },
  });
  return after;
}

export async function annulInstruction(
  ctx: Context,
  { projectId, id, reason }: Input<typeof instructionOperations.annul>,
) {
  await getProject(ctx, projectId);
  const before = (await instructionsOf(ctx, projectId)).find((each) => each.id === id);
  if (!before) throw new Failure("missing", "instructions.missing", "这条批示不存在，或已作废，请刷新后再看");
  await ctx.db
    .update(projectInstructions)
    .set({ voidedAt: ctx.now.toISOString(), voidReason: reason })
    .where(and(eq(projectInstructions.agencyId, ctx.agencyId), eq(projectInstructions.id, id)));
  const on = { subject: projectSubject, id: projectId };
  await record(ctx, { subject: instructionSubject, id, before, after: null, title: `作废批示：${reason}`, reason, on });
  return {};
}

/** 删除个人信息: the name goes from the teams, and with their keys from the history of them. */
export async function eraseMember(ctx: Context, { kind, id }: Erased): Promise<void> {
  if (kind !== "person") return;
  const gone = await ctx.db
    .update(projectMembers)
    .set({ name: erasedName, post: "" })
    .where(and(eq(projectMembers.agencyId, ctx.agencyId), eq(projectMembers.personId, id)))
    .returning({ id: projectMembers.id });
  await ctx.secrets.erase(
    ctx.db,
    ctx.agencyId,
    gone.map((member) => member.id),
  );
}
