import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { House } from "#kit/server/serve.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { refusal } from "#tests/support/session.ts";
import { personOperations } from "../contract.ts";
import { divisionOperations } from "../divisions/contract.ts";
import { establishmentOperations, postOperations } from "../establishments/contract.ts";
import { staffOperations } from "./contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
afterAll(() => stage.close());

const today = "2026-03-05";
const idNumber = "11010519491231002X";
const head = () => stage.jia.people.head;
const divisionsOf = async (say: Say) =>
  new Map((await say(head(), divisionOperations.list, {})).map((each) => [each.name, each]));
const enter = async (say: Say, more: Record<string, unknown> = {}) => {
  const office = (await divisionsOf(say)).get("办公室");
  return say(head(), staffOperations.create, {
    name: "示例张三",
    divisionId: office?.id ?? null,
    staffKind: "institution",
    fromOn: "2020-01-01",
    ...more,
  });
};
const pageOf = (say: Say, id: string) => say(head(), staffOperations.get, { id });

describe("人员", () => {
  test("登记、调岗、离开、到岗：任职经历前后相接，时间线说得清", () =>
    onStage(stage, async (_house, say) => {
      const first = (await divisionsOf(say)).get("项目一科");
      const { id } = await enter(say);
      const moved = await say(head(), staffOperations.move, {
        id,
        version: 1,
        divisionId: String(first?.id),
        staffKind: "institution",
        postId: null,
        fromOn: "2024-07-01",
        document: "示发〔2024〕3号",
      });
      expect([moved.divisionId, moved.version, moved.state]).toEqual([first?.id, 2, "serving"]);
      const left = { id, version: 2, leftOn: "2026-03-04", kind: "transferred", reason: "示发〔2026〕1号" } as const;
      expect((await say(head(), staffOperations.leave, left)).state).toBe("left");
      const back = { id, version: 3, divisionId: null, postId: null, staffKind: "contracted", fromOn: today } as const;
      expect((await say(head(), staffOperations.rejoin, back)).state).toBe("serving");
      const page = await pageOf(say, id);
      expect(
        page.services.map(({ divisionName, staffKind, fromOn, toOn }) => [divisionName, staffKind, fromOn, toOn]),
      ).toEqual([
        [null, "contracted", today, null],
        ["项目一科", "institution", "2024-07-01", "2026-03-04"],
        ["办公室", "institution", "2020-01-01", "2024-06-30"],
      ]);
      expect(page.timeline.rows.map(({ title }) => title)).toEqual(
        expect.arrayContaining([
          "登记人员",
          "任职：项目一科",
          "调出，最后在岗日 2026-03-04",
          `重新到岗，自 ${today} 起`,
        ]),
      );
    }));

  test("离开的人不再出现在选人的地方，科室人数随之减少", () =>
    onStage(stage, async (_house, say) => {
      const { id } = await enter(say);
      const before = (await divisionsOf(say)).get("办公室")?.headcount ?? 0;
      const left = { id, version: 1, leftOn: "2026-03-04", kind: "retired", reason: "到龄" } as const;
      await say(head(), staffOperations.leave, left);
      expect((await say(head(), personOperations.list, { search: "张三" })).length).toBe(0);
      expect((await divisionsOf(say)).get("办公室")?.headcount).toBe(before - 1);
    }));

  test("证件号加密存放、打码显示、查看留痕；同一个号不能登记两个人", () =>
    onStage(stage, async (house, say) => {
      const person = await enter(say, { idNumber });
      expect(person.idNumber).toBe("1101************2X");
      const twin = await refusal(enter(say, { name: "示例李四", idNumber: idNumber.toLowerCase() }));
      expect([twin.code, twin.fields[0]?.path]).toEqual(["persons.idNumber.taken", "idNumber"]);
      expect((await refusal(enter(say, { idNumber: "110105194912310021" }))).code).toBe("persons.idNumber");
      expect((await say(head(), staffOperations.reveal, { id: person.id })).idNumber).toBe(idNumber);
      expect((await say(stage.jia.people.officer, staffOperations.get, { id: person.id })).person.idNumber).toBeNull();
      const everywhere = await rowsWith(house, idNumber);
      expect(everywhere).toEqual([0, 0]);
    }));

  test("没到的日子、倒着的日子不收；别机构的人看不到", () =>
    onStage(stage, async (_house, say) => {
      expect((await refusal(enter(say, { fromOn: "2026-03-06" }))).code).toBe("persons.fromOn");
      expect((await refusal(enter(say, { divisionId: null, staffKind: null }))).code).toBe("persons.service");
      const { id } = await enter(say);
      const move = { id, version: 1, divisionId: null, staffKind: null, postId: null, fromOn: "2019-12-31" };
      expect((await refusal(say(head(), staffOperations.move, move))).message).toContain("应在这之后");
      expect((await refusal(say(stage.yi.people.head, staffOperations.get, { id }))).kind).toBe("missing");
    }));

  test("按拼音首字母找人", () =>
    onStage(stage, async (_house, say) => {
      const { id } = await enter(say);
      const { rows } = await say(head(), staffOperations.roster, { search: "slzs" });
      expect(rows.map((row) => row.id)).toEqual([id]);
    }));
});

