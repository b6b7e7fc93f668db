import { createHash } from "node:crypto";
import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { today, writeDate } from "#kit/base/dates.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Block } from "#kit/documents/document.ts";
import type { Context } from "#kit/server/context.ts";
import { canonical } from "#kit/server/history.ts";
import { page } from "#kit/server/list.ts";
import { type News, news, tell } from "#kit/server/news.ts";
import type { Paper } from "#kit/server/papers.ts";
import { reachOf, visible } from "#kit/server/scope.ts";
import { timeline } from "#kit/server/timeline.ts";
import { findParty } from "../delegations/queries.ts";
import { cells, line } from "../papers/rules.ts";
import { getAgency } from "../queries.ts";
import { accounts, persons, postings } from "../tables.ts";
import type { handoverOperations } from "./contract.ts";
import { codeOf, nextRole, type Stale, whyNotCancel, whyNotChoose, whyNotRenew, whyNotSign } from "./rules.ts";
import { handoverItems, handoverSignatures, handovers } from "./tables.ts";
import { handoverStates, type SignatureRole, signatureRoles } from "./words.ts";

/** 名下之物 of one kind, as a module above answers for it. */
export interface Held {
  kind: string;
  title: string;
  rows: { subjectId: string; title: string; note: string; version: number }[];
}

export interface Holder {
  personId: string;
  accountId: string | null;
}

/** 将交接: each module answers with what this person holds in it; told for the list, and again before anything moves. */
export const handingOver: News<{ giver: Holder }> = news("handingOver");

export interface Moving {
  giver: Holder;
  receiver: Holder & { name: string; divisionId: string | null };
  /** The chosen rows by kind, as they stood on the list. */
  items: ReadonlyMap<string, { subjectId: string; title: string; version: number }[]>;
  /** Where the records' timelines point to. */
  link: string;
}

/** 交接: each module moves its rows and answers with those it could not move; one such, and nothing is moved. */
export const handedOver: News<Moving> = news("handedOver");

/** 轮到谁签: told whenever a signature is awaited; nobody of the three where the giver has left and the head signs. */
export const handoverAwaits: News<{ id: string; code: string; role: SignatureRole; personId: string | null }> =
  news("handoverAwaits");
/** 办完或作废: to everybody on the paper. */
export const handoverEnded: News<{ id: string; code: string; state: "done" | "cancelled"; personIds: string[] }> =
  news("handoverEnded");

export const holdingsOf = async (ctx: Context, giver: Holder): Promise<Held[]> =>
  ((await tell(ctx, handingOver, { giver })) as Held[]).filter(({ rows }) => rows.length > 0);

export const moveHoldings = async (ctx: Context, moving: Moving): Promise<Stale[]> =>
  ((await tell(ctx, handedOver, moving)) as Stale[][]).flat();

const giver = alias(persons, "giver");
const receiver = alias(persons, "receiver");
const witness = alias(persons, "witness");

const chosenCount = sql<number>`(select count(*)::integer from ${handoverItems} where ${handoverItems.agencyId} = ${handovers.agencyId}
  and ${handoverItems.handoverId} = ${handovers.id} and not ${handoverItems.isLeftOut})`;

const columns = {
  id: handovers.id,
  year: handovers.year,
  number: handovers.number,
  giverId: handovers.giverId,
  receiverId: handovers.receiverId,
  witnessId: handovers.witnessId,
  reason: handovers.reason,
  state: handovers.state,
  preparedOn: handovers.preparedOn,
  doneOn: handovers.doneOn,
  cancelReason: handovers.cancelReason,
  version: handovers.version,
  itemCount: chosenCount,
  giverName: giver.name,
  receiverName: receiver.name,
  witnessName: witness.name,
};

const joined = ({ agencyId }: Context) => ({
  giver: and(eq(giver.agencyId, agencyId), eq(giver.id, handovers.giverId)),
  receiver: and(eq(receiver.agencyId, agencyId), eq(receiver.id, handovers.receiverId)),
  witness: and(eq(witness.agencyId, agencyId), eq(witness.id, handovers.witnessId)),
});

