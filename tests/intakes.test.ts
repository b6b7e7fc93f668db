import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { served } from "#app/house.ts";
import { nobody } from "#kit/server/context.ts";
import { ask } from "#kit/server/serve.ts";
import { openLeadDoor } from "#app/leaddoor.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { intakeDoorOperations, intakeLinkOperations, intakeOperations } from "#records/projects/intakes/contract.ts";
import { nightlyIntakes } from "#records/projects/intakes/schedule.ts";
import { leadOperations } from "#records/projects/leads/contract.ts";
import { noticeOperations } from "#records/workspace/notices/contract.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { deskOperations } from "#results/desk/contract.ts";
import { openTestDoor } from "./support/door.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";
import { enterLead, refusal } from "./support/projects.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
afterAll(() => stage.close());

const consent = "本人同意示例中心为联系和办理投资意向收集并使用联系人姓名和电话，可随时要求删除。";
const form = { name: "官网", title: "投资意向登记", consent };
const typed = {
  companyName: "示例云帆储能科技有限公司",
  creditCode: null,
  brief: "建设储能电池生产基地\n需要厂房两万平方米",
  amount: "500000000",
  sourcePlace: "示例省",
  contactName: "示例来客",
  phone: "13900001111",
  isConsented: true,
};

async function openForm(say: Say, more: object = {}) {
  const { head } = stage.jia.people;
  const { id, link } = await say(head, intakeLinkOperations.create, { ...form, ...more });
  const [, , agency = "", token = ""] = link.split("/");
  let drawn = 0;
  const submit = (said: object = {}, slip = String(++drawn).padStart(43, "s")) =>
    say(nobody, intakeDoorOperations.submit, { agency, token, slip, ...typed, ...said });
  return { id, link, agency, token, submit };
}

