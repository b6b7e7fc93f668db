import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companyOperations, contactOperations } from "#records/directory/contract.ts";
import { divisionOperations } from "#records/people/divisions/contract.ts";
import { erasureOperations } from "#records/people/erasures/contract.ts";
import { staffOperations } from "#records/people/staff/contract.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";
import { enterLead, refusal } from "./support/projects.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { encounterOperations } from "#records/projects/encounters/contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
afterAll(() => stage.close());

const enterCompany = (say: Say, name = "示例云帆电子有限公司") =>
  say(stage.jia.people.officer, companyOperations.create, { name });
const visit = (say: Say, more: object = {}) =>
  say(stage.jia.people.officer, encounterOperations.create, { summary: "谈了选址和能耗", ...more });

describe("对接记录", () => {
  test("记一次走访：企业和项目的时间线都有，项目最近进展跟着走，列表筛得到", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const company = await enterCompany(say);
      const project = await enterLead(say, officer, { receivedOn: "2026-01-05" });
      const { id } = await visit(say, {
        happenedOn: "2026-02-03",
        place: "示例园区",
        companyIds: [company.id],
        projectIds: [project.id],
        guestNames: "王示例 总经理、李示例",
        nextStep: "发送地块资料",
        nextDueOn: "2026-03-10",
      });
      const page = await say(officer, encounterOperations.get, { id });
      expect(page.encounter).toMatchObject({
        companyNames: company.name,
        guestNames: "王示例 总经理、李示例",
        nextOwnerId: officer.personId,
        divisionName: "项目一科",
      });
      expect(page.hosts.map(({ personId }) => personId)).toEqual([officer.personId]);
      const about = await say(officer, projectOperations.get, { id: project.id });
      expect(about.project.activeOn).toBe("2026-02-03");
      const line = `走访：${company.name}（示例园区）`;
      expect(about.timeline.rows[0]).toMatchObject({ title: line, happenedOn: "2026-02-03", link: `encounters/${id}` });
      const met = await say(officer, companyOperations.get, { id: company.id });
      expect(met.timeline.rows.map(({ title }) => title)).toContain(line);
      for (const filter of [
        { search: "云帆" },
        { companyId: company.id },
        { projectId: project.id },
        { isOpen: true, nextDueBy: "2026-03-12" },
        { hostId: String(officer.personId), from: "2026-02-01", to: "2026-02-28" },
      ])
        expect((await say(officer, encounterOperations.list, filter)).rows.map((row) => row.id)).toEqual([id]);
      expect((await say(officer, encounterOperations.list, { kind: "call" })).total).toBe(0);
    }));

  test("没到的日子、没有对象、没有期限的下一步不收；各说怎么办", () =>
    onStage(stage, async (_house, say) => {
      expect((await refusal(visit(say, { counterpart: "示例", happenedOn: "2026-03-06" }))).message).toContain(
        "下一步",
      );
      expect((await refusal(visit(say))).code).toBe("encounters.nobody");
      const open = await refusal(visit(say, { counterpart: "示例", nextStep: "再约" }));
      expect([open.code, open.fields[0]?.path]).toEqual(["encounters.next.due", "nextDueOn"]);
      const early = { counterpart: "示例", nextStep: "再约", nextDueOn: "2026-03-01" };
      expect((await refusal(visit(say, early))).code).toBe("encounters.next.early");
      expect((await refusal(visit(say, { counterpart: "示例", hostIds: [stage.jia.people.head.personId] }))).code).toBe(
        "encounters.hosts.scope",
      );
    }));

  test("人员调动后补记，科室仍是对接当日的科室；那天不在岗的不收", () =>
    onStage(stage, async (_house, say) => {
      const { head } = stage.jia.people;
      const divisions = await say(head, divisionOperations.list, {});
      const named = (name: string) => divisions.find((each) => each.name === name)?.id ?? null;
      const person = await say(head, staffOperations.create, {
        name: "示例张三",
        divisionId: named("项目一科"),
        staffKind: "institution",
        fromOn: "2025-01-01",
      });
      await say(head, staffOperations.move, {
        id: person.id,
        version: 1,
        divisionId: String(named("项目二科")),
        staffKind: "institution",
        postId: null,
        fromOn: "2026-02-01",
        document: "示发〔2026〕1号",
      });
      const held = async (happenedOn: string) => {
        const { id } = await say(head, encounterOperations.create, {
          counterpart: "示例单位",
          summary: "示例",
          happenedOn,
          hostIds: [person.id],
        });
        return (await say(head, encounterOperations.get, { id })).encounter.divisionName;
      };
      expect([await held("2024-12-31"), await held("2026-01-15"), await held("2026-02-15")]).toEqual([
        "项目一科",
        "项目一科",
        "项目二科",
      ]);
      const left = { id: person.id, version: 2, leftOn: "2026-03-01", kind: "transferred", reason: "示例" } as const;
      await say(head, staffOperations.leave, left);
      const away = await refusal(held("2026-03-03"));
      expect(away.message).toContain("示例张三那一天不在岗");
    }));

  test("下一步：交给别人会通知，办结后不再提醒；已办结的不能改；改动有冲突先问", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id } = await visit(say, { counterpart: "示例单位", nextStep: "约谈", nextDueOn: "2026-03-08" });
      await say(officer, encounterOperations.update, { id, version: 1, changes: { place: "线下" } });
      const clash = await refusal(
        say(officer, encounterOperations.update, { id, version: 1, changes: { place: "别处" } }),
      );
      expect(clash.code).toBe("encounter.conflict");
      await say(officer, encounterOperations.finish, { id, version: 2, result: "已约定下周见面" });
      expect((await say(officer, encounterOperations.list, { isOpen: true })).total).toBe(0);
      const again = await refusal(say(officer, encounterOperations.finish, { id, version: 3, result: "再办" }));
      expect(again.code).toBe("encounters.finish.done");
      const late = { id, version: 3, changes: { nextStep: "换一件" } };
      expect((await refusal(say(officer, encounterOperations.update, late))).code).toBe("encounters.next.done");
    }));

  test("作废后不再计数，此前截至时点的数不变；同一企业只计一家", () =>
    onStage(stage, async (_house, say) => {
      const { officer, head } = stage.jia.people;
      const company = await enterCompany(say);
      const first = await visit(say, { companyIds: [company.id] });
      await visit(say, { companyIds: [company.id], kind: "call" });
      const value = async (metric: string, params: Record<string, string> = {}) =>
        Number((await say(head, metricOperations.figure, { metric, year: 2026, params })).value);
      expect(await value("encounters.held")).toBe(2);
      expect(await value("encounters.held", { kind: "call" })).toBe(1);
      expect(await value("encounters.held", { division: "项目一科" })).toBe(2);
      expect(await value("encounters.companies")).toBe(1);
      await say(officer, encounterOperations.annul, { id: first.id, version: 1, reason: "重复登记" });
      expect(await value("encounters.held")).toBe(1);
      const shown = await say(officer, encounterOperations.get, { id: first.id });
      expect([shown.encounter.voidReason, shown.encounter.companyNames]).toEqual(["重复登记", company.name]);
      expect(shown.may.update?.code).toBe("encounters.voided");
    }));

  test("别科的人看不到；看得到项目的人看得到它的对接；别机构的都看不到", () =>
    onStage(stage, async (_house, say) => {
      const { officer, other, head } = stage.jia.people;
      const project = await say(head, projectOperations.create, {
        name: "示例二科项目",
        investorName: "示例投资方",
        officerId: other.personId,
      });
      const alone = await visit(say, { counterpart: "示例单位" });
      expect((await refusal(say(other, encounterOperations.get, { id: alone.id }))).kind).toBe("missing");
      const { id } = await say(head, encounterOperations.create, {
        summary: "谈了选址",
        projectIds: [project.id],
        hostIds: [String(officer.personId)],
      });
      expect((await say(other, encounterOperations.list, {})).rows.map((row) => row.id)).toEqual([id]);
      expect((await say(other, encounterOperations.get, { id })).may.update?.code).toBe("encounters.scope");
      const blocked = { id, version: 1, reason: "不是我的" };
      expect((await refusal(say(other, encounterOperations.annul, blocked))).kind).toBe("missing");
      const foreign = stage.yi.people.head;
      expect((await refusal(say(foreign, encounterOperations.get, { id }))).kind).toBe("missing");
      expect((await say(foreign, encounterOperations.list, {})).total).toBe(0);
    }));

  test("联系人申请删除个人信息：对方人员和写到的名字都去掉，对接本身还在", () =>
    onStage(stage, async (house, say) => {
      const { officer, head, security } = stage.jia.people;
      const company = await enterCompany(say);
      const contact = await say(officer, contactOperations.create, { companyId: company.id, name: "欧阳示例" });
      const { id } = await visit(say, {
        companyIds: [company.id],
        contactIds: [contact.id],
        summary: "欧阳示例介绍了二期计划",
      });
      const asked = await say(head, contactOperations.requestErasure, {
        id: contact.id,
        applicant: "self",
        appliedOn: "2026-03-04",
        document: "信访〔2026〕12号",
        reason: "本人要求不再留存",
      });
      await say(security, erasureOperations.confirm, { id: asked.id, version: 1, opinion: "申请属实，同意" });
      const page = await say(officer, encounterOperations.get, { id });
      expect([page.encounter.guestNames, page.encounter.summary]).toEqual(["已删除", "已删除介绍了二期计划"]);
      const left = await house.database.transaction({ role: "owner" }, async (db) => {
        const counts = [];
        for (const table of ["encounter", "encounter_guest", "history", "timeline_entry"]) {
          const { rows } = await db.execute<{ n: number }>(
            sql`select count(*)::int as n from ${sql.identifier(table)} t where to_jsonb(t)::text like ${"%欧阳示例%"}`,
          );
          counts.push(rows[0]?.n);
        }
        return counts;
      });
      expect(left).toEqual([0, 0, 0, 0]);
    }));
});
