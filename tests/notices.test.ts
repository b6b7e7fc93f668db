import { hash } from "@node-rs/argon2";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { served } from "#app/house.ts";
import { Failure } from "#kit/base/errors.ts";
import { nobody } from "#kit/server/context.ts";
import { ask } from "#kit/server/serve.ts";
import { jobs } from "#kit/server/tables.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import { credentials, roles } from "#records/people/tables.ts";
import { asOwner } from "./support/planted.ts";
import { csvOf, openWorkshop, type Workshop } from "./support/workshop.ts";
import { jobOperations } from "#records/workspace/contract.ts";
import { historyOperations } from "#records/workspace/history/contract.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { importRecords, importRows } from "#records/workspace/imports/tables.ts";
import { packOperations } from "#records/workspace/packs/contract.ts";
import { retentionWork } from "#records/workspace/retention/schedule.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { noticeOperations } from "#records/workspace/notices/contract.ts";
import { accountsOf } from "#records/workspace/notices/queries.ts";
import { notices } from "#records/workspace/notices/tables.ts";
import type { NoticeKind } from "#records/workspace/notices/words.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );
const listOf = async (actor: Parameters<Workshop["say"]>[0], kind?: NoticeKind) =>
  (await shop.say(actor, noticeOperations.list, { limit: 50, descending: true, ...(kind && { kind }) })).rows;

describe("企业交由专员", () => {
  test("本人得知，经办人不再告诉自己；移交后原来的消息不再通向看不到的企业", async () => {
    const { head, officer, other } = shop.jia.people;
    const company = await shop.say(head, companyOperations.create, {
      name: "移交科技有限公司",
      officerId: officer.personId,
    });
    const [told] = await listOf(officer, "assigned");
    expect(told).toMatchObject({
      title: "企业“移交科技有限公司”交由您负责",
      isUnread: true,
      page: `companies/${company.id}`,
    });
    expect(await listOf(head, "assigned")).toEqual([]);
    await shop.say(officer, companyOperations.create, { name: "自建有限公司", officerId: officer.personId });
    expect(await listOf(officer, "assigned")).toHaveLength(1);
    await shop.say(head, companyOperations.update, {
      id: company.id,
      version: company.version,
      changes: { officerId: other.personId },
    });
    expect((await listOf(officer, "assigned"))[0]?.page).toBeNull();
    expect((await listOf(other, "assigned"))[0]?.page).toBe(`companies/${company.id}`);
  });

  test("已读、全部已读只动自己的；别人的消息不存在", async () => {
    const { officer, other } = shop.jia.people;
    const [mine] = await listOf(other, "assigned");
    expect((await refusal(shop.say(officer, noticeOperations.read, { id: mine?.id ?? "" }))).message).toBe(
      "消息不存在，或不是发给您的",
    );
    expect((await shop.say(officer, noticeOperations.readAll, { kind: "assigned" })).read).toBe(1);
    expect((await shop.say(officer, noticeOperations.count, {})).unread).toBe(0);
    expect((await shop.say(other, noticeOperations.count, {})).unread).toBe(1);
  });
});

test("收件人：权限的持有人，按数据范围到得了那条记录的", async () => {
  const { people } = shop.jia;
  const teller = (db: Parameters<typeof accountsOf>[0]["db"]) => ({ db, agencyId: shop.jia.id, now: shop.house.now() });
  const { officer, other } = people;
  const about = { officerId: officer.personId, divisionId: officer.divisionId };
  const found = await asOwner(shop.house, (db) => accountsOf(teller(db), { permission: "companies.manage", about }));
  const ids = (posts: (keyof typeof people)[]) => posts.map((post) => String(people[post].accountId)).sort();
  expect(found.sort()).toEqual(ids(["head", "chief", "officer", "colleague"]));
  const all = await asOwner(shop.house, (db) => accountsOf(teller(db), { permission: "settings.manage" }));
  expect(all).toEqual([people.system.accountId]);
  const told = await asOwner(shop.house, (db) =>
    notify(teller(db), {
      to: { accounts: [other.accountId ?? "", shop.yi.people.head.accountId ?? ""] },
      kind: "assigned",
      title: "长".repeat(300),
    }),
  );
  expect(told).toBe(1);
  expect((await listOf(other, "assigned"))[0]?.title).toHaveLength(200);
});

