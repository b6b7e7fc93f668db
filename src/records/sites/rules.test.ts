import { describe, expect, test } from "vitest";
import {
  areaText,
  missingOf,
  openStates,
  stateAfter,
  stateWord,
  whyNotArea,
  whyNotIn,
  whyNotMoveTo,
  whyNotOccupy,
  whyNotOn,
  whyNotShrink,
} from "./rules.ts";
import { type SiteKind, type SiteState, siteStates } from "./words.ts";

const space = { kind: "factorySpace", state: "free", takenArea: 0 } as const;
const room = { kind: "factorySpace", area: 5000, takenArea: 2000, isDivisible: true, leastArea: 500 } as const;

describe("放在哪里", () => {
  test.each<[SiteKind, SiteKind | null, string | null]>([
    ["park", null, null],
    ["park", "park", "园区不在别的空间里，请空着"],
    ["building", "park", null],
    ["building", "building", "楼栋只能放在园区里，请另选"],
    ["factorySpace", "building", null],
    ["factorySpace", null, null],
    ["officeSpace", "landPlot", "办公空间只能放在楼栋或园区里，请另选"],
    ["landPlot", "park", null],
    ["landPlot", "building", "地块只能放在园区里，请另选"],
  ])("%s 在 %s", (kind, parent, says) => {
    expect(whyNotIn(kind, parent && { kind: parent, state: "free" })?.message ?? null).toBe(says);
  });

  test("退出的园区不再收", () =>
    expect(whyNotIn("building", { kind: "park", state: "withdrawn" })?.code).toBe("sites.parent.withdrawn"));
});

describe("状态", () => {
  test("占满而来的状态，要先腾退", () => {
    for (const state of ["leased", "transferred", "reserved", "selfUsed"] as const)
      expect(whyNotMoveTo({ ...space, state, takenArea: 5000 }, "free")?.message).toContain("先登记腾退");
  });

  test("有人占着的不能退出、转在建、转待清理；可以转洽谈", () => {
    const taken = { ...space, takenArea: 200 };
    for (const to of ["withdrawn", "building", "toClear"] as const)
      expect(whyNotMoveTo(taken, to)?.message).toContain("还有 200 ㎡被占用");
    expect(whyNotMoveTo(taken, "negotiating")).toBeNull();
  });

  test("园区只有在册、在建、退出", () => {
    expect(openStates({ kind: "park", state: "free", takenArea: 0 })).toEqual(["building", "withdrawn"]);
    expect(stateWord({ kind: "park", state: "free" })).toBe("在册");
    expect(stateWord({ kind: "landPlot", state: "free" })).toBe("可招商");
  });

  test("发生日期不在将来，也不早于现状的开始", () => {
    const days = { since: "2024-03-01", today: "2024-06-01" };
    expect(whyNotOn("2024-06-02", days)?.code).toBe("sites.happenedOn.future");
    expect(whyNotOn("2024-02-29", days)?.code).toBe("sites.happenedOn.early");
    expect(whyNotOn("2024-03-01", days)).toBeNull();
  });

  test("占满了就是占得最多的那一种；空出来又可招商", () => {
    const whole = { area: 5000, takenArea: 5000 };
    const shares = [
      { kind: "reserved", area: 2000 },
      { kind: "leased", area: 3000 },
    ] as const;
    expect(stateAfter({ ...whole, state: "free" }, shares)).toBe("leased");
    expect(stateAfter({ area: 5000, takenArea: 3000, state: "leased" }, shares)).toBe("free");
    expect(stateAfter({ area: 5000, takenArea: 3000, state: "negotiating" }, shares)).toBe("negotiating");
    expect(stateAfter({ area: null, takenArea: 0, state: "free" }, [])).toBe("free");
  });
});

describe("占用", () => {
  test.each<[string, SiteKind, SiteState, string | null]>([
    ["园区本身不占", "park", "free", "sites.occupy.kind"],
    ["可招商的", "factorySpace", "free", null],
    ["洽谈中的", "landPlot", "negotiating", null],
    ["已占满的", "factorySpace", "leased", "sites.occupy.full"],
    ["在建的", "factorySpace", "building", "sites.occupy.state"],
  ])("%s", (_, kind, state, code) => expect(whyNotOccupy({ kind, state })?.code ?? null).toBe(code));

  test.each<[string, object, number, string | null]>([
    ["分一部分", {}, 1000, null],
    ["剩下的全要", {}, 3000, null],
    ["超过剩下的", {}, 3000.01, "只剩 3,000 ㎡，不够 3,000.01 ㎡"],
    ["不到起租", {}, 400, "最少要 500 ㎡起"],
    ["不分割的要一部分", { isDivisible: false }, 1000, "只能整体占用 3,000 ㎡"],
    ["不分割的全要", { isDivisible: false }, 3000, null],
    ["没填面积", { area: null }, 1, "还没有填写面积"],
  ])("%s", (_, change, wanted, says) => {
    const said = whyNotArea({ ...room, ...change }, wanted)?.message ?? "可以";
    expect(said).toContain(says ?? "可以");
  });

  test("面积不能改得比已占用的小；小数不会累出误差", () => {
    expect(whyNotShrink(room, 1999.99)?.code).toBe("sites.area.taken");
    expect(whyNotShrink(room, 2000)).toBeNull();
    expect(whyNotArea({ ...room, area: 0.3, takenArea: 0.1, leastArea: null }, 0.2)).toBeNull();
  });
});

test("面积按种类带单位；还差什么按种类问", () => {
  expect([areaText("landPlot", 86.5), areaText("officeSpace", 1200)]).toEqual(["86.5 亩", "1,200 ㎡"]);
  const bare = { area: null, region: null, longitude: null, rent: null, landPrice: null, officerId: null };
  const empty = { ...bare, ceilingHeight: null, floorLoad: null, powerCapacity: null };
  expect(missingOf({ kind: "landPlot", ...empty }).map(({ field }) => field)).toContain("landPrice");
  expect(missingOf({ kind: "officeSpace", ...empty }).map(({ field }) => field)).not.toContain("landPrice");
  expect(Object.keys(siteStates)).toHaveLength(9);
});
