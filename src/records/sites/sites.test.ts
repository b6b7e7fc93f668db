import fc from "fast-check";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import type { Sent } from "#kit/base/operation.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { asOwner } from "#tests/support/planted.ts";
import { siteOperations } from "./contract.ts";
import { mapOperations } from "./mapping/contract.ts";
import { matchOperations } from "./matching/contract.ts";
import { occupationOperations } from "./occupations/contract.ts";

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

type New = Sent<typeof siteOperations.create>;
const officer = () => stage.jia.people.officer;
const make = (say: Say, more: Partial<New> & { name: string; kind: New["kind"] }) =>
  say(officer(), siteOperations.create, more);
const hall = (say: Say, more: Partial<New> = {}) =>
  make(say, { kind: "factorySpace", name: "示例一号厂房", area: 5000, ceilingHeight: 8, rent: "22", ...more });
const lease = { kind: "leased", userName: "示例精密公司", fromOn: "2026-03-01" } as const;

describe("空间入库", () => {
  test("园区、楼栋、楼层一层套一层；楼栋换园区，里面的跟着走", () =>
    onStage(stage, async (_house, say) => {
      const [one, two] = [
        await make(say, { kind: "park", name: "东园" }),
        await make(say, { kind: "park", name: "西园" }),
      ];
      const building = await make(say, { kind: "building", name: "A 栋", parentId: one.id });
      const floor = await make(say, { kind: "officeSpace", name: "A 栋 3 层", parentId: building.id, area: 1200 });
      expect(floor.parkId).toBe(one.id);
      await say(officer(), siteOperations.update, { id: building.id, version: 1, changes: { parentId: two.id } });
      const page = await say(officer(), siteOperations.get, { id: floor.id });
      expect(page.parents.map(({ name }) => name)).toEqual(["西园", "A 栋"]);
      expect((await say(officer(), siteOperations.get, { id: two.id })).holds).toMatchObject([
        { kind: "building", count: 1 },
        { kind: "officeSpace", count: 1, area: 1200, freeArea: 1200 },
      ]);
    }));

  test("按名称、拼音首字母和编号找得到；编号不能用两次", () =>
    onStage(stage, async (_house, say) => {
      const { id } = await hall(say, { code: "CF-001" });
      for (const search of ["一号", "slyhcf", "CF-0"])
        expect((await say(officer(), siteOperations.list, { search })).rows[0]?.id).toBe(id);
      expect((await refusal(hall(say, { code: "CF-001" }))).code).toBe("sites.code.taken");
    }));

  test("经纬度写反、范围线看不懂，都说在字段旁", () =>
    onStage(stage, async (_house, say) => {
      const wrong = await refusal(hall(say, { longitude: 40.1, latitude: 116.3, outline: "116.1,39.9" }));
      expect(wrong.fields.map(({ path }) => path).sort()).toEqual(["latitude", "longitude", "outline"]);
      expect(wrong.fields[0]?.message).toContain("写反");
    }));

  test("只能交给自己办理范围内的人；全机构都看得到，别的机构看不到", () =>
    onStage(stage, async (_house, say) => {
      const { other } = stage.jia.people;
      expect((await refusal(hall(say, { officerId: other.personId }))).code).toBe("sites.officer.scope");
      const { id } = await hall(say);
      expect((await say(other, siteOperations.get, { id })).may.update?.code).toBe("sites.scope");
      expect((await refusal(say(other, siteOperations.update, { id, version: 1, changes: { note: "x" } }))).kind).toBe(
        "missing",
      );
      expect((await say(stage.yi.people.head, siteOperations.list, {})).total).toBe(0);
    }));

  test("筛选：空闲面积、租金、层高、产业、状态", () =>
    onStage(stage, async (_house, say) => {
      await hall(say, { industries: ["C"] });
      await hall(say, { name: "示例二号厂房", area: 800, ceilingHeight: 5, rent: "30" });
      await make(say, { kind: "landPlot", name: "东一地块", area: 86.5, landPrice: "320000" });
      const names = async (filter: Sent<typeof siteOperations.list>) =>
        (await say(officer(), siteOperations.list, { ...filter, sort: "name" })).rows.map(({ name }) => name);
      expect(await names({ freeFrom: 1000 })).toEqual(["示例一号厂房"]);
      expect(await names({ kind: "factorySpace", freeTo: 1000 })).toEqual(["示例二号厂房"]);
      expect(await names({ rentTo: "25" })).toEqual(["示例一号厂房"]);
      expect(await names({ heightFrom: 6 })).toEqual(["示例一号厂房"]);
      expect(await names({ industry: "C" })).toEqual(["示例一号厂房"]);
      expect(await names({ landPriceTo: "400000" })).toEqual(["东一地块"]);
      expect(await names({ state: "leased" })).toEqual([]);
    }));
});

