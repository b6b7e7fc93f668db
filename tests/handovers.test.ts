import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { served } from "#app/house.ts";
import { Failure } from "#kit/base/errors.ts";
import { readDocument } from "#kit/documents/reading/read.ts";
import type { Actor } from "#kit/server/context.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { histories } from "#kit/server/tables.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { companyOperations, contactOperations } from "#records/directory/contract.ts";
import { importBatches } from "#records/workspace/imports/tables.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { onStage, openStage, type Post, type Say, type Stage } from "./support/people.ts";
import { asOwner } from "./support/planted.ts";
import { accountOperations } from "#records/people/contract.ts";
import { handoverOperations, holdingOperations } from "#records/people/handovers/contract.ts";

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
const person = (post: Post) => String(stage.jia.people[post].personId);
const people = (): Record<Post, Actor> => stage.jia.people;

/** Two companies of the officer, one with a contact; a list to the colleague of the same division. */
async function prepared(say: Say, witness: Post | null = null, receiver: Post = "colleague") {
  const { officer } = people();
  const first = await say(officer, companyOperations.create, { name: "示例云帆有限公司", tags: ["unicorn"] });
  const second = await say(officer, companyOperations.create, { name: "示例远山有限公司" });
  await say(officer, contactOperations.create, { companyId: first.id, name: "示例联系人" });
  const handover = await say(officer, handoverOperations.create, {
    giverId: person("officer"),
    receiverId: person(receiver),
    witnessId: witness && person(witness),
    reason: "轮岗",
  });
  return { first, second, handover };
}

const ownerOf = async (say: Say, id: string) =>
  (await say(people().head, companyOperations.get, { id })).company.officerName;

