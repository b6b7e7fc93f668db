import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyChain } from "#kit/server/verify.ts";
import { accountOperations } from "#records/people/contract.ts";
import { divisionOperations } from "#records/people/divisions/contract.ts";
import { staffOperations } from "#records/people/staff/contract.ts";
import { refusal } from "#tests/support/session.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { importOperations } from "../imports/contract.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 180_000);
afterAll(() => shop.close());

const system = () => shop.jia.people.system;
const preview = (kind: string, ...rows: string[][]) => shop.preview(system(), `${kind}.csv`, csvOf(...rows), {}, kind);
const commit = async (batch: { id: string; version: number }) => {
  await shop.say(system(), importOperations.commit, { id: batch.id, version: batch.version });
  return shop.settled(system(), batch.id);
};
const revert = async (id: string) => {
  await shop.say(system(), importOperations.revert, { id, reason: "传错了" });
  return shop.settled(system(), id);
};
const problemsOf = async (batchId: string) =>
  (await shop.say(system(), importOperations.rows, { batchId, outcome: "error", limit: 100 })).rows.map(
    ({ number, problems }) => [number, problems.map(({ message }) => message).join("；")],
  );
const tree = async () =>
  (await shop.say(system(), divisionOperations.tree, {})).map(({ name, depth }) => `${depth}${name}`);

const head = ["姓名", "科室", "人员性质", "身份证号", "角色", "登录名"];

test("科室表：下级可以写在上级之前，互为上级的一行退回；撤销后一个不剩", async () => {
  const batch = await preview(
    "divisions",
    ["处室", "上级处室", "成立时间"],
    ["招商一组", "招商处", "2020年3月1日"],
    ["招商处", "", ""],
    ["甲组", "乙组", ""],
    ["乙组", "甲组", ""],
    ["办公室", "", ""],
    ["丙组", "没有的处", ""],
  );
  expect(batch.counts).toMatchObject({ create: 2, same: 1, error: 3 });
  const problems = await problemsOf(batch.id);
  expect(problems.map(([number]) => number)).toEqual([4, 5, 7]);
  expect(problems[0]?.[1]).toContain("上级科室“乙组”那一行有误");
  expect(problems[1]?.[1]).toContain("不能反过来做它的上级");
  expect(problems[2]?.[1]).toContain("没有叫“没有的处”的科室");
  const before = await tree();
  expect((await commit(batch)).state).toBe("committed");
  expect(await tree()).toEqual(expect.arrayContaining(["0招商处", "1招商一组"]));
  expect((await revert(batch.id)).state).toBe("reverted");
  expect(await tree()).toEqual(before);
});

test("三十人，两行有误：其余登记、开号、授角色；撤销后登录名也空出来，同一张表还能再导", async () => {
  const people = Array.from({ length: 28 }, (_, index) => [
    `示例${"赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华"[index]}`,
    index % 2 ? "项目一科" : "办公室",
    index % 3 ? "事业编" : "编外",
    index === 0 ? "11010519491231002X" : "",
    index % 4 === 0 ? "" : "招商专员",
    "",
  ]);
  const rows = [
    head,
    ...people,
    ["坏一", "没有的科", "事业", "", "招商专员", ""],
    ["坏二", "办公室", "事业", "", "系统管理员、招商专员", ""],
  ];
  const batch = await preview("persons", ...rows);
  expect(batch.counts).toMatchObject({ create: 28, error: 2 });
  const problems = await problemsOf(batch.id);
  expect(problems).toEqual([
    [30, "没有叫“没有的科”的科室，请先在科室页新增，或先导入科室"],
    [31, "“系统管理员”不能与其他角色由同一人担任，请只保留一个"],
  ]);
  const done = await commit(batch);
  expect(done.state).toBe("committed");
  const invited = await shop.say(system(), accountOperations.list, { state: "invited", limit: 100 });
  expect(invited.total).toBe(21);
  expect(invited.rows.find(({ name }) => name === "示例钱")).toMatchObject({
    login: "shiliqian",
    roleTitles: "招商专员",
    divisionName: "项目一科",
  });
  const { rows: found } = await shop.say(system(), staffOperations.roster, { search: "示例赵" });
  const page = await shop.say(system(), staffOperations.get, { id: String(found[0]?.id) });
  expect([page.person.idNumber, page.services[0]?.staffKind, page.accounts]).toEqual([
    "1101************2X",
    "contracted",
    [],
  ]);
  const slips = await shop.say(system(), accountOperations.invite, {
    ids: invited.rows.map(({ id }) => id),
    reason: "新机构",
  });
  expect(slips).toHaveLength(21);

  expect((await revert(batch.id)).state).toBe("reverted");
  expect((await shop.say(system(), accountOperations.list, { state: "invited" })).total).toBe(0);
  expect((await shop.say(system(), staffOperations.roster, { search: "示例赵" })).total).toBe(0);
  const again = await preview("persons", ...rows);
  expect(again.counts).toMatchObject({ create: 28, error: 2 });
  expect((await commit(again)).state).toBe("committed");
  expect(await shop.database.transaction({ role: "owner" }, (db) => verifyChain(db, shop.jia.id))).toMatchObject({});
}, 60_000);

test("在册的不重登：只开账号，或提示已有；同一证件号、同名同科两行、已用的登录名都退回", async () => {
  const batch = await preview(
    "persons",
    head,
    ["一科专员", "项目一科", "", "", "招商专员", ""],
    ["新来甲", "办公室", "事业", "110105194912310021", "", ""],
    ["新来乙", "办公室", "事业", "11010519491231002X", "", ""],
    ["新来丙", "办公室", "事业", "", "招商专员", "yi-head"],
    ["新来丁", "办公室", "事业", "", "", ""],
    ["新来丁", "办公室", "事业", "", "", ""],
    ["新来戊", "", "", "", "", ""],
    ["新来己", "办公室", "事业", "", "", "x-only-login"],
  );
  const told = Object.fromEntries(await problemsOf(batch.id));
  expect(told[3]).toContain("校验码不对");
  expect(told[4]).toContain("在册的是示例赵");
  expect(told[5]).toContain("登录名“yi-head”已被使用");
  expect(told[7]).toBe("与第 6 行是同一人，请合并成一行");
  expect(told[8]).toContain("请填写科室或人员类别");
  expect(told[9]).toContain("请同时写角色");
  expect(batch.counts.same).toBeGreaterThan(0);
});

test("没有系统管理员权限的人导不进人员", async () => {
  const fileId = await shop.upload(shop.jia.people.officer, "人员.csv", csvOf(head));
  const refused = await refusal(shop.say(shop.jia.people.officer, importOperations.start, { kind: "persons", fileId }));
  expect(refused.code).toBe("imports.permission");
});