describe("公开线索表单与来件", () => {
  test("不登录提交，先进来件箱，工作台和消息提醒可以承接的人；承接后线索自收到之日计时", () =>
    onStage(stage, async (_house, say) => {
      const { officer, finance } = stage.jia.people;
      const { submit } = await openForm(say);
      expect(await submit()).toEqual({ agencyName: expect.any(String), answerWithin: "1 个工作日内" });
      const { rows, total } = await say(officer, intakeOperations.list, { state: "waiting" });
      expect([total, rows[0]?.companyName, rows[0]?.lightText]).toEqual([1, typed.companyName, "答复并定人还剩 1 天"]);
      const [notice] = (await say(officer, noticeOperations.list, { kind: "intakes" })).rows;
      expect(notice?.title).toBe("公开表单“官网”收到一条新线索，待承接");
      expect((await say(finance, noticeOperations.list, { kind: "intakes" })).total).toBe(0);
      const { todos } = await say(officer, deskOperations.home, { year: 2026 });
      expect(todos.find(({ code }) => code === "intakes.waiting")?.count).toBe(1);
      const id = rows[0]?.id ?? "";
      const { intake } = await say(officer, intakeOperations.get, { id });
      expect([intake.phone, intake.consent]).toEqual(["139****1111", expect.stringContaining("最多保存 180 日")]);
      expect((await say(officer, intakeOperations.reveal, { id })).phone).toBe(typed.phone);

      const taken = await say(officer, intakeOperations.take, { id, version: 1, name: "示例储能基地" });
      const { project } = await say(officer, projectOperations.get, { id: taken.projectId });
      expect([project.source, project.receivedOn, project.investorName, project.totalInvestment]).toEqual([
        "publicForm",
        "2026-03-05",
        typed.companyName,
        "500000000.00",
      ]);
      const { clocks } = await say(officer, leadOperations.clocks, { projectId: taken.projectId });
      expect(clocks.map(({ dueOn }) => dueOn)).toEqual(["2026-03-06", "2026-03-10", "2026-03-12", "2026-03-19"]);
      const again = say(officer, intakeOperations.take, { id, version: 2, name: "再来一次" });
      expect((await refusal(again)).code).toBe("intakes.take.taken");
    }));

  test("同一企业：库内企业、看得到的项目、其他来件列出；看不到的只说问哪个科室", () =>
    onStage(stage, async (_house, say) => {
      const { head, officer, other } = stage.jia.people;
      const { submit } = await openForm(say);
      const company = await say(officer, companyOperations.create, { name: typed.companyName });
      await enterLead(say, officer, { name: "示例早先的项目", investorName: typed.companyName });
      await submit();
      await submit({ companyName: "示例云帆储能科技有限责任公司" });
      const { rows } = await say(officer, intakeOperations.list, {});
      expect(rows.map(({ twinCount }) => twinCount)).toEqual([1, 1]);
      const id = rows[0]?.id ?? "";
      const page = await say(officer, intakeOperations.get, { id });
      expect(page.companies.map((each) => [each.id, each.isSame])).toEqual([[company.id, true]]);
      expect(page.projects.map(({ name }) => name)).toEqual(["示例早先的项目"]);
      expect([page.twins.length, page.elsewhere]).toEqual([1, []]);
      const far = await say(other, intakeOperations.get, { id });
      expect([far.projects, far.elsewhere.length]).toEqual([[], 1]);
      const taken = await say(head, intakeOperations.take, {
        id,
        version: 1,
        name: "示例新项目",
        investorId: company.id,
        officerId: officer.personId,
      });
      const { project } = await say(officer, projectOperations.get, { id: taken.projectId });
      expect([project.investorId, project.officerId]).toEqual([company.id, officer.personId]);
    }));

  test("搁置要说明；撤回同意的删去姓名和电话，留痕里也读不出；保存期过了自行清除", () =>
    onStage(stage, async (house, say) => {
      const { officer } = stage.jia.people;
      const { submit } = await openForm(say);
      await submit();
      await submit({ companyName: "示例另一企业" });
      const { rows } = await say(officer, intakeOperations.list, {});
      const [one = "", two = ""] = rows.map(({ id }) => id);
      const aside = { reason: "unsuitable", note: "不在产业目录，已电话答复" } as const;
      await say(officer, intakeOperations.setAside, { id: one, version: 1, ...aside });
      await say(officer, intakeOperations.setAside, { id: two, version: 1, ...aside });
      await say(officer, intakeOperations.forget, { id: one, version: 2, reason: "本人要求" });
      const gone = await say(officer, intakeOperations.get, { id: one });
      expect([gone.intake.contactName, gone.intake.phone, gone.intake.clearedOn]).toEqual(["", null, "2026-03-05"]);
      expect(gone.may.take?.code).toBe("intakes.take.cleared");
      const { agencyId } = officer;
      const opened = await house.database.transaction({ role: "owner" }, (db) =>
        house.secrets.keyring(db, String(agencyId), [one, two]),
      );
      expect(opened.open(one, "sealed:x")).toBeNull();
      await nightlyIntakes({ ...house, now: () => new Date("2026-08-31T10:00:00+08:00") }).work();
      expect((await say(officer, intakeOperations.get, { id: two })).intake.contactName).toBe(typed.contactName);
      await nightlyIntakes({ ...house, now: () => new Date("2026-09-02T10:00:00+08:00") }).work();
      expect((await say(officer, intakeOperations.get, { id: two })).intake.clearedOn).toBe("2026-09-02");
    }));

  test("指标：收到几份、办理几份、按期承接几份，点开就是那些来件；搁置后又承接的改计，此前截至的数不变", () =>
    onStage(stage, async (house, say) => {
      const { officer, performance } = stage.jia.people;
      const { submit } = await openForm(say);
      await submit();
      await submit({ companyName: "示例另一企业" });
      await submit({ companyName: "示例第三企业" });
      const { rows } = await say(officer, intakeOperations.list, {});
      const [one = "", two = ""] = rows.map(({ id }) => id);
      const figure = async (metric: string, params: Record<string, string> = {}, more: object = {}) =>
        (await say(officer, metricOperations.figure, { metric, year: 2026, params, ...more })).value;
      const aside = { reason: "unsuitable", note: "不在产业目录，已电话答复" } as const;
      await say(officer, intakeOperations.take, { id: one, version: 1, name: "示例储能基地" });
      await say(officer, intakeOperations.setAside, { id: two, version: 1, ...aside });
      const handled = async (params: Record<string, string>, more: object = {}) =>
        figure("intakes.handled", params, more);
      expect(await figure("intakes.received")).toBe("3");
      expect(await handled({})).toBe("2");
      expect(await handled({ outcome: "taken", timing: "inTime" })).toBe("1");
      const late = new Date("2026-03-20T10:00:00+08:00");
      const then = { ...house, now: () => late };
      await ask(then, served, officer, intakeOperations.take, { id: two, version: 2, name: "示例第二基地" });
      const [before, after] = [{ asOf: house.now().toISOString() }, { asOf: late.toISOString() }];
      expect([await handled({}, before), await handled({}, after)]).toEqual(["2", "2"]);
      expect(await handled({ outcome: "taken", timing: "late" }, after)).toBe("1");
      expect([await handled({ outcome: "aside" }, before), await handled({ outcome: "aside" }, after)]).toEqual([
        "1",
        "0",
      ]);
      const received = { metric: "intakes.received", year: 2026, params: {} };
      const behind = await say(officer, metricOperations.evidence, received);
      expect(behind.rows.map(({ name }) => name)).toEqual([typed.companyName, "示例另一企业", "示例第三企业"]);
      expect((await refusal(say(performance, metricOperations.figure, received))).code).toBe("metrics.missing");
    }));

  test("链接：换发的、猜的、别的机构的都说没有这份表单；关闭的、收满的、重复的各有说法", () =>
    onStage(stage, async (_house, say) => {
      const { head } = stage.jia.people;
      const { id, agency, token, submit } = await openForm(say, { dailyLimit: 2 });
      const knock = (at: string, by: string) =>
        refusal(say(nobody, intakeDoorOperations.form, { agency: at, token: by }));
      const told = await Promise.all([knock(agency, "x".repeat(43)), knock("yi", token), knock("nowhere", token)]);
      expect(new Set(told.map(({ code, message, kind }) => `${kind} ${code} ${message}`)).size).toBe(1);
      await submit({}, "a".repeat(43));
      expect((await refusal(submit({}, "a".repeat(43)))).code).toBe("intakes.door.twice");
      expect((await refusal(submit({ isConsented: false }))).code).toBe("intakes.door.consent");
      await submit();
      expect((await refusal(submit())).code).toBe("intakes.door.full");
      await say(head, intakeLinkOperations.close, { id, version: 1 });
      expect((await refusal(submit())).code).toBe("intakes.door.closed");
      await say(head, intakeLinkOperations.reopen, { id, version: 2 });
      const anew = await say(head, intakeLinkOperations.relink, { id, version: 3 });
      expect((await knock(agency, token)).code).toBe("intakes.link");
      const fresh = anew.link.split("/").at(-1) ?? "";
      expect((await say(nobody, intakeDoorOperations.form, { agency, token: fresh })).title).toBe(form.title);
      const { rows } = await say(head, intakeLinkOperations.list, {});
      expect(rows.map(({ received, taken }) => [received, taken])).toEqual([[2, 0]]);
    }));

  test("门：纯网页，不用脚本；填错的、太快的都把填过的还回来；不显示别人填过什么", () =>
    onStage(stage, async (house, say) => {
      const { link } = await openForm(say);
      const door = await openTestDoor({ house, folder: stage.folder });
      openLeadDoor(door.app, house);
      await door.app.ready();
      const blank = await door.app.inject({ method: "GET", url: link });
      expect([blank.statusCode, blank.body.includes("<script")]).toEqual([200, false]);
      expect(String(blank.headers["content-security-policy"])).toContain("default-src 'none'");
      const slip = /name="slip" value="([^"]+)"/.exec(blank.body)?.[1] ?? "";
      const send = (fields: Record<string, string>, more: object = {}) =>
        door.app.inject({
          method: "POST",
          url: link,
          headers: { "content-type": "application/x-www-form-urlencoded", ...more },
          payload: new URLSearchParams({ slip, isConsented: "yes", ...fields }).toString(),
        });
      const said = { companyName: "示例“引号”企业", brief: "建设生产基地", contactName: "示例", phone: "1390000" };
      const wrong = await send({ ...said, amount: "五千", phone: "电话" });
      expect(wrong.body).toContain('value="示例“引号”企业"');
      expect(wrong.body).toContain("联系电话应为数字");
      expect(wrong.body).toContain("计划投资额应为金额");
      const trapped = await send({ ...said, website: "http://spam.example" });
      expect(trapped.body).toContain("像是自动填写的");
      expect((await send(said, { "sec-fetch-site": "cross-site" })).statusCode).toBe(403);
      const right = await send({ ...said, amount: "5000" });
      expect(right.body).toContain("1 个工作日内与您联系");
      expect(right.body).not.toContain("引号");
      expect((await send(said)).body).toContain("已经提交过");
      const { rows } = await say(stage.jia.people.officer, intakeOperations.list, {});
      expect(rows.map(({ amount }) => amount)).toEqual(["50000000.00"]);
      let last = await send(said);
      for (let times = 0; times < 12 && last.statusCode !== 429; times++) last = await send(said);
      expect(last.statusCode).toBe(429);
      expect(last.body).toContain("再次提交");
      expect(last.body).toContain("示例“引号”企业");
      const long = await send({ ...said, brief: "长".repeat(40_000) });
      expect([413, 429]).toContain(long.statusCode);
      await door.app.close();
    }));
});
