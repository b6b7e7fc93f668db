import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { projectOperations } from "../contract.ts";
import { signingOperations } from "../signings/contract.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

const head = () => shop.jia.people.head;
const preview = (rows: string[][]) => shop.preview(head(), "项目台账.csv", csvOf(...rows), {}, "projects");
const commit = async (batch: { id: string; version: number }) => {
  await shop.say(head(), importOperations.commit, { id: batch.id, version: batch.version });
  return shop.settled(head(), batch.id);
};
const revert = async (id: string) => {
  await shop.say(head(), importOperations.revert, { id, reason: "传错了" });
  return shop.settled(head(), id);
};
const listed = (search: string) => shop.say(head(), projectOperations.list, { search, sort: "name", limit: 50 });
const problemsOf = async (batchId: string) =>
  (await shop.say(head(), importOperations.rows, { batchId, outcome: "error", limit: 100 })).rows.map(({ problems }) =>
    problems.map(({ message }) => message).join("；"),
  );

const titles = [
  "序号",
  "项目名称",
  "投资企业",
  "统一社会信用代码",
  "项目类别",
  "总投资（亿元）",
  "签约金额（万元）",
  "对接时间",
  "洽谈时间",
  "签约时间",
  "注册时间",
  "开工时间",
  "项目进度",
];
const above = [["示例甲区招商项目台账"], ["", "填报单位：示例"]];