export async function listHandovers(ctx: Context, input: Input<typeof handoverOperations.list>) {
  const on = joined(ctx);
  const answer = await page(input, {
    sorts: { preparedOn: handovers.preparedOn },
    id: handovers.id,
    where: and(visible(ctx, handovers), input.state ? eq(handovers.state, input.state) : undefined),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...columns, sortKey: handovers.preparedOn, total })
        .from(handovers)
        .innerJoin(giver, on.giver)
        .innerJoin(receiver, on.receiver)
        .leftJoin(witness, on.witness)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(handovers).where(where))[0]?.total ?? 0,
  });
  return { ...answer, rows: answer.rows.map(coded) };
}

const coded = <T extends { year: number; number: number }>({ year, number, ...row }: T) => ({
  ...row,
  code: codeOf({ year, number }),
});

/** The one way to a handover by its id; a command holds it until it is done. */
export async function getHandover(ctx: Context, id: string) {
  const on = joined(ctx);
  const read = ctx.db
    .select(columns)
    .from(handovers)
    .innerJoin(giver, on.giver)
    .innerJoin(receiver, on.receiver)
    .leftJoin(witness, on.witness)
    .where(and(eq(handovers.id, id), visible(ctx, handovers)));
  const [handover] = await (ctx.operation.kind === "command" ? read.for("update", { of: handovers }) : read);
  if (!handover) throw new Failure("missing", "handovers.missing", "交接不存在，或不在您的数据范围内");
  return coded(handover);
}
type Found = Awaited<ReturnType<typeof getHandover>>;

export async function handoverPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({
      id: handovers.id,
      year: handovers.year,
      number: handovers.number,
      isSeen: sql<boolean>`${visible(ctx, handovers)}`,
    })
    .from(handovers)
    .where(and(eq(handovers.agencyId, ctx.agencyId), inArray(handovers.id, ids)));
  return rows.map(({ id, isSeen, ...row }) => ({ id, name: codeOf(row), page: isSeen ? `handovers/${id}` : null }));
}

export async function listItems(ctx: Context, handoverId: string) {
  return ctx.db
    .select({
      kind: handoverItems.kind,
      kindTitle: handoverItems.kindTitle,
      subjectId: handoverItems.subjectId,
      title: handoverItems.title,
      note: handoverItems.note,
      version: handoverItems.version,
      isLeftOut: handoverItems.isLeftOut,
    })
    .from(handoverItems)
    .where(and(visible(ctx, handoverItems), eq(handoverItems.handoverId, handoverId)))
    .orderBy(asc(handoverItems.position));
}
type Item = Awaited<ReturnType<typeof listItems>>[number];

/** 清单校验码 over what is handed over, from whom to whom. */
export function digestOf({ code, giverId, receiverId, witnessId }: Found, items: Item[]): string {
  const chosen = items.filter(({ isLeftOut }) => !isLeftOut);
  const list = chosen.map(({ kind, subjectId, title, version }) => ({ kind, subjectId, title, version }));
  return createHash("sha256").update(canonical({ code, giverId, receiverId, witnessId, list })).digest("hex");
}

async function listSignatures(ctx: Context, handover: Found) {
  const rows = await ctx.db
    .select({
      role: handoverSignatures.role,
      personId: handoverSignatures.personId,
      name: persons.name,
      signedAt: handoverSignatures.signedAt,
    })
    .from(handoverSignatures)
    .innerJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, handoverSignatures.personId)))
    .where(and(visible(ctx, handoverSignatures), eq(handoverSignatures.handoverId, handover.id)));
  const due: [SignatureRole, string | null, string | null][] = [
    ["giver", handover.giverId, handover.giverName],
    ["receiver", handover.receiverId, handover.receiverName],
    ["witness", handover.witnessId, handover.witnessName],
  ];
  return due.flatMap(([role, personId, name]) => {
    if (personId === null || name === null) return [];
    const signed = rows.find((row) => row.role === role);
    const other = signed && signed.personId !== personId ? signed.name : null;
    return [{ role, name, signedBy: other, signedAt: signed?.signedAt ?? null }];
  });
}

