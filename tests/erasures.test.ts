import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { readDocument } from "#kit/documents/reading/read.ts";
import { accounts, persons } from "#records/people/tables.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { contactBookOperations } from "#records/directory/contacts/contract.ts";
import { companyOperations, contactOperations } from "#records/directory/contract.ts";
import { draftOperations } from "#records/workspace/contract.ts";
import { historyOperations } from "#records/workspace/history/contract.ts";
import type { House } from "#kit/server/serve.ts";
import { outpostOperations } from "#records/intermediaries/outposts/contract.ts";
import { onStage, openStage, type Post, type Say, type Stage } from "./support/people.ts";
import { asOwner } from "./support/planted.ts";
import { accountOperations } from "#records/people/contract.ts";
import { erasureOperations, formerOperations } from "#records/people/erasures/contract.ts";

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
const application = {
  applicant: "self",
  appliedOn: "2026-03-04",
  document: "信访〔2026〕12号",
  reason: "本人要求不再留存",
} as const;
const opinion = "申请属实，同意";

const secret = { name: "示例欧阳明月", position: "示例董事长", phone: "13900001234", email: "ouyang@example.com" };

async function contacted(say: Say) {
  const { officer } = stage.jia.people;
  const company = await say(officer, companyOperations.create, { name: "示例云帆有限公司" });
  const contact = await say(officer, contactOperations.create, { companyId: company.id, ...secret, note: "示例喜好" });
  await say(officer, contactOperations.update, { id: contact.id, version: 1, changes: { phone: "13900005678" } });
  const consent = {
    consent: "given",
    consentOn: "2026-03-01",
    consentHow: "示例当面",
    consentEvidence: "示例授权书",
  } as const;
  await say(officer, contactBookOperations.consent, { id: contact.id, version: 2, ...consent });
  const next = await say(officer, companyOperations.create, { name: "示例远山有限公司" });
  const post = { contactId: contact.id, companyId: next.id, position: "示例独立董事" };
  const tie = await say(officer, contactBookOperations.affiliate, post);
  await say(officer, contactBookOperations.leave, { id: tie.id, version: 1, toOn: "2026-03-02" });
  const form = `contacts.update:${contact.id}`;
  await say(officer, draftOperations.save, { form, values: { name: secret.name } });
  return { company, contact };
}