describe("项目台账导入", () => {
  const code = makeCreditCode({ region: "990101", body: "MA0KTXYA" });

  test("带阶段入库，企业按代码挂上，协议额成一份正式协议；有误的说清；撤销后名单、签约与阶段都没有", async () => {
    await shop.say(head(), companyOperations.create, { name: "示例台账储能公司", creditCode: code });
    const batch = await preview([
      ...above,
      titles,
      [
        "1",
        "台账一号",
        "示例储能",
        code,
        "制造业",
        "１２.５",
        "118000",
        "2023.3.1",
        "2023年3月20日",
        "2023-06-01",
        "",
        "",
        "已签约",
      ],
      [
        "2",
        "台账二号",
        "示例总部公司",
        "",
        "总部经济",
        "8000万元",
        "",
        "2023-02-01",
        "2023-02-10",
        "2023-03-01",
        "2023-04-01",
        "",
        "",
      ],
      ["3", "台账三号", "示例材料公司", "", "制造业", "3", "", "2023-05-01", "", "", "", "", "在谈"],
      ["4", "台账四号", "示例电子公司", "", "制造业", "2", "", "2023-05-01", "2023-06-01", "2023-05-20", "", "", ""],
      ["5", "台账五号", "示例物流公司", "", "总部经济", "2", "", "2023-05-01", "2023-06-01", "", "", "2023-07-01", ""],
      [
        "6",
        "台账六号",
        "示例机械公司",
        "",
        "制造业",
        "2",
        "20000000000",
        "2023-05-01",
        "2023-05-02",
        "2023-05-20",
        "",
        "",
        "",
      ],
      ["7", "台账七号", "示例机械公司", "", "制造业", "2", "", "2023-05-01", "2023-05-02", "", "", "", "已开工"],
      ["", "合计", "", "", "", "", "", "", "", "", "", "", ""],
    ]);
    expect(batch.counts).toMatchObject({ create: 3, error: 4, aside: 1 });
    expect(await problemsOf(batch.id)).toEqual([
      expect.stringMatching(/签约日期2023年5月20日早于在谈/),
      expect.stringMatching(/“非征地服务·总部”没有“开工”这个阶段/),
      expect.stringMatching(/协议投资额与计划总投资相差悬殊.*已核对/),
      expect.stringMatching(/当前阶段写的是开工，请填写开工日期/),
    ]);
    expect((await commit(batch)).state).toBe("committed");

    const { rows } = await listed("台账");
    expect(
      rows.map(({ name, stage, stageOn, totalInvestment, agreedInvestment, size }) => [
        name,
        stage,
        stageOn,
        totalInvestment,
        agreedInvestment,
        size,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ["台账一号", "signed", "2023-06-01", "1250000000.00", "1180000000.00", "second"],
        ["台账二号", "registered", "2023-04-01", "80000000.00", null, "below"],
        ["台账三号", "negotiating", "2023-05-01", "300000000.00", null, "fourth"],
      ]),
    );
    expect(rows.map((row) => row.code).toSorted()).toEqual(["P2023-0001", "P2023-0002", "P2023-0003"]);
    const first = rows.find(({ name }) => name === "台账一号");
    expect(first?.investorName).toBe("示例台账储能公司");
    const page = await shop.say(head(), projectOperations.get, { id: first?.id ?? "" });
    expect(page.rail.map(({ stage, fact }) => [stage, fact?.happenedOn, fact?.skipReason])).toEqual(
      expect.arrayContaining([
        ["lead", "2023-03-01", null],
        ["negotiating", "2023-03-20", null],
        ["approved", undefined, undefined],
        ["signed", "2023-06-01", "原台账没有记载"],
      ]),
    );
    const signings = await shop.say(head(), signingOperations.list, { projectId: first?.id ?? "" });
    expect(signings.rows).toMatchObject([{ kind: "formal", signedAmount: "1180000000.00" }]);
    expect((await listed("P2023-0002")).rows).toHaveLength(1);

    expect((await revert(batch.id)).state).toBe("reverted");
    expect((await listed("台账")).total).toBe(0);
    await expect(shop.say(head(), projectOperations.get, { id: first?.id ?? "" })).rejects.toThrow("项目不存在");
    const again = await preview([
      ...above,
      titles,
      ["1", "台账一号", "示例储能", code, "制造业", "12.5", "", "2023-03-01", "", "", "", "", ""],
    ]);
    expect(again.counts).toMatchObject({ create: 1 });
  }, 180_000);

  test("已在库的按编号更新：新阶段补上，日期不同的请去更正，金额差一万倍的要核对；撤销后恢复原样", async () => {
    const project = await shop.say(head(), projectOperations.create, {
      name: "续报项目",
      investorName: "示例续报公司",
      totalInvestment: "300000000",
      receivedOn: "2023-01-05",
    });
    const row = (total: string, talk: string) => [project.code, "续报项目", "示例续报公司", total, talk];
    const sheet = (total: string, talk: string) =>
      preview([["项目编号", "项目名称", "投资方", "总投资（万元）", "洽谈时间"], row(total, talk)]);
    expect((await sheet("30000", "")).counts).toMatchObject({ same: 1 });
    const wrong = await sheet("300000000", "2023-02-01");
    expect(await problemsOf(wrong.id)).toEqual([expect.stringMatching(/计划总投资原为.*已核对/)]);
    const batch = await sheet("300000000（已核对）", "2023-02-01");
    expect(batch.counts).toMatchObject({ update: 1 });
    await commit(batch);
    const page = () => shop.say(head(), projectOperations.get, { id: project.id });
    expect((await page()).project).toMatchObject({ stage: "negotiating", totalInvestment: "3000000000000.00" });
    expect(await problemsOf((await sheet("300000000", "2023-02-02")).id)).toEqual([expect.stringMatching(/更正/)]);
    await revert(batch.id);
    expect((await page()).project).toMatchObject({ stage: "lead", totalInvestment: "300000000.00" });
    expect((await page()).rail.filter(({ fact }) => fact !== null)).toHaveLength(1);
  }, 180_000);

  test("导入之后有人在项目上登记了事情，就不能整批撤销", async () => {
    const batch = await preview([
      ["项目名称", "投资方", "对接时间"],
      ["批示项目", "示例批示公司", "2023-01-05"],
    ]);
    await commit(batch);
    const [row] = (await listed("批示项目")).rows;
    await shop.sayAt(head(), "members.add", {
      projectId: row?.id,
      role: "expert",
      name: "示例专家",
      post: "",
      fromOn: "2023-02-01",
    });
    expect(await revert(batch.id)).toMatchObject({
      state: "committed",
      message: expect.stringMatching(/已被修改，不能撤销/),
    });
    expect((await listed("批示项目")).total).toBe(1);
  }, 180_000);

  test("几百行一次写入，一次撤销", async () => {
    const rows = Array.from({ length: 600 }, (_, i) => [
      `多行项目${i}`,
      `多行投资方${i % 70}`,
      String(1000 + i),
      "2023-01-05",
      "2023-02-01",
      "2023-03-01",
    ]);
    const batch = await preview([
      ["项目名称", "投资方", "总投资（万元）", "对接时间", "洽谈时间", "签约时间"],
      ...rows,
    ]);
    expect(batch.counts).toMatchObject({ create: 600, error: 0 });
    await commit(batch);
    expect((await listed("多行项目")).total).toBe(600);
    await revert(batch.id);
    expect((await listed("多行项目")).total).toBe(0);
  }, 180_000);
});
