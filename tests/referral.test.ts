import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { noticeOperations } from "#records/workspace/notices/contract.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { mergeOperations } from "#records/directory/merging/contract.ts";
import { deskOperations } from "#results/desk/contract.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";
import { enterLead, paper, refusal } from "./support/projects.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { standingOperations } from "#records/projects/standing/contract.ts";
import { referralOperations } from "#records/projects/referral/contract.ts";
import { disputeOperations } from "#records/projects/disputes/contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const place = { region: "110105", receivedOn: "2026-01-05" };
const talk = { contactedOn: "2026-02-20", contactNote: "在投资方总部会谈，谈选址和用地", scope: "储能电池基地" };

async function filed(house: House, say: Say, actor: Actor, more: object = {}) {
  const { id: projectId } = await enterLead(say, actor, { ...place, ...more });
  const files = [await paper(house, actor, "会谈纪要.pdf")];
  const { id } = await say(actor, referralOperations.file, { projectId, ...talk, files });
  return { projectId, id };
}

const of = async (say: Say, actor: Actor, projectId: string) => say(actor, referralOperations.ofProject, { projectId });
const stateOf = async (say: Say, actor: Actor, projectId: string) =>
  (await of(say, actor, projectId)).referrals[0]?.state;

describe("首谈备案", () => {
  test("时间由系统记；没有落位、金额或证明的说清缺什么；记功全归责任专员", () =>
    onStage(stage, async (house, say) => {
      const { officer } = stage.jia.people;
      const bare = await enterLead(say, officer, { totalInvestment: null });
      const files = [await paper(house, officer)];
      const open = await refusal(say(officer, referralOperations.file, { projectId: bare.id, ...talk, files }));
      expect(open.message).toContain("请先在项目里填写意向落位、计划总投资");
      const { projectId } = await filed(house, say, officer);
      const { referrals, may } = await of(say, officer, projectId);
      expect(referrals).toMatchObject([
        {
          number: "S2026-0001",
          state: "protected",
          expiresOn: "2026-09-05",
          reportDueOn: "2026-04-19",
          shares: [{ personName: "一科专员", percent: 100 }],
        },
      ]);
      expect(new Date(referrals[0]?.typedAt ?? "").toISOString()).toBe("2026-03-05T01:30:00.000Z");
      expect([may.file?.code, may.report]).toEqual(["referrals.file.held", null]);
      const page = await say(officer, projectOperations.get, { id: projectId });
      expect(page.timeline.rows.map(({ title }) => title)).toContain("首谈备案 S2026-0001，保护至 2026-09-05");
    }));

  test("报告进展重新计时，延期须同时报告、按规则包的次数；撤回后可重新备案", () =>
    onStage(stage, async (house, say) => {
      const { officer } = stage.jia.people;
      const { id, projectId } = await filed(house, say, officer);
      await say(officer, referralOperations.report, { id, content: "投资方实地看地" });
      await say(officer, referralOperations.extend, { id, months: 3, content: "等待董事会" });
      const again = await refusal(say(officer, referralOperations.extend, { id, months: 1, content: "再等" }));
      expect(again.message).toBe("已延期 1 次，按规定最多 1 次");
      const [referral] = (await of(say, officer, projectId)).referrals;
      expect([referral?.expiresOn, referral?.extensionCount, referral?.reports.length]).toEqual(["2026-12-05", 1, 2]);
      await say(officer, referralOperations.withdraw, { id, reason: "登错项目" });
      expect(await stateOf(say, officer, projectId)).toBe("withdrawn");
      const files = [await paper(house, officer)];
      await say(officer, referralOperations.file, { projectId, ...talk, files });
      expect((await of(say, officer, projectId)).referrals.map(({ state }) => state)).toEqual([
        "protected",
        "withdrawn",
      ]);
    }));

  test("终止的项目不再占着首谈；按状态筛选与页面所示一致；备案数按规则取数", () =>
    onStage(stage, async (house, say) => {
      const { officer, head } = stage.jia.people;
      const { projectId } = await filed(house, say, officer);
      const total = async (state: "protected" | "released") =>
        (await say(officer, referralOperations.list, { state })).total;
      expect([await total("protected"), await total("released")]).toEqual([1, 0]);
      const { project } = await say(officer, projectOperations.get, { id: projectId });
      await say(officer, standingOperations.change, {
        projectId,
        version: project.version,
        standing: "lost",
        happenedOn: "2026-03-05",
        reason: "成本过高",
        wentTo: "未落户",
      });
      expect([await total("protected"), await total("released")]).toEqual([0, 1]);
      const asked = { metric: "referrals.filed", year: 2026, params: {} };
      expect((await say(head, metricOperations.figure, asked)).value).toBe("1");
    }));
});