async function rowsWith(house: House, text: string): Promise<number[]> {
  return house.database.transaction({ role: "owner" }, async (db) => {
    const counts = [];
    for (const table of [sql`person`, sql`history`]) {
      const { rows } = await db.execute<{ n: number }>(
        sql`select count(*)::int as n from ${table} t where to_jsonb(t)::text like ${`%${text}%`}`,
      );
      counts.push(rows[0]?.n ?? -1);
    }
    return counts;
  });
}

describe("科室", () => {
  test("科室树：移动、排序；自己与下级不能做上级", () =>
    onStage(stage, async (_house, say) => {
      const all = await divisionsOf(say);
      const [office, one, two] = ["办公室", "项目一科", "项目二科"].map((name) => all.get(name));
      const move = (of: typeof one, parentId: string | null, beforeId: string | null = null, version = 1) =>
        say(head(), divisionOperations.move, { id: String(of?.id), version, parentId, beforeId });
      await move(two, String(one?.id));
      const shown = () => say(head(), divisionOperations.tree, {});
      expect((await shown()).map(({ name, depth }) => `${depth}${name}`)).toEqual([
        "0办公室",
        "0项目一科",
        "1项目二科",
      ]);
      expect((await refusal(move(one, String(two?.id)))).message).toContain("不能反过来做它的上级");
      expect((await refusal(move(one, String(one?.id)))).message).toContain("不能做自己的上级");
      await move(one, null, String(office?.id));
      expect((await shown()).map(({ name }) => name)).toEqual(["项目一科", "项目二科", "办公室"]);
    }));

  test("有人、有下级的科室不能撤销，说出是谁；空了就能撤，还能恢复", () =>
    onStage(stage, async (_house, say) => {
      const one = (await divisionsOf(say)).get("项目一科");
      const close = (id: string, version = 1) =>
        say(head(), divisionOperations.close, { id, version, closedOn: today, reason: "机构改革" });
      const withPeople = await refusal(close(String(one?.id)));
      expect([withPeople.code, withPeople.message]).toEqual([
        "divisions.close.people",
        expect.stringContaining("一科专员"),
      ]);
      const empty = await say(head(), divisionOperations.create, { name: "三科", parentId: String(one?.id) });
      expect((await refusal(close(String(one?.id)))).message).toContain("三科");
      const { id } = await enter(say, { divisionId: empty.id });
      await say(head(), staffOperations.leave, {
        id,
        version: 1,
        leftOn: "2026-03-04",
        kind: "resigned",
        reason: "离职",
      });
      expect((await close(empty.id)).closedOn).toBe(today);
      expect((await divisionsOf(say)).has("三科")).toBe(false);
      expect((await refusal(enter(say, { divisionId: empty.id }))).code).toBe("divisions.closed");
      const again = { id: empty.id, version: 2, reason: "撤错了" };
      expect((await say(head(), divisionOperations.reopen, again)).closedOn).toBeNull();
    }));
});

describe("编制与岗位", () => {
  test("编制按批复日期、实有按任职，截至哪天就是哪天的数；登记错了作废再登", () =>
    onStage(stage, async (_house, say) => {
      const { id } = await enter(say);
      await enter(say, { name: "示例李四", staffKind: "contracted" });
      const approve = (number: number, approvedOn: string) =>
        say(head(), establishmentOperations.approve, {
          kind: "institution",
          number,
          approvedOn,
          document: "示编〔2020〕1号",
        });
      await approve(3, "2019-01-01");
      const wrong = await approve(99, "2021-01-01");
      await say(head(), staffOperations.leave, {
        id,
        version: 1,
        leftOn: "2025-12-31",
        kind: "retired",
        reason: "到龄",
      });
      const numbers = async (asOf: string) =>
        (await say(head(), establishmentOperations.summary, { asOf })).lines
          .filter(({ kind }) => kind === "institution" || kind === "contracted")
          .map(({ kind, number, actual }) => [kind, number, actual]);
      expect(await numbers("2018-12-31")).toEqual([["institution", null, 0]]);
      expect(await numbers("2025-12-31")).toEqual([
        ["institution", 99, 1],
        ["contracted", null, 1],
      ]);
      await say(head(), establishmentOperations.annul, { id: wrong.id, reason: "录错" });
      expect(await numbers("2026-01-01")).toEqual([
        ["institution", 3, 0],
        ["contracted", null, 1],
      ]);
      const { rows, total } = await say(head(), staffOperations.serving, {
        asOf: "2025-12-31",
        staffKind: "institution",
      });
      expect([total, rows.map(({ personName }) => personName)]).toEqual([1, ["示例张三"]]);
      const unknown = await say(head(), staffOperations.serving, { staffKind: "unknown", limit: 500 });
      expect(unknown.total).toBe(7);
      expect((await refusal(say(head(), establishmentOperations.annul, { id: wrong.id, reason: "再来" }))).kind).toBe(
        "refused",
      );
    }));

  test("有人的岗位不能撤销，撤销的岗位不能再派人", () =>
    onStage(stage, async (_house, say) => {
      const post = await say(head(), postOperations.create, { title: "会计", kind: "professional" });
      const { id } = await enter(say, { postId: post.id });
      const close = () => say(head(), postOperations.close, { id: post.id, version: 1, reason: "合并" });
      expect((await refusal(close())).message).toContain("示例张三");
      await say(head(), staffOperations.leave, {
        id,
        version: 1,
        leftOn: "2026-03-04",
        kind: "other",
        reason: "借调期满",
      });
      await close();
      expect((await refusal(enter(say, { postId: post.id }))).code).toBe("posts.closed");
    }));
});