describe("占用与腾退", () => {
  test("占一部分仍可招商，占满变为已出租，腾退又空出来；时间线和状态都记着", () =>
    onStage(stage, async (_house, say) => {
      const { id } = await hall(say);
      const part = await say(officer(), occupationOperations.occupy, { ...lease, siteId: id, area: 2000 });
      const now = async () => (await say(officer(), siteOperations.get, { id })).site;
      expect(await now()).toMatchObject({ state: "free", takenArea: 2000, freeArea: 3000 });
      await say(officer(), occupationOperations.occupy, { ...lease, siteId: id, area: 3000 });
      expect(await now()).toMatchObject({ state: "leased", freeArea: 0 });
      expect((await refusal(say(officer(), occupationOperations.occupy, { ...lease, siteId: id, area: 1 }))).code).toBe(
        "sites.occupy.full",
      );
      await say(officer(), occupationOperations.vacate, {
        id: part.id,
        version: 1,
        endedOn: "2026-03-05",
        reason: "租约到期",
      });
      expect(await now()).toMatchObject({ state: "free", takenArea: 3000, freeArea: 2000 });
      const page = await say(officer(), siteOperations.get, { id });
      expect(page.statuses.map(({ state }) => state)).toEqual(["free", "leased", "free"]);
      expect(page.timeline.rows.map(({ title }) => title)).toEqual([
        "腾退 2,000 ㎡：示例精密公司：租约到期",
        "入库",
        "出租 3,000 ㎡：示例精密公司",
        "出租 2,000 ㎡：示例精密公司",
      ]);
    }));

  test("作废如同没有登记过；腾退过的不能再办", () =>
    onStage(stage, async (_house, say) => {
      const { id } = await hall(say);
      const wrong = await say(officer(), occupationOperations.occupy, { ...lease, siteId: id, area: 5000 });
      await say(officer(), occupationOperations.void, { id: wrong.id, version: 1, reason: "登错了厂房" });
      const page = await say(officer(), siteOperations.get, { id });
      expect(page.site).toMatchObject({ state: "free", freeArea: 5000 });
      expect(page.occupations).toMatchObject([{ isVoided: true }]);
      const again = await refusal(
        say(officer(), occupationOperations.vacate, { id: wrong.id, version: 2, endedOn: "2026-03-05", reason: "x" }),
      );
      expect(again.code).toBe("sites.vacate.voided");
    }));

  test("两人同时要同一片，只有一人办成", () =>
    onStage(stage, async (_house, say) => {
      const { id } = await hall(say);
      const take = (who: typeof stage.jia.people.officer) =>
        say(who, occupationOperations.occupy, { ...lease, siteId: id, area: 3000 }).then(
          () => "办成",
          (error: Failure) => error.code,
        );
      const outcomes = await Promise.all([take(officer()), take(stage.jia.people.colleague)]);
      expect(outcomes.toSorted()).toEqual(["sites.occupy.over", "办成"]);
    }));

  test("企业库里的企业占用，写企业名称；并入别家的企业不能选", () =>
    onStage(stage, async (_house, say) => {
      const { id } = await hall(say);
      const company = await say(officer(), companyOperations.create, { name: "示例云帆科技有限公司" });
      await say(officer(), occupationOperations.occupy, {
        kind: "leased",
        siteId: id,
        area: 100,
        companyId: company.id,
        fromOn: "2026-03-01",
      });
      const page = await say(officer(), siteOperations.get, { id });
      expect(page.occupations).toMatchObject([
        { userName: "示例云帆科技有限公司", companyPage: `companies/${company.id}` },
      ]);
    }));

  test("怎么办都不会占过头；各笔变动之和总等于现状", async () => {
    const act = fc.record({
      does: fc.constantFrom("occupy", "occupy", "vacate", "void", "area", "move"),
      area: fc.integer({ min: 1, max: 600_000 }).map((cents) => cents / 100),
      state: fc.constantFrom("free", "negotiating", "toClear", "building"),
      which: fc.nat({ max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), (acts) =>
        onStage(stage, async (house, say) => {
          const { id } = await hall(say, { leastArea: null });
          const held: { id: string; version: number }[] = [];
          for (const { does, area, state, which } of acts) {
            const version = (await say(officer(), siteOperations.get, { id })).site.version;
            const one = held[which % Math.max(held.length, 1)];
            const today = "2026-03-05";
            const done =
              does === "occupy"
                ? say(officer(), occupationOperations.occupy, { ...lease, siteId: id, area }).then(
                    (made) => void held.push({ ...made, version: 1 }),
                  )
                : does === "area"
                  ? say(officer(), siteOperations.update, { id, version, changes: { area } })
                  : does === "move"
                    ? say(officer(), siteOperations.move, { id, version, state, happenedOn: today, reason: "试" })
                    : !one
                      ? Promise.resolve()
                      : does === "vacate"
                        ? say(officer(), occupationOperations.vacate, { ...one, endedOn: today, reason: "试" })
                        : say(officer(), occupationOperations.void, { ...one, reason: "试" });
            await done.catch((error: unknown) => {
              if (!(error instanceof Failure)) throw error;
            });
          }
          const { rows } = await asOwner(house, (db) =>
            db.execute<{ held: string; facts: string; open: string }>(sql`select
              concat(case when state = 'building' then 0 else area end::numeric(14,2), ' ', free_hundredths) as held,
              (select concat(sum(total)::numeric(14,2), ' ', (sum(free) * 100)::bigint) from site_movement m where m.site_id = site.id) as facts,
              taken_area = (select coalesce(sum(o.area), 0) from site_occupation o where o.site_id = site.id
                and o.ended_on is null and o.voided_at is null) and taken_area <= area as open
              from site where id = ${id}`),
          );
          expect(rows).toMatchObject([{ open: true, facts: rows[0]?.held }]);
        }),
      ),
      { numRuns: 12, seed: 20260305 },
    );
  }, 120_000);
});

describe("状态与存量", () => {
  test("变更状态：有发生日期和说明；占着的不能退出；有在册空间的园区不能退出", () =>
    onStage(stage, async (_house, say) => {
      const park = await make(say, { kind: "park", name: "东园" });
      const { id } = await hall(say, { parentId: park.id });
      const move = (site: string, version: number, state: "withdrawn" | "negotiating", happenedOn = "2026-03-05") =>
        say(officer(), siteOperations.move, { id: site, version, state, happenedOn, reason: "示例原因" });
      expect((await refusal(move(park.id, 1, "withdrawn"))).code).toBe("sites.move.holds");
      expect((await refusal(move(id, 1, "negotiating", "2026-03-06"))).code).toBe("sites.happenedOn.future");
      await say(officer(), occupationOperations.occupy, { ...lease, siteId: id, area: 10 });
      expect((await refusal(move(id, 2, "withdrawn"))).code).toBe("sites.move.taken");
      const after = await move(id, 2, "negotiating");
      expect([after.state, after.stateSince]).toEqual(["negotiating", "2026-03-05"]);
      expect(
        (await refusal(say(officer(), siteOperations.update, { id, version: 1, changes: { area: 5 } }))).code,
      ).toBe("sites.area.taken");
    }));
});

describe("匹配与地图", () => {
  test("列出的加上未列出的正好是全部空闲的；未列出的说因为什么", () =>
    onStage(stage, async (_house, say) => {
      await hall(say);
      await hall(say, { name: "矮的", ceilingHeight: 4 });
      await hall(say, { name: "小的", area: 300 });
      const full = await hall(say, { name: "满的" });
      await say(officer(), occupationOperations.occupy, { ...lease, siteId: full.id, area: 5000 });
      const found = await say(officer(), matchOperations.match, {
        need: { kind: "factorySpace", areaFrom: 2000, ceilingHeight: 7, priceTo: "20" },
      });
      expect(found.matches.map(({ site }) => site.name)).toEqual(["示例一号厂房"]);
      expect(found.left.map(({ criterion, count, examples }) => [criterion, count, examples[0]?.name])).toEqual(
        expect.arrayContaining([
          ["area", 1, "小的"],
          ["ceilingHeight", 1, "矮的"],
        ]),
      );
      expect(found.total).toBe(
        found.matches.length + found.more + found.left.reduce((sum, { count }) => sum + count, 0),
      );
      expect(found.matches[0]?.marks.map(({ criterion, verdict }) => [criterion, verdict])).toEqual([
        ["area", "met"],
        ["ceilingHeight", "met"],
        ["price", "near"],
      ]);
    }));

  test("地图与列表同一个筛选；没有坐标的也数得出来", () =>
    onStage(stage, async (_house, say) => {
      await hall(say, { longitude: 90.5, latitude: 40.2 });
      await hall(say, { name: "没坐标的" });
      await make(say, { kind: "landPlot", name: "只有范围线", outline: "90.1,40.1\n90.2,40.1\n90.2,40.2\n90.1,40.2" });
      const map = await say(officer(), mapOperations.map, {});
      expect([map.sites.length, map.unplaced, map.tiles]).toEqual([2, 1, null]);
      expect(map.sites.find(({ name }) => name === "只有范围线")?.at).toEqual([90.15, 40.15]);
      expect((await say(officer(), mapOperations.map, { kind: "landPlot" })).sites).toHaveLength(1);
    }));
});
