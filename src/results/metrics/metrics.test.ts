import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { companyTaggings } from "#records/directory/tables.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { askOf, later, refusal } from "#tests/support/session.ts";
import { metricOperations } from "./contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const asked = { metric: "companies.tagged", year: 2026, params: { tag: "unicorn" } };
const minute = (minutes: number) => new Date(Date.parse("2026-03-05T09:30:00+08:00") + minutes * 60_000).toISOString();
const figure = async (say: Say, more: object = {}, actor: Actor = stage.jia.people.head) =>
  (await say(actor, metricOperations.figure, { ...asked, ...more })).value;

const tagged = (house: House, name: string, actor = stage.jia.people.officer) =>
  askOf(house, actor, companyOperations.create, { name, tags: ["unicorn"] });

describe("截至", () => {
  test("后来补录的、后来取消的，都不改变当时的答案", () =>
    onStage(stage, async (house, say) => {
      const first = await tagged(house, "示例一");
      await tagged(later(house, 10), "示例二");
      const day = later(house, 24 * 60);
      await askOf(day, stage.jia.people.officer, companyOperations.update, {
        id: first.id,
        version: 1,
        changes: { tags: [] },
      });
      const at = (minutes: number) => figure(say, { asOf: minute(minutes) });
      const answers = [
        await at(-1),
        await at(0),
        await at(9),
        await at(10),
        await at(1439),
        await at(1440),
        await at(5000),
      ];
      expect(answers).toEqual(["0", "1", "1", "2", "2", "1", "1"]);
      // Typed long after, dated long before: known from then on only.
      await askOf(later(house, 3000), stage.jia.people.officer, companyOperations.update, {
        id: first.id,
        version: 2,
        changes: { tags: ["unicorn"] },
      });
      await house.database.transaction({ role: "owner" }, (db) =>
        db
          .update(companyTaggings)
          .set({ happenedOn: "2026-01-15" })
          .where(eq(companyTaggings.typedAt, minute(3000))),
      );
      expect([
        await at(-1),
        await at(0),
        await at(9),
        await at(10),
        await at(1439),
        await at(1440),
        await at(2999),
        await at(3000),
      ]).toEqual(["0", "1", "1", "2", "2", "1", "1", "2"]);
      expect([
        await figure(say, { asOf: minute(3000), to: "2026-01-31" }),
        await figure(say, { asOf: minute(2999), to: "2026-01-31" }),
      ]).toEqual(["1", "0"]);
    }));

  test("同一企业同一标签取消又恢复，只计一家", () =>
    onStage(stage, async (house, say) => {
      const { id } = await tagged(house, "示例一");
      const { officer } = stage.jia.people;
      await askOf(house, officer, companyOperations.update, { id, version: 1, changes: { tags: [] } });
      expect(await figure(say)).toBe("0");
      await askOf(house, officer, companyOperations.update, {
        id,
        version: 2,
        changes: { tags: ["unicorn", "listed"] },
      });
      expect([await figure(say), await figure(say, { params: {} })]).toEqual(["1", "1"]);
    }));

  test("期间按发生日期，首尾两天都算；不同时区写的同一时刻是同一个答案", () =>
    onStage(stage, async (house, say) => {
      await tagged(house, "示例一");
      const within = (from: string, to: string) => figure(say, { from, to });
      expect([
        await within("2026-03-05", "2026-03-05"),
        await within("2026-03-06", "2026-12-31"),
        await within("2026-01-01", "2026-03-04"),
      ]).toEqual(["1", "0", "0"]);
      expect([
        await figure(say, { asOf: "2026-03-05T09:30:00+08:00" }),
        await figure(say, { asOf: "2026-03-05T01:30:00Z" }),
        await figure(say, { asOf: "2026-03-05T09:29:59+08:00" }),
      ]).toEqual(["1", "1", "0"]);
    }));
});

describe("佐证与合计相符", () => {
  test("看到的加上“另有”的就是全部；谁看都是同一个数，别机构不在内", () =>
    onStage(stage, async (house, say) => {
      const { head, officer, colleague, other } = stage.jia.people;
      for (const [number, actor] of [officer, officer, colleague, other].entries())
        await tagged(house, `示例${number}`, actor);
      await tagged(house, "别机构的", stage.yi.people.officer);
      for (const [actor, seen] of [
        [head, 4],
        [officer, 3],
        [other, 1],
      ] as const) {
        const { rows, total, value, hidden } = await say(actor, metricOperations.evidence, asked);
        expect([value, total, rows.length, hidden.count]).toEqual(["4", 4, seen, 4 - seen]);
        expect(await figure(say, {}, actor)).toBe("4");
        // A number of distinct companies cannot be taken apart.
        expect(hidden.value).toBeNull();
      }
      expect(await figure(say, {}, stage.yi.people.head)).toBe("1");
    }));

  test("分页走完佐证，不重不漏，每页的合计都一样", () =>
    onStage(stage, async (house, say) => {
      for (let each = 0; each < 7; each++) await tagged(house, `示例${each}`);
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await say(stage.jia.people.head, metricOperations.evidence, {
          ...asked,
          limit: 3,
          ...(after ? { after } : {}),
        });
        expect([page.total, page.value, page.hidden.count]).toEqual([7, "7", 0]);
        seen.push(...page.rows.map(({ id }) => id));
        after = page.next ?? undefined;
      } while (after);
      expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
    }));

  test("分组表的各格加起来就是总数，按月与按标签都是", () =>
    onStage(stage, async (house, say) => {
      await tagged(house, "示例一");
      await tagged(later(house, 40 * 24 * 60), "示例二");
      const table = async (by: string[], params = {}) =>
        (
          await askOf(later(house, 60 * 24 * 60), stage.jia.people.head, metricOperations.table, {
            ...asked,
            params,
            by,
          })
        ).cells;
      expect(await table(["month"])).toEqual([
        { keys: ["2026-03"], value: "1" },
        { keys: ["2026-04"], value: "1" },
      ]);
      expect(await table(["tag", "month"])).toEqual([
        { keys: ["unicorn", "2026-03"], value: "1" },
        { keys: ["unicorn", "2026-04"], value: "1" },
      ]);
      expect(await figure(say, { asOf: minute(60 * 24 * 60) })).toBe("2");
    }));
});

describe("问得不对", () => {
  test.each<[string, object, string, string]>([
    ["没有的指标", { metric: "companies.unknown" }, "missing", "metrics.missing"],
    ["没有的筛选项", { params: { color: "red" } }, "invalid", "metrics.params"],
    ["对象自带的名字不是筛选项", { params: { constructor: "x" } }, "invalid", "metrics.params"],
    ["起止颠倒", { from: "2026-12-31", to: "2026-01-01" }, "refused", "metrics.period"],
  ])("%s：说清原因", (_, more, kind, code) =>
    onStage(stage, async (_house, say) => {
      const failure = await refusal(figure(say, more));
      expect([failure.kind, failure.code]).toEqual([kind, code]);
    }),
  );

  test.each(["color", "constructor", "toString"])("不能按 %s 分组", (by) =>
    onStage(stage, async (_house, say) => {
      const failure = await refusal(say(stage.jia.people.head, metricOperations.table, { ...asked, by: [by] }));
      expect([failure.kind, failure.code]).toEqual(["invalid", "metrics.by"]);
    }),
  );
});
