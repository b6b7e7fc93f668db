import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companyOperations } from "#records/directory/contract.ts";
import { nobody } from "#kit/server/context.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { onStage, openStage, type Stage } from "./support/people.ts";
import { eventOperations } from "#records/events/contract.ts";
import { followOperations } from "#records/events/follows/contract.ts";
import { guestOperations } from "#records/events/guests/contract.ts";
import { stopOperations } from "#records/events/stops/contract.ts";
import { surveyDoorOperations, surveyOperations } from "#records/events/surveys/contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const day = "2026-03-02";
const trip = { name: "赴示范东市外出招商", kind: "outboundTrip" as const, fromOn: day, toOn: "2026-03-04" };
const questions = [{ kind: "score5" as const, text: "总体满意吗", isOverall: true }];

describe("招商活动", () => {
  test("从筹备到举办：场次与会见企业计入当期，退回筹备后不再计入", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const company = await say(officer, companyOperations.create, { name: "示例到会企业" });
      const { id } = await say(officer, eventOperations.create, { ...trip, memberIds: [String(officer.personId)] });
      await say(officer, guestOperations.add, { eventId: id, companyId: company.id, attendance: "attended" });
      await say(officer, stopOperations.add, { eventId: id, calledOn: day, companyId: company.id });
      const figure = async (metric: string) =>
        (await say(officer, metricOperations.figure, { metric, year: 2026, params: {} })).value;
      expect(await figure("events.held")).toBe("0");
      await say(officer, eventOperations.hold, { id, version: 1, headcount: 30, actualCost: "80000" });
      expect([await figure("events.held"), await figure("events.companies")]).toEqual(["1", "1"]);
      expect(await figure("events.cost")).toMatch(/^80000/);
      const { members, missing } = await say(officer, eventOperations.get, { id });
      expect(members[0]?.divisionName).toBe("项目一科");
      expect(missing.map(({ field }) => field)).toContain("report");
      await say(officer, eventOperations.reopen, { id, version: 2, reason: "登记错了" });
      expect(await figure("events.held")).toBe("0");
    }));

  test("不认识的单位列为待核实，登记入库后对应上；安排跟进一次三项，登记结果", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id: eventId } = await say(officer, eventOperations.create, trip);
      const guest = { eventId, companyName: "示例陌生企业", personName: "客示例", attendance: "attended" as const };
      const { id } = await say(officer, guestOperations.add, guest);
      await expect(say(officer, guestOperations.add, guest)).rejects.toMatchObject({ code: "guests.taken" });
      const [row] = (await say(officer, guestOperations.list, { eventId })).rows;
      expect(row?.match).toBe("proposed");
      const { companyId } = await say(officer, guestOperations.enroll, { id, version: 1 });
      const { contacts } = await say(officer, companyOperations.get, { id: companyId });
      expect(contacts.map(({ name }) => name)).toEqual(["客示例"]);
      const plan = { eventId, guestIds: [id] };
      await expect(say(officer, followOperations.plan, plan)).rejects.toMatchObject({ code: "eventFollows.plan.held" });
      await say(officer, eventOperations.hold, { id: eventId, version: 1 });
      expect(await say(officer, followOperations.plan, plan)).toEqual({ planned: 3 });
      const { rows } = await say(officer, followOperations.list, { eventId });
      expect(rows.map(({ dueOn }) => dueOn)).toEqual(["2026-04-03", "2026-05-03", "2026-06-02"]);
      await say(officer, followOperations.finish, { id: rows[0]?.id ?? "", version: 1, result: "约定来访" });
      await expect(say(officer, guestOperations.remove, { id, version: 2 })).rejects.toMatchObject({
        code: "guests.remove.followed",
      });
    }));

  test("一个链接一份答卷，第二次拒绝；公开链接收满即止；满意率有分子分母", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id: eventId } = await say(officer, eventOperations.create, trip);
      await say(officer, guestOperations.add, { eventId, companyName: "示例到会单位", attendance: "attended" });
      const { id } = await say(officer, surveyOperations.create, {
        eventId,
        title: "示例调查",
        questions,
        closesOn: "2026-04-01",
        openLimit: 1,
      });
      const { link } = await say(officer, surveyOperations.publish, { id, version: 1 });
      const { links } = await say(officer, surveyOperations.invite, { id, version: 2 });
      const tokenOf = (path: string | null | undefined) => path?.split("/").at(-1) ?? "";
      const named = { agency: "jia", token: tokenOf(links[0]?.link) };
      await say(nobody, surveyDoorOperations.answer, { ...named, values: ["5"] });
      await expect(say(nobody, surveyDoorOperations.answer, { ...named, values: ["5"] })).rejects.toMatchObject({
        code: "surveys.answer.used",
      });
      const open = { agency: "jia", token: tokenOf(link) };
      await say(nobody, surveyDoorOperations.answer, { ...open, slip: "a".repeat(43), values: ["3"] });
      await expect(
        say(nobody, surveyDoorOperations.answer, { ...open, slip: "b".repeat(43), values: ["3"] }),
      ).rejects.toMatchObject({ code: "surveys.answer.full" });
      const { survey, results } = await say(officer, surveyOperations.get, { id });
      expect([survey.satisfied, survey.answered, results[0]?.average]).toEqual([1, 2, "4.00"]);
      await expect(say(nobody, surveyDoorOperations.form, { agency: "yi", token: open.token })).rejects.toMatchObject({
        code: "surveys.link",
      });
    }));
});