describe("首谈争议", () => {
  async function disputed(house: House, say: Say) {
    const { officer, other, head } = stage.jia.people;
    const first = await filed(house, say, officer);
    const second = await enterLead(say, other, { ...place, name: "示例云帆二期", totalInvestment: "1250000000" });
    const hint = await say(other, referralOperations.alike, { projectId: second.id });
    const files = [await paper(house, other)];
    const { id } = await say(other, referralOperations.file, { projectId: second.id, ...talk, files });
    const { rows } = await say(head, disputeOperations.list, { state: "open" });
    return { first, second: { id, projectId: second.id }, hint, disputeId: rows[0]?.id ?? "" };
  }

  test("他科只答有没有、该问谁；后一份备案成争议，双方都不知对方内容", () =>
    onStage(stage, async (house, say) => {
      const { officer, other } = stage.jia.people;
      const { first, second, hint } = await disputed(house, say);
      expect(hint).toEqual({ isHeld: true, elsewhere: [{ divisionName: "项目一科" }] });
      const [theirs] = (await of(say, other, second.projectId)).referrals;
      expect(theirs?.disputes).toMatchObject([{ state: "open", match: "sameProject", otherDivisionName: "项目一科" }]);
      expect(JSON.stringify(theirs)).not.toContain("S2026-0001");
      expect(await stateOf(say, officer, first.projectId)).toBe("disputed");
      const hidden = await refusal(say(other, referralOperations.ofProject, { projectId: first.projectId }));
      expect(hidden.kind).toBe("missing");
      expect((await refusal(say(other, disputeOperations.list, {}))).kind).toBe("forbidden");
      const told = await say(officer, noticeOperations.list, { kind: "referrals" });
      expect(told.rows.map(({ title }) => title)).toEqual([
        "首谈备案 S2026-0001 有他方主张（名称和落位相同，金额相近），由办公室裁定",
      ]);
      const late = await refusal(say(officer, referralOperations.extend, { id: first.id, months: 1, content: "等" }));
      expect(late.code).toBe("referrals.extend.disputed");
    }));

  test("办公室并列两份备案裁定；败者失效，双方都收到理由；裁定过的不能再裁", () =>
    onStage(stage, async (house, say) => {
      const { officer, other, head } = stage.jia.people;
      const { first, second, disputeId } = await disputed(house, say);
      const desk = await say(head, deskOperations.home, { year: 2026 });
      expect(desk.todos.find(({ code }) => code === "disputes.open")).toMatchObject({ count: 1 });
      const { sides, may } = await say(head, disputeOperations.get, { id: disputeId });
      expect(sides.map(({ divisionName, amount }) => [divisionName, amount])).toEqual([
        ["项目一科", "1200000000.00"],
        ["项目二科", "1250000000.00"],
      ]);
      expect(may.decide).toBeNull();
      const reason = "先备案一方洽谈证明完整";
      const stranger = { id: disputeId, upheldId: disputeId, reason };
      expect((await refusal(say(head, disputeOperations.decide, stranger))).code).toBe("disputes.decide.side");
      await say(head, disputeOperations.decide, { id: disputeId, upheldId: first.id, reason });
      expect([await stateOf(say, officer, first.projectId), await stateOf(say, other, second.projectId)]).toEqual([
        "protected",
        "overruled",
      ]);
      for (const [actor, projectId, isUpheld] of [
        [officer, first.projectId, true],
        [other, second.projectId, false],
      ] as const) {
        const [referral] = (await of(say, actor, projectId)).referrals;
        expect(referral?.disputes).toMatchObject([{ state: "decided", isUpheld, reason }]);
        const { rows } = await say(actor, noticeOperations.list, { kind: "referrals" });
        expect(rows.map(({ title }) => title)).toContainEqual(
          expect.stringMatching(isUpheld ? /S2026-0001获认定/ : /未获认定/),
        );
      }
      const again = { id: disputeId, upheldId: second.id, reason };
      expect((await refusal(say(head, disputeOperations.decide, again))).code).toBe("disputes.decide.state");
    }));

  test("争议一方不能裁定，哪怕是主任自己报的", () =>
    onStage(stage, async (house, say) => {
      const { head, other } = stage.jia.people;
      const own = await filed(house, say, head);
      await filed(house, say, other, { totalInvestment: "1250000000" });
      const { rows } = await say(head, disputeOperations.list, {});
      const decided = { id: rows[0]?.id ?? "", upheldId: own.id, reason: "本人先报" };
      expect((await refusal(say(head, disputeOperations.decide, decided))).code).toBe("disputes.decide.party");
    }));

  test("一方撤回，争议了结，另一方继续受保护", () =>
    onStage(stage, async (house, say) => {
      const { officer, other, head } = stage.jia.people;
      const { first, second } = await disputed(house, say);
      await say(other, referralOperations.withdraw, { id: second.id, reason: "让给一科" });
      expect(await stateOf(say, officer, first.projectId)).toBe("protected");
      expect((await say(head, disputeOperations.list, { state: "settled" })).total).toBe(1);
    }));
});