describe("导入", () => {
  test("别人导入了我名下的企业：每人一条，说有几条；暂存满期清除后不能撤销，批次仍在", async () => {
    const { head, officer } = shop.jia.people;
    const rows = ["甲", "乙"].map((name) => [`${name}导入有限公司`, "一科专员"]);
    const batch = await shop.preview(head, "企业.csv", csvOf(["企业名称", "责任专员"], ...rows));
    await shop.say(head, importOperations.commit, { id: batch.id, version: batch.version });
    await shop.settled(head, batch.id);
    expect(await listOf(officer, "imported")).toMatchObject([
      { title: "您名下 2 条企业记录已由他人经导入“企业.csv”写入", page: "companies" },
    ]);
    expect(await listOf(head, "imported")).toEqual([]);

    const later = (days: number) => new Date(shop.house.now().getTime() + days * 86_400_000);
    const staged = async () =>
      asOwner(shop.house, async (db) => [
        (await db.select().from(importRows).where(eq(importRows.batchId, batch.id))).length,
        (await db.select().from(importRecords).where(eq(importRecords.batchId, batch.id))).length,
      ]);
    const clear = (days: number) =>
      retentionWork({ ...shop.house, now: () => later(days) }).work(new AbortController().signal);
    await clear(29);
    expect(await staged()).toEqual([2, 2]);
    expect((await shop.say(head, importOperations.get, { id: batch.id })).may.revert).toBeNull();
    await clear(31);
    expect(await staged()).toEqual([0, 0]);
    const kept = await shop.say(head, importOperations.get, { id: batch.id });
    expect(kept).toMatchObject({ state: "committed", counts: { create: 2 } });
    expect(kept.may.revert?.message).toBe("这一批的暂存内容已过保存期并清除，不能再整批撤销，请逐条更正");
    const { total } = await shop.say(officer, companyOperations.list, { search: "导入有限公司" });
    expect(total).toBe(2);
  });
});

describe("任务", () => {
  test("结束时告诉发起的人；未完成的导出可以重新执行，导入不行；满期清除", async () => {
    const { officer, other } = shop.jia.people;
    const at = shop.house.now().toISOString();
    const [good, bad, batch] = await asOwner(shop.house, (db) =>
      db
        .insert(jobs)
        .values(
          (["exports.start", "exports.start", "imports.commit"] as const).map((kind, i) => ({
            id: `0198c0de-0000-7000-8000-00000000000${i}`,
            agencyId: shop.jia.id,
            accountId: officer.accountId ?? "",
            kind,
            title: i === 2 ? "导入" : "导出列表",
            input: i === 0 ? { list: "companies.list", input: {} } : { list: "accounts.list", input: {} },
            state: i === 2 ? ("failed" as const) : ("queued" as const),
            notBefore: at,
            createdAt: at,
            ...(i === 2 && { finishedAt: at }),
          })),
        )
        .returning(),
    );
    await shop.finished(officer, good?.id ?? "");
    await shop.finished(officer, bad?.id ?? "");
    expect((await listOf(officer, "jobDone"))[0]).toMatchObject({
      title: expect.stringMatching(/^“企业.xlsx”已导出，共 \d+ 行，请到任务中心下载$/) as string,
      page: "jobs",
    });
    expect((await listOf(officer, "jobFailed"))[0]?.title).toBe(
      "导出列表未完成：您没有“查看账号”的权限，如需办理请联系本机构的安全管理员",
    );
    const { rows } = await shop.say(officer, jobOperations.browse, { limit: 50 });
    const may = (id = "") => rows.find((row) => row.id === id)?.may.repeat;
    expect(may(bad?.id)).toBeNull();
    expect(may(good?.id)?.code).toBe("jobs.repeat.done");
    expect(may(batch?.id)?.message).toBe("这类任务不能直接重新执行，请到原来的页面接着办理");
    expect((await refusal(shop.say(other, jobOperations.repeat, { id: bad?.id ?? "" }))).kind).toBe("missing");
    expect((await refusal(shop.say(officer, jobOperations.repeat, { id: batch?.id ?? "" }))).code).toBe(
      "jobs.repeat.kind",
    );
    await shop.say(officer, jobOperations.repeat, { id: bad?.id ?? "" });
    expect((await shop.finished(officer, bad?.id ?? "")).state).toBe("failed");
    await asOwner(shop.house, (db) =>
      db
        .update(jobs)
        .set({ finishedAt: "2020-01-01T00:00:00Z" })
        .where(eq(jobs.id, bad?.id ?? "")),
    );
    await retentionWork(shop.house).work(new AbortController().signal);
    const left = await shop.say(officer, jobOperations.browse, { limit: 50 });
    expect(left.rows.map(({ id }) => id)).not.toContain(bad?.id);
  });
});