/** Who would sign; the head is whoever's right reaches the whole agency. */
export async function signing(ctx: Context, handover: Found) {
  const isGiverGone = handover.state === "draft" && !(await findParty(ctx, handover.giverId)).isActive;
  const { isWhole } = reachOf(ctx.actor, "handovers.manage");
  return whyNotSign(
    { ...handover, chosenCount: handover.itemCount, isGiverGone },
    { personId: ctx.actor.personId, isHead: isWhole },
  );
}

export async function getHandoverPage(ctx: Context, { id }: { id: string }) {
  const handover = await getHandover(ctx, id);
  const items = await listItems(ctx, id);
  return {
    handover,
    items,
    signatures: await listSignatures(ctx, handover),
    digest: digestOf(handover, items).slice(0, 16),
    timeline: await timeline(ctx, "handover", id),
    next: nextRole(handover.state),
    may: {
      sign: await signing(ctx, handover),
      choose: whyNotChoose(handover),
      renew: whyNotRenew(handover),
      cancel: whyNotCancel(handover),
    },
  };
}

/** 账号名下: what whoever uses this account in the agency still answers for. */
export async function accountHoldings(ctx: Context, { id }: { id: string }) {
  const [posting] = await ctx.db
    .select({ personId: postings.personId })
    .from(postings)
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .where(and(visible(ctx, postings), eq(postings.accountId, id)))
    .limit(1);
  if (!posting) throw new Failure("missing", "accounts.missing", "账号不存在，或不属于本机构");
  const held = await holdingsOf(ctx, { personId: posting.personId, accountId: id });
  return {
    personId: posting.personId,
    kinds: held.map(({ kind, title, rows }) => ({ kind, title, count: rows.length })),
  };
}

/** 工作交接清单: what, from whom to whom, and the lines to sign on. */
export async function composeHandover(ctx: Context, { id }: { id: string }): Promise<Paper> {
  const agency = await getAgency(ctx);
  const { handover, items, signatures, digest } = await getHandoverPage(ctx, { id });
  const chosen = items.filter(({ isLeftOut }) => !isLeftOut);
  const people = [
    `移交人：${handover.giverName}`,
    `接收人：${handover.receiverName}`,
    ...(handover.witnessName ? [`监交人：${handover.witnessName}`] : []),
  ];
  const rows = chosen.map(({ kindTitle, title, note }, index) => cells([String(index + 1), kindTitle, title, note]));
  const signed = signatures.map(({ role, name, signedBy, signedAt }) =>
    cells([
      signatureRoles[role],
      signedBy ? `${name}（${signedBy} 代签）` : name,
      signedAt ? writeDate(today(new Date(signedAt))) : "",
      "",
    ]),
  );
  const blocks: Block[] = [
    { kind: "title", text: "工作交接清单" },
    line(`单位：${agency.name}`),
    line(`编号：${handover.code}　状态：${handoverStates[handover.state]}`),
    line(people.join("　")),
    line(`交接原因：${handover.reason}`),
    line(
      `下列 ${chosen.length} 项由移交人移交给接收人，自${handover.doneOn ? writeDate(handover.doneOn) : "各方签字完成之日"}起由接收人负责。`,
    ),
    { kind: "table", rows: [cells(["序号", "类别", "名称", "说明"], true), ...rows] },
    line(`清单校验码：${digest}`),
    { kind: "table", rows: [cells(["身份", "姓名", "系统签字日期", "手写签名"], true), ...signed] },
  ];
  return { name: `工作交接清单 ${handover.code}`, blocks };
}