describe("轮岗交接", () => {
  test("拟稿列出名下企业与联系人数；依次签字后一并移交，时间线与留痕都有", () =>
    onStage(stage, async (house, say) => {
      const { officer, colleague, chief } = people();
      const { first, second, handover } = await prepared(say, "chief");
      expect([handover.code, handover.itemCount, handover.state]).toEqual(["J2026-0001", 2, "draft"]);
      const page = await say(colleague, handoverOperations.get, { id: handover.id });
      expect(page.items.map(({ title, note }) => `${title}：${note}`)).toEqual([
        "示例远山有限公司：联系人 0 人",
        "示例云帆有限公司：联系人 1 人",
      ]);
      expect(page.may.sign?.code).toBe("handovers.sign.turn");

      const signs = [officer, colleague, chief];
      const states: string[] = [];
      for (const [at, actor] of signs.entries())
        states.push((await say(actor, handoverOperations.sign, { id: handover.id, version: at + 1 })).state);
      expect(states).toEqual(["given", "received", "done"]);
      expect([await ownerOf(say, first.id), await ownerOf(say, second.id)]).toEqual(["一科同事", "一科同事"]);
      const { timeline } = await say(colleague, companyOperations.get, { id: first.id });
      expect(timeline.rows[0]).toMatchObject({ title: "轮岗交接，责任专员变更", link: `handovers/${handover.id}` });
      const changed = await asOwner(house, (db) =>
        db
          .select({ changes: histories.changes })
          .from(histories)
          .where(and(eq(histories.subjectId, second.id), eq(histories.action, "handovers.sign"))),
      );
      expect(changed[0]?.changes).toContainEqual({
        field: "officerId",
        before: person("officer"),
        after: person("colleague"),
      });
      const done = await say(officer, handoverOperations.get, { id: handover.id });
      expect(done.timeline.rows.map(({ title }) => title)).toEqual([
        "监交人签字，交接完成",
        "接收人签字",
        "移交人签字",
        "拟稿",
      ]);
      expect((await asOwner(house, (db) => verifyChain(db, stage.jia.id))).problems).toEqual([]);
    }));

  test("勾掉的不移交；签字后不能再改勾选", () =>
    onStage(stage, async (_house, say) => {
      const { officer, colleague } = people();
      const { first, second, handover } = await prepared(say);
      const { id } = handover;
      const chosen = await say(officer, handoverOperations.choose, { id, version: 1, leftOut: [second.id] });
      expect(chosen.itemCount).toBe(1);
      await say(officer, handoverOperations.sign, { id, version: 2 });
      expect((await refusal(say(officer, handoverOperations.choose, { id, version: 3, leftOut: [] }))).code).toBe(
        "handovers.choose.state",
      );
      await say(colleague, handoverOperations.sign, { id, version: 3 });
      expect([await ownerOf(say, first.id), await ownerOf(say, second.id)]).toEqual(["一科同事", "一科专员"]);
    }));

  test("其间有变化：一项也不移交，说出是哪几项；更新清单、重新签字后才办成", () =>
    onStage(stage, async (_house, say) => {
      const { officer, colleague, head } = people();
      const { first, second, handover } = await prepared(say);
      const { id } = handover;
      await say(officer, handoverOperations.sign, { id, version: 1 });
      await say(officer, companyOperations.update, { id: first.id, version: 1, changes: { note: "补记" } });
      await say(head, companyOperations.update, { id: second.id, version: 1, changes: { officerId: person("chief") } });
      const told = await refusal(say(colleague, handoverOperations.sign, { id, version: 2 }));
      expect([told.code, told.message]).toEqual([
        "handovers.changed",
        "清单拟好后有变化：“示例远山有限公司”已由他人负责；“示例云帆有限公司”已被修改。没有移交任何一项，请先“更新清单”，再重新签字",
      ]);
      expect(await ownerOf(say, first.id)).toBe("一科专员");
      const renewed = await say(colleague, handoverOperations.renew, { id, version: 2 });
      expect([renewed.state, renewed.itemCount]).toEqual(["draft", 1]);
      const { signatures } = await say(officer, handoverOperations.get, { id });
      expect(signatures.every(({ signedAt }) => signedAt === null)).toBe(true);
      await say(officer, handoverOperations.sign, { id, version: 3 });
      await say(colleague, handoverOperations.sign, { id, version: 4 });
      expect([await ownerOf(say, first.id), await ownerOf(say, second.id)]).toEqual(["一科同事", "一科长"]);
    }));

  test("跨科室须有监交人；本人、管理员、停用的人不能接收；只能为管理范围内的人拟办", () =>
    onStage(stage, async (_house, say) => {
      const { officer, colleague, chief, head, system } = people();
      await say(officer, companyOperations.create, { name: "示例云帆有限公司" });
      const draft = { giverId: person("officer"), receiverId: person("colleague"), reason: "轮岗" };
      const code = async (actor: Actor, changed: object) =>
        (await refusal(say(actor, handoverOperations.create, { ...draft, ...changed }))).code;
      expect(await code(officer, { receiverId: person("other") })).toBe("handovers.crossing");
      expect(await code(officer, { receiverId: person("officer") })).toBe("handovers.same");
      expect(await code(officer, { receiverId: person("security"), witnessId: person("chief") })).toBe(
        "handovers.administrator",
      );
      expect(await code(officer, { witnessId: person("colleague") })).toBe("handovers.witness");
      expect(await code(colleague, {})).toBe("handovers.scope");
      expect(await code(chief, { giverId: person("finance"), receiverId: person("head") })).toBe("handovers.scope");
      expect(await code(head, { giverId: person("finance"), receiverId: person("head") })).toBe("handovers.empty");
      await say(system, accountOperations.disable, {
        id: String(colleague.accountId),
        version: 1,
        reason: "离职",
      });
      expect(await code(officer, {})).toBe("handovers.absent");
    }));

  test("人已停用：账号页说还有什么在名下；主任代为签字，清单写明代签", () =>
    onStage(stage, async (_house, say) => {
      const { officer, colleague, chief, head, system } = people();
      const { handover } = await prepared(say);
      const { id } = handover;
      const account = String(officer.accountId);
      await say(system, accountOperations.disable, { id: account, version: 1, reason: "离职" });
      const { kinds } = await say(system, holdingOperations.holdings, { id: account });
      expect(kinds).toEqual([{ kind: "company", title: "责任企业", count: 2 }]);
      expect((await refusal(say(chief, handoverOperations.sign, { id, version: 1 }))).code).toBe("handovers.sign.gone");
      await say(head, handoverOperations.sign, { id, version: 1 });
      await say(colleague, handoverOperations.sign, { id, version: 2 });
      const { signatures } = await say(head, handoverOperations.get, { id });
      expect(signatures.map(({ name, signedBy }) => [name, signedBy])).toEqual([
        ["一科专员", "主任"],
        ["一科同事", null],
      ]);
      const { content, name } = await say(head, handoverOperations.print, { id });
      const { document } = await readDocument(Buffer.from(content, "base64"), name);
      const text = JSON.stringify(document.blocks);
      expect(name).toBe("工作交接清单 J2026-0001.docx");
      for (const said of ["工作交接清单", "示例云帆有限公司", "一科专员（主任 代签）", "2026年3月5日", "手写签名"])
        expect(text).toContain(said);
      expect((await say(system, holdingOperations.holdings, { id: account })).kinds).toEqual([]);
    }));

  test("此前日期的指标仍记在原专员名下，佐证与数都不变", () =>
    onStage(stage, async (house, say) => {
      const { officer, colleague, head } = people();
      const { handover } = await prepared(say);
      const tagged = { metric: "companies.tagged", year: 2026, params: { tag: "unicorn" } };
      const figure = await say(head, metricOperations.figure, tagged);
      await say(officer, handoverOperations.sign, { id: handover.id, version: 1 });
      await say(colleague, handoverOperations.sign, { id: handover.id, version: 2 });
      expect((await say(head, metricOperations.figure, tagged)).value).toBe(figure.value);
      expect((await say(officer, metricOperations.evidence, tagged)).rows).toHaveLength(1);
      const later: House = { ...house, now: () => new Date("2026-03-09T09:30:00+08:00") };
      const asOf = { ...tagged, asOf: "2026-03-05T23:59:59+08:00" };
      const then = await ask(later, served, head, metricOperations.figure, asOf);
      expect(then.value).toBe(figure.value);
    }));

  test("待确认的导入随人移交，接收人接着办", () =>
    onStage(stage, async (house, say) => {
      const { officer, colleague } = people();
      const at = house.now().toISOString();
      const batch = {
        agencyId: stage.jia.id,
        id: stage.yi.id,
        kind: "companies",
        fileId: stage.yi.id,
        fileName: "名单.csv",
        accountId: String(officer.accountId),
        state: "previewed" as const,
        sheets: [],
        options: { onMatch: "update", onBlank: "keep", moneyUnit: "yuan", onAside: "leave" } as const,
        counts: { create: 1, update: 0, same: 0, error: 0, warned: 0, aside: 0 },
        createdAt: at,
      };
      await asOwner(house, (db) => db.insert(importBatches).values(batch));
      const { handover } = await prepared(say);
      expect(handover.itemCount).toBe(3);
      await say(officer, handoverOperations.sign, { id: handover.id, version: 1 });
      await say(colleague, handoverOperations.sign, { id: handover.id, version: 2 });
      const [moved] = await asOwner(house, (db) =>
        db.select().from(importBatches).where(eq(importBatches.agencyId, stage.jia.id)),
      );
      expect([moved?.accountId, moved?.version]).toEqual([colleague.accountId, 2]);
    }));

  test("作废后不能再签，编号接着往下排；旁人看不到", () =>
    onStage(stage, async (_house, say) => {
      const { officer, colleague, other } = people();
      const { handover } = await prepared(say);
      const { id } = handover;
      expect((await refusal(say(other, handoverOperations.get, { id }))).kind).toBe("missing");
      await say(colleague, handoverOperations.cancel, { id, version: 1, reason: "另有安排" });
      expect((await refusal(say(officer, handoverOperations.sign, { id, version: 2 }))).message).toContain("已作废");
      const again = await say(officer, handoverOperations.create, {
        giverId: person("officer"),
        receiverId: person("colleague"),
        reason: "轮岗",
      });
      expect(again.code).toBe("J2026-0002");
      expect((await say(colleague, handoverOperations.list, { state: "draft" })).total).toBe(1);
    }));
});
