import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { perform } from "#kit/server/serve.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { companyOperations, contactOperations } from "../contract.ts";
import { moveAffiliations } from "./actions.ts";
import { contactBookOperations } from "./contract.ts";
import { phoneIn, whyNotConsent } from "./rules.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );

async function known(say: Say) {
  const { officer } = stage.jia.people;
  const enter = async (name: string) => (await say(officer, companyOperations.create, { name })).id;
  const companyId = await enter("示例云帆科技有限公司");
  const next = await enter("示例远山数据有限公司");
  const contact = await say(officer, contactOperations.create, {
    companyId,
    name: "王明",
    position: "总经理",
    phone: "138-0000-1111",
    role: "decisionMaker",
  });
  return { companyId, next, id: contact.id };
}

describe("同意的规则", () => {
  const given = {
    consent: "given",
    consentOn: "2026-03-01",
    consentHow: "当面签署",
    consentEvidence: "同意书 1 号",
  } as const;
  test.each<[string, object, string | null]>([
    ["齐全", {}, null],
    ["未取得不问别的", { consent: "none", consentOn: null, consentHow: "" }, null],
    ["没有日期", { consentOn: null }, "contacts.consent.date"],
    ["日期在以后", { consentOn: "2026-04-01" }, "contacts.consent.future"],
    ["没写方式", { consentHow: "" }, "contacts.consent.how"],
    ["书面同意没有凭据", { consentEvidence: "" }, "contacts.consent.evidence"],
    ["口头同意不要凭据", { consent: "oral", consentEvidence: "" }, null],
  ])("%s", (_, changed, code) => {
    expect(whyNotConsent({ ...given, ...changed }, "2026-03-05")?.code ?? null).toBe(code);
  });
  test.each([
    ["138 0000 1111", "13800001111"],
    ["010-55551234", "01055551234"],
    ["王明", null],
    ["2023", null],
  ])("“%s”当作电话是 %s", (text, phone) => expect(phoneIn(text)).toBe(phone));
});

describe("客商", () => {
  test("按姓名、拼音、企业、整个电话都找得到；无权看电话的人按电话找不到", () =>
    onStage(stage, async (_house, say) => {
      const { officer, finance } = stage.jia.people;
      await known(say);
      for (const search of ["王明", "wang", "云帆", "yfkj", "13800001111"]) {
        const { rows } = await say(officer, contactBookOperations.list, { search });
        expect([search, rows.map(({ name, phone }) => [name, phone])]).toEqual([search, [["王明", "138****1111"]]]);
      }
      expect((await say(finance, contactBookOperations.list, { search: "13800001111" })).total).toBe(0);
      expect((await say(officer, contactBookOperations.list, { role: "investor" })).total).toBe(0);
    }));

  test("撤回同意：电话不再显示，也不能查看、修改；重新同意后恢复", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id } = await known(say);
      const withdrawn = { consent: "withdrawn", consentOn: "2026-03-05", consentHow: "来电要求" } as const;
      const after = await say(officer, contactBookOperations.consent, { id, version: 1, ...withdrawn });
      expect([after.phone, after.consent]).toEqual([null, "withdrawn"]);
      expect((await refusal(say(officer, contactOperations.reveal, { id }))).code).toBe("contacts.reveal.withdrawn");
      const changing = say(officer, contactOperations.update, { id, version: 2, changes: { phone: "13800002222" } });
      expect((await refusal(changing)).code).toBe("contacts.update.withdrawn");
      await say(officer, contactBookOperations.consent, {
        id,
        version: 2,
        consent: "oral",
        consentOn: "2026-03-05",
        consentHow: "电话告知",
      });
      expect((await say(officer, contactOperations.reveal, { id })).phone).toBe("138-0000-1111");
    }));

  test("调任、兼任、离任：现职与经历都在，两家企业的时间线都看得到；合并企业时随去", () =>
    onStage(stage, async (house, say) => {
      const { officer } = stage.jia.people;
      const { id, companyId, next } = await known(say);
      const moved = { id, version: 1, companyId: next, position: "董事长", fromOn: "2026-02-01" };
      await say(officer, contactBookOperations.transfer, moved);
      const post = { contactId: id, companyId, position: "顾问", fromOn: "2026-02-01" };
      const tie = await say(officer, contactBookOperations.affiliate, post);
      await say(officer, contactBookOperations.leave, { id: tie.id, version: 1, toOn: "2026-03-01" });
      const page = await say(officer, contactBookOperations.get, { id });
      expect(page.contact).toMatchObject({ companyName: "示例远山数据有限公司", position: "董事长" });
      expect(page.affiliations.map(({ position, toOn }) => [position, toOn])).toEqual([
        ["总经理", "2026-02-01"],
        ["顾问", "2026-03-01"],
      ]);
      const { timeline } = await say(officer, companyOperations.get, { id: companyId });
      expect(timeline.rows.map(({ title }) => title)).toEqual(
        expect.arrayContaining(["王明调任示例远山数据有限公司", "王明任顾问", "王明离任"]),
      );
      const as = { role: "app", agencyId: stage.jia.id } as const;
      const operation = companyOperations.update;
      const moving = { as, agencyId: stage.jia.id, actor: officer, operation };
      const { answer } = await perform(house, moving, (ctx) => moveAffiliations(ctx, companyId, next));
      expect(answer).toHaveLength(2);
      const early = { id: tie.id, version: 2, toOn: "2020-01-01" };
      expect((await refusal(say(officer, contactBookOperations.leave, early))).code).toBe("contacts.post.order");
    }));
});