describe("流转与合并", () => {
  test("流转：项目随首谈交给接手专员，记功按协议分；各自都看到", () =>
    onStage(stage, async (house, say) => {
      const { officer, other, head } = stage.jia.people;
      const { id, projectId } = await filed(house, say, officer);
      const wanted = { id, receiverId: String(other.personId), percent: 40, note: "落位在二科片区" };
      expect((await refusal(say(head, referralOperations.transfer, { ...wanted, files: [] }))).code).toBe(
        "referrals.transfer.files",
      );
      const files = [await paper(house, head, "流转协议.pdf")];
      expect((await refusal(say(officer, referralOperations.transfer, { ...wanted, files }))).kind).toBe("forbidden");
      await say(head, referralOperations.transfer, { ...wanted, files });
      const { referrals } = await of(say, other, projectId);
      expect(referrals[0]?.shares.map(({ personName, percent }) => [personName, percent])).toEqual([
        ["一科专员", 60],
        ["二科专员", 40],
      ]);
      expect((await say(other, projectOperations.get, { id: projectId })).project.officerId).toBe(other.personId);
      const { rows } = await say(officer, noticeOperations.list, { kind: "referrals" });
      expect(rows[0]?.title).toContain("已流转，接手方记功 40%");
    }));

  test("两家企业并为一家，备案跟着走：并入之后照样查得到", () =>
    onStage(stage, async (house, say) => {
      const { officer, head } = stage.jia.people;
      const stays = await say(officer, companyOperations.create, { name: "示例云帆有限公司" });
      const goes = await say(officer, companyOperations.create, { name: "示例远山有限公司" });
      const { projectId } = await filed(house, say, officer, { investorId: goes.id });
      await say(head, mergeOperations.merge, {
        survivorId: stays.id,
        mergedId: goes.id,
        survivorVersion: 1,
        mergedVersion: 1,
        reason: "同一家",
      });
      const rival = await enterLead(say, officer, { ...place, investorId: stays.id, totalInvestment: "1" });
      expect((await say(officer, referralOperations.alike, { projectId: rival.id })).isHeld).toBe(true);
      expect(await stateOf(say, officer, projectId)).toBe("protected");
    }));
});