/** Every text of the whole database, key table aside: what is not in it is nowhere. */
async function everything(house: House): Promise<string> {
  return asOwner(house, async (db) => {
    const { rows } = await db.execute<{ name: string }>(
      sql`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
    );
    const texts: string[] = [];
    for (const { name } of rows) {
      const answer = await db.execute<{ text: string }>(
        sql.raw(`select coalesce(jsonb_agg(to_jsonb(t))::text, '') as text from "${name}" t`),
      );
      texts.push(answer.rows[0]?.text ?? "");
    }
    return texts.join("\n");
  });
}

describe("个人信息删除", () => {
  test("联系人：登记、另一人确认后，全库各处都没有其姓名与联系方式，留痕链仍完整", () =>
    onStage(stage, async (house, say) => {
      const { officer, security, audit } = stage.jia.people;
      const { company, contact } = await contacted(say);
      const { id, code, label } = await say(officer, contactOperations.requestErasure, {
        id: contact.id,
        ...application,
      });
      expect([code, label]).toEqual(["S2026-0001", "示例云帆有限公司 的联系人"]);
      const page = await say(security, erasureOperations.get, { id });
      expect([page.name, page.may.confirm]).toEqual([secret.name, null]);
      expect((await say(audit, erasureOperations.get, { id })).name).toBeNull();
      expect(await everything(house)).toContain(secret.name);

      await say(security, erasureOperations.confirm, { id, version: 1, opinion });
      const text = await everything(house);
      for (const each of [
        "欧阳明月",
        "示例董事长",
        "13900001234",
        "13900005678",
        "ouyang",
        "示例喜好",
        "ou yang",
        "oymy",
        "示例当面",
        "示例授权书",
        "示例独立董事",
      ])
        expect([each, text.includes(each)]).toEqual([each, false]);
      const after = await say(officer, companyOperations.get, { id: company.id });
      expect(after.contacts).toEqual([]);
      expect(after.timeline.rows.map(({ title }) => title)).toEqual([
        "应书面申请删除一位联系人的个人信息",
        "一位联系人的个人信息同意改为“已同意”",
        "修改联系人",
        "新增联系人",
        "入库",
      ]);
      // That there was a consent, and when, is what the agency has to prove; it says nothing about whose it was.
      const kept = new Set(["companyId", "consent", "consentOn"]);
      const history = await say(audit, historyOperations.list, { subjectId: contact.id });
      const told = history.rows.flatMap(({ changes }) => changes.filter(({ field }) => !kept.has(field)));
      expect(new Set(told.map(({ withheld }) => withheld))).toEqual(new Set(["class", "erased"]));
      expect((await say(security, erasureOperations.get, { id })).name).toBe("已删除");
      expect((await asOwner(house, (db) => verifyChain(db, stage.jia.id))).problems).toEqual([]);
    }));

  test("受理人自己不能确认；同一人的申请不重复受理；驳回后什么也不变，可以再登记", () =>
    onStage(stage, async (_house, say) => {
      const { head, security, officer } = stage.jia.people;
      const { contact } = await contacted(say);
      const { id } = await say(head, contactOperations.requestErasure, { id: contact.id, ...application });
      expect((await refusal(say(head, erasureOperations.confirm, { id, version: 1, opinion }))).code).toBe(
        "erasures.decide.self",
      );
      const again = { id: contact.id, ...application };
      expect((await refusal(say(officer, contactOperations.requestErasure, again))).code).toBe("erasures.pending");
      await say(security, erasureOperations.reject, { id, version: 1, opinion: "申请人身份未核实" });
      expect((await refusal(say(security, erasureOperations.confirm, { id, version: 2, opinion }))).code).toBe(
        "erasures.decide.rejected",
      );
      expect((await say(officer, contactOperations.reveal, { id: contact.id })).phone).toBe("13900005678");
      const next = await say(officer, contactOperations.requestErasure, again);
      expect(next.code).toBe("S2026-0002");
      const late = { ...again, appliedOn: "2026-03-06" };
      expect((await refusal(say(officer, contactOperations.requestErasure, late))).code).toBe("erasures.future");
    }));

  test("看不到企业的人不能登记；只见自己登记的，安全管理员与主任见全部", () =>
    onStage(stage, async (_house, say) => {
      const { officer, other, head, security, colleague } = stage.jia.people;
      const { contact } = await contacted(say);
      const sent = { id: contact.id, ...application };
      expect((await refusal(say(other, contactOperations.requestErasure, sent))).kind).toBe("missing");
      await say(officer, contactOperations.requestErasure, sent);
      const seen = async (post: Post) => (await say(stage.jia.people[post], erasureOperations.list, {})).total;
      expect([await seen("officer"), await seen("colleague"), await seen("head"), await seen("security")]).toEqual([
        1, 0, 1, 1,
      ]);
      for (const actor of [colleague, officer])
        expect((await refusal(say(actor, erasureOperations.confirm, { id: sent.id, version: 1, opinion }))).kind).toBe(
          "forbidden",
        );
      expect(head.grants.get("erasures.confirm")).toBe("agency");
      expect(security.grants.get("erasures.confirm")).toBe("agency");
    }));

  test("离职人员：在岗的、名下还有事项的不删；删除后姓名与登录名都不在，谁办的仍可按账号查", () =>
    onStage(stage, async (house, say) => {
      const { system, security, audit, head } = stage.jia.people;
      const { id: account } = await say(system, accountOperations.create, {
        login: "jia-leaver",
        name: "示例欧阳明月",
        roles: ["officer"],
      });
      const sent = { id: account, ...application };
      expect((await refusal(say(system, formerOperations.requestErasure, sent))).code).toBe("erasures.inForce");
      const [person] = await asOwner(house, (db) => db.select().from(persons).where(eq(persons.name, "示例欧阳明月")));
      const station = { kind: "station", name: "示例外派站", place: "示例市", fromOn: "2025-01-01" } as const;
      const { id: outpost } = await say(head, outpostOperations.create, station);
      const post = { id: outpost, personId: String(person?.id), task: "驻点招商", fromOn: "2026-03-01" };
      const { id: member } = await say(head, outpostOperations.post, post);
      await say(head, outpostOperations.recall, { id: member, version: 1, toOn: "2026-03-03" });
      await say(system, accountOperations.disable, { id: account, version: 1, reason: "离职" });
      const company = await say(head, companyOperations.create, { name: "示例甲", officerId: String(person?.id) });
      expect((await refusal(say(system, formerOperations.requestErasure, sent))).code).toBe("erasures.holding");
      await say(head, companyOperations.update, { id: company.id, version: 1, changes: { officerId: head.personId } });
      const { id } = await say(system, formerOperations.requestErasure, sent);
      await say(security, erasureOperations.confirm, { id, version: 1, opinion });
      const text = await everything(house);
      expect([text.includes("欧阳明月"), text.includes("jia-leaver")]).toEqual([false, false]);
      const { members } = await say(head, outpostOperations.get, { id: outpost });
      expect(members).toMatchObject([{ name: "已删除", task: "驻点招商", toOn: "2026-03-03" }]);
      const [left] = await asOwner(house, (db) => db.select().from(accounts).where(eq(accounts.id, account)));
      expect([left?.name, left?.state]).toEqual(["已删除", "disabled"]);
      const history = await say(audit, historyOperations.list, { subjectId: account });
      expect(history.rows.map(({ action }) => action).sort()).toEqual([
        "accounts.create",
        "accounts.disable",
        "erasures.confirm",
      ]);
      expect((await asOwner(house, (db) => verifyChain(db, stage.jia.id))).problems).toEqual([]);
    }));

  test("回执只在删除后有，写明依据，不写被删除的人是谁", () =>
    onStage(stage, async (_house, say) => {
      const { officer, head } = stage.jia.people;
      const { contact } = await contacted(say);
      const { id } = await say(officer, contactOperations.requestErasure, { id: contact.id, ...application });
      expect((await refusal(say(officer, erasureOperations.receipt, { id }))).code).toBe("erasures.receipt.state");
      await say(head, erasureOperations.confirm, { id, version: 1, opinion });
      const { name, content } = await say(officer, erasureOperations.receipt, { id });
      const { document } = await readDocument(Buffer.from(content, "base64"), name);
      const text = JSON.stringify(document);
      for (const said of ["个人信息删除回执", "S2026-0001", "第四十七条", "信访〔2026〕12号", "一科专员", "主任"])
        expect(text).toContain(said);
      expect(text).not.toContain("欧阳明月");
    }));
});
