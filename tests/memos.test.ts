import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Actor } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { files } from "#kit/server/tables.ts";
import { submit } from "./support/approvals.ts";
import { readBytes } from "./support/docx.ts";
import { onStage, openStage, type Stage } from "./support/people.ts";
import { asOwner } from "./support/planted.ts";
import { approvalOperations } from "#records/approvals/contract.ts";
import { decidingOperations as deciding } from "#records/approvals/deciding/contract.ts";
import { memoOperations } from "#records/approvals/memos/contract.ts";

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

/** A stored file of that person's, without its content. */
async function uploaded(house: House, { agencyId, accountId }: Actor, name: string) {
  const id = newId();
  const file = { digest: "0".repeat(64), type: "text", size: 12, class: "internal" } as const;
  const uploadedAt = house.now().toISOString();
  await asOwner(house, (db) =>
    db.insert(files).values({ ...file, agencyId: String(agencyId), id, name, accountId, uploadedAt }),
  );
  return id;
}

describe("请示", () => {
  test("附件只收自己上传的；名称和大小以存着的为准，重复的只留一份", () =>
    onStage(stage, async (house, say) => {
      const { officer, other } = stage.jia.people;
      const [own, foreign] = [await uploaded(house, officer, "方案.txt"), await uploaded(house, other, "别人的.txt")];
      const told = (id: string) => ({ id, name: "改过的名字.exe", size: 1 });
      const wanted = { title: "示例请示", body: "正文" };
      const stolen = say(officer, memoOperations.submit, { ...wanted, files: [told(foreign)] });
      expect((await refusal(stolen)).kind).toBe("missing");
      const memo = await say(officer, memoOperations.submit, { ...wanted, files: [told(own), told(own)] });
      expect(memo.files).toEqual([{ id: own, name: "方案.txt", size: 12 }]);
      const { file } = await say(officer, approvalOperations.get, { id: String(memo.approvalId) });
      expect(file.files).toEqual(memo.files);
    }));

  test("在审和办结的不能改；退回的只有拟稿人能改，旧版本上的改动按字段发现冲突", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const { id, memo, version, now } = await submit(say, officer);
      const change = (actor: Actor, body: string, from: number) =>
        say(actor, memoOperations.update, { id: memo.id, version: from, changes: { body } });
      expect((await refusal(change(officer, "改", memo.version))).message).toMatch(/请示审批中，退回或撤回后才能修改/);
      await say(chief, deciding.returnTo, { id, version, opinion: "请补充" });
      const { memo: back } = await say(officer, memoOperations.get, { id: memo.id });
      expect((await refusal(change(head, "替他改", back.version))).kind).toBe("missing");
      await change(officer, "第一次改", back.version);
      expect((await refusal(change(officer, "又一次改", back.version))).code).toBe("memo.conflict");
      const sent = await say(officer, deciding.resubmit, { id, version: (await now()).version });
      await say(chief, deciding.approve, { id, version: sent.version });
      const { memo: done, may } = await say(officer, memoOperations.get, { id: memo.id });
      expect((await refusal(change(officer, "改", done.version))).message).toMatch(/已同意/);
      expect([may.update?.code, may.resend?.code]).toEqual(["memos.update.state", "memos.resend.state"]);
    }));

  test("金额不能是负数，正文不能空着", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const wrong = say(officer, memoOperations.submit, { title: "示例", body: " ", amount: "-5" });
      const { fields } = await refusal(wrong);
      expect(fields.map(({ message }) => message)).toEqual(["请填写正文", "请示金额不能是负数"]);
    }));

  test("签报单是一份 Word 文件：事项、金额大写、正文和每一条意见都读得回来", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const { id, memo, version, now } = await submit(say, officer, "60000");
      await say(chief, deciding.approve, { id, version, opinion: "比选充分" });
      await say(head, deciding.approve, { id, version: (await now()).version, opinion: "同意，抓紧办理。" });
      const { name, content } = await say(officer, memoOperations.sheet, { id: memo.id });
      expect(name).toBe("签报单 关于采购展台搭建服务的请示.docx");
      const { blocks } = await readBytes(Buffer.from(content, "base64"));
      const words = JSON.stringify(blocks);
      for (const said of ["签报单", "陆万元整", "拟采购展台搭建服务", "同意。比选充分", "同意，抓紧办理。", "一科长"])
        expect(words).toContain(said);
      expect(blocks.flatMap((block) => (block.kind === "table" ? [block.rows.length] : []))).toEqual([3, 3]);
    }));
});