describe("账号安全", () => {
  test("另有一处登录着，再登录就告诉本人；只有一处时不说", async () => {
    const { officer } = shop.yi.people;
    const passwordHash = await hash("Luodi-2026-示例");
    await asOwner(shop.house, (db) =>
      db
        .update(credentials)
        .set({ passwordHash })
        .where(eq(credentials.accountId, officer.accountId ?? "")),
    );
    const enter = () =>
      ask(shop.house, served, nobody, sessionOperations.signIn, { login: "yi-officer", password: "Luodi-2026-示例" });
    await enter();
    expect(await listOf(officer, "account")).toEqual([]);
    await enter();
    expect(await listOf(officer, "account")).toMatchObject([
      { title: "您的账号刚刚在另一处登录。若不是您本人，请立即联系系统管理员", page: null },
    ]);
    expect(
      await asOwner(shop.house, (db) =>
        db
          .select({ agencyId: notices.agencyId })
          .from(notices)
          .where(and(eq(notices.accountId, officer.accountId ?? ""), eq(notices.kind, "account"))),
      ),
    ).toEqual([{ agencyId: shop.yi.id }]);
  });
});

describe("修改记录与留痕", () => {
  test("能看记录的人看得到改动，看不到的级别不给值；留痕里有记录的名称，按操作筛选", async () => {
    const { head, officer, finance, audit, other } = shop.jia.people;
    const company = await shop.say(officer, companyOperations.create, {
      name: "留痕有限公司",
      officerId: officer.personId,
    });
    await shop.say(officer, companyOperations.update, {
      id: company.id,
      version: 1,
      changes: { address: "示例路 1 号" },
    });
    const asked = { subjectKind: "company", subjectId: company.id, limit: 1 };
    const first = await shop.say(finance, historyOperations.ofRecord, asked);
    expect(first.rows).toMatchObject([
      { actionTitle: "修改企业", accountName: "一科专员", changes: [{ title: "地址", after: "示例路 1 号" }] },
    ]);
    const second = await shop.say(finance, historyOperations.ofRecord, { ...asked, after: String(first.next) });
    expect([second.rows.length, second.rows[0]?.actionTitle, second.next]).toEqual([1, "新增企业", null]);
    expect((await refusal(shop.say(other, historyOperations.ofRecord, asked))).kind).toBe("missing");
    expect((await refusal(shop.say(audit, historyOperations.ofRecord, asked))).kind).toBe("forbidden");
    expect((await refusal(shop.say(head, historyOperations.ofRecord, { ...asked, subjectKind: "account" }))).kind).toBe(
      "missing",
    );

    const { rows } = await shop.say(audit, historyOperations.list, { action: "companies.update", limit: 50 });
    expect(rows.find(({ subjectId }) => subjectId === company.id)).toMatchObject({
      subjectName: "留痕有限公司",
      page: null,
      summary: "地址 示例路 1 号",
    });
    expect(new Set(rows.map(({ actionTitle }) => actionTitle))).toEqual(new Set(["修改企业"]));
    const born = await shop.say(audit, historyOperations.list, { subjectKind: "division", limit: 5 });
    expect(born.rows[0]).toMatchObject({ actionTitle: "建立机构", page: "agency" });
  });
});

describe("规则包", () => {
  const left = { region: "national", year: 2020, version: 1 };
  test("机构改过的角色与规则包逐项比对", async () => {
    const { officer } = shop.jia.people;
    const before = await shop.say(officer, packOperations.compare, { left });
    expect(before.differs).toBe(0);
    await asOwner(shop.house, (db) =>
      db
        .update(roles)
        .set({ title: "办公室主任" })
        .where(and(eq(roles.agencyId, shop.jia.id), eq(roles.code, "head"))),
    );
    const after = await shop.say(officer, packOperations.compare, { left });
    expect(after.differs).toBe(1);
    expect(JSON.stringify(after.sections)).toContain('"left":"主任","right":"办公室主任","difference":"changed"');
    expect((await shop.say(shop.yi.people.officer, packOperations.compare, { left })).differs).toBe(0);
  });
  test("列出载入的版本与各年度适用的规则包；没有的说没有", async () => {
    const { officer } = shop.jia.people;
    const { packs, years } = await shop.say(officer, packOperations.list, {});
    expect(packs).toMatchObject([{ ...left, regionTitle: "全国", isLatest: true }]);
    expect(years[0]).toMatchObject({ year: 2027, pack: { year: 2020 } });
    expect((await shop.say(officer, packOperations.get, left)).sections.map(({ title }) => title)).toEqual([
      "机构与人员",
      "工作空间",
      "审批",
      "企业与客商",
      "空间资源",
      "招商活动",
      "中介机构",
      "招商项目",
      "首谈首报",
      "计数口径",
      "协议审查",
      "项目评审",
      "公开来件",
    ]);
    expect((await refusal(shop.say(officer, packOperations.get, { ...left, version: 9 }))).message).toBe(
      "没有这个规则包，或这个版本",
    );
  });
});
