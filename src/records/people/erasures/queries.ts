import { and, count, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { today, writeDate } from "#kit/base/dates.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Block } from "#kit/documents/document.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { type News, news, tell } from "#kit/server/news.ts";
import type { Paper } from "#kit/server/papers.ts";
import { visible } from "#kit/server/scope.ts";
import { cells, line } from "../papers/rules.ts";
import { getAgency } from "../queries.ts";
import { persons } from "../tables.ts";
import type { erasureOperations } from "./contract.ts";
import { codeOf, whyNotDecide, whyNotReceipt } from "./rules.ts";
import { erasures } from "./tables.ts";
import { applicants, erasedName, type ErasureKind, erasureKinds } from "./words.ts";

export interface Erased {
  kind: ErasureKind;
  id: string;
}

/** 谁的信息: whoever keeps such people answers with the name as it stands now; the others with null. */
export const naming: News<Erased> = news("naming");

/** 删除: every module takes out what it keeps of this person in the clear; what is sealed goes with the key. */
export const erasing: News<Erased> = news("erasing");

/** 待确认、已办: for the notices; of the person concerned nothing is said. */
export const erasureAsked: News<{ id: string; code: string }> = news("erasureAsked");
export const erasureDecided: News<{ id: string; code: string; state: "done" | "rejected"; accountId: string }> =
  news("erasureDecided");

const requester = alias(persons, "requester");
const decider = alias(persons, "decider");

const columns = {
  id: erasures.id,
  year: erasures.year,
  number: erasures.number,
  subjectKind: erasures.subjectKind,
  subjectId: erasures.subjectId,
  label: erasures.label,
  page: erasures.page,
  applicant: erasures.applicant,
  appliedOn: erasures.appliedOn,
  document: erasures.document,
  reason: erasures.reason,
  state: erasures.state,
  requestedOn: erasures.requestedOn,
  requestedAccountId: erasures.requestedAccountId,
  decidedAt: erasures.decidedAt,
  decision: erasures.decision,
  version: erasures.version,
  requestedBy: requester.name,
  decidedBy: decider.name,
};

const joined = ({ agencyId }: Context) => ({
  requester: and(eq(requester.agencyId, agencyId), eq(requester.id, erasures.requestedById)),
  decider: and(eq(decider.agencyId, agencyId), eq(decider.id, erasures.decidedById)),
});

const coded = <T extends { year: number; number: number }>({ year, number, ...row }: T) => ({
  ...row,
  code: codeOf({ year, number }),
});

export async function listErasures(ctx: Context, input: Input<typeof erasureOperations.list>) {
  const on = joined(ctx);
  const answer = await page(input, {
    sorts: { requestedOn: erasures.requestedOn },
    id: erasures.id,
    where: and(
      visible(ctx, erasures),
      input.state ? eq(erasures.state, input.state) : undefined,
      input.subjectKind ? eq(erasures.subjectKind, input.subjectKind) : undefined,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...columns, sortKey: erasures.requestedOn, total })
        .from(erasures)
        .innerJoin(requester, on.requester)
        .leftJoin(decider, on.decider)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(erasures).where(where))[0]?.total ?? 0,
  });
  return { ...answer, rows: answer.rows.map(coded) };
}

export async function getErasure(ctx: Context, id: string) {
  const on = joined(ctx);
  const read = ctx.db
    .select(columns)
    .from(erasures)
    .innerJoin(requester, on.requester)
    .leftJoin(decider, on.decider)
    .where(and(eq(erasures.id, id), visible(ctx, erasures)));
  const [erasure] = await (ctx.operation.kind === "command" ? read.for("update", { of: erasures }) : read);
  if (!erasure) throw new Failure("missing", "erasures.missing", "删除申请不存在，或不在您的数据范围内");
  return coded(erasure);
}

export async function erasurePlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({
      id: erasures.id,
      year: erasures.year,
      number: erasures.number,
      isSeen: sql<boolean>`${visible(ctx, erasures)}`,
    })
    .from(erasures)
    .where(and(eq(erasures.agencyId, ctx.agencyId), inArray(erasures.id, ids)));
  return rows.map(({ id, isSeen, ...row }) => ({ id, name: codeOf(row), page: isSeen ? `erasures/${id}` : null }));
}

export async function getErasurePage(ctx: Context, { id }: { id: string }) {
  const erasure = await getErasure(ctx, id);
  const mayDecide = ctx.actor.grants.has("erasures.confirm");
  const needsName = mayDecide || erasure.requestedAccountId === ctx.actor.accountId;
  const decide = mayDecide
    ? whyNotDecide(erasure, ctx.actor)
    : { code: "erasures.decide.role", message: "由安全管理员或主任确认" };
  return {
    erasure,
    name: needsName ? await nameOf(ctx, { kind: erasure.subjectKind, id: erasure.subjectId }) : null,
    page: erasure.page,
    may: { confirm: decide, reject: decide, receipt: whyNotReceipt(erasure) },
  };
}

async function nameOf(ctx: Context, whose: Erased): Promise<string> {
  if (whose.kind === "person") return (await findPerson(ctx, whose.id))?.name ?? erasedName;
  const names = (await tell(ctx, naming, whose)) as (string | null)[];
  return names.find((name) => name !== null) ?? erasedName;
}

async function findPerson({ db, agencyId }: Context, id: string) {
  const [person] = await db
    .select({ name: persons.name })
    .from(persons)
    .where(and(eq(persons.agencyId, agencyId), eq(persons.id, id)));
  return person;
}

export async function isPending({ db, agencyId }: Context, subjectId: string): Promise<boolean> {
  const rows = await db
    .select({ id: erasures.id })
    .from(erasures)
    .where(and(eq(erasures.agencyId, agencyId), eq(erasures.subjectId, subjectId), eq(erasures.state, "requested")));
  return rows.length > 0;
}

/** 个人信息删除回执, for whoever asked: what was done, and nothing of what was erased. */
export async function composeReceipt(ctx: Context, { id }: { id: string }): Promise<Paper> {
  const agency = await getAgency(ctx);
  const { erasure, may } = await getErasurePage(ctx, { id });
  refuseIf(may.receipt);
  const { code, subjectKind, label, applicant, appliedOn, document, requestedBy, decidedBy, decidedAt } = erasure;
  const doneOn = writeDate(today(new Date(decidedAt ?? ctx.now)));
  const blocks: Block[] = [
    { kind: "title", text: "个人信息删除回执" },
    line(`编号：${code}`),
    line(
      `${writeDate(appliedOn)}由${applicants[applicant]}提出的书面申请（${document}）已经办理。我单位于${doneOn}删除了下列人员在本系统中的个人信息，删除不可恢复。`,
    ),
    {
      kind: "table",
      rows: [
        cells(["事项", "内容"], true),
        cells(["对象", `${erasureKinds[subjectKind]}：${label}`]),
        cells(["已删除", "姓名、职务、电话、邮箱、备注等登记内容，以及历次修改记录中的上述内容"]),
        cells(["仍保留", "业务事项发生的时间与经办记录（不含其姓名与联系方式）；法律规定保存期内的登录日志"]),
        cells(["受理人", requestedBy]),
        cells(["确认人", decidedBy ?? ""]),
      ],
    },
    line("依据：《中华人民共和国个人信息保护法》第四十七条。"),
    { kind: "paragraph", text: agency.name, align: "right" },
    { kind: "paragraph", text: doneOn, align: "right" },
  ];
  return { name: `个人信息删除回执 ${code}`, blocks };
}
