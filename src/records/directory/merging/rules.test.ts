import { describe, expect, test } from "vitest";
import { mergedCompany, openFields, sideOf, whyNotMerge, whyNotResult, whyNotUndo } from "./rules.ts";

const company = (more: object) => ({
  name: "示例甲",
  creditCode: null,
  industry: null,
  industryCode: null,
  registryState: null,
  region: null,
  address: "",
  registeredCapital: null,
  foundedOn: null,
  officerId: null,
  divisionId: null,
  note: "",
  formerNames: [],
  formerCodes: [],
  tags: [],
  ...more,
});
const survivor = company({
  creditCode: "A",
  address: "甲路",
  officerId: "p",
  divisionId: "d",
  formerNames: ["旧甲"],
  tags: ["unicorn"],
});
const merged = company({
  name: "示例乙",
  creditCode: "B",
  industry: "C",
  address: "乙路",
  tags: ["unicorn", "foreign"],
});

describe("合并后的样子", () => {
  test("只有一条有的取那一条；两条都有的，选了哪条取哪条，没选取留下的", () => {
    expect(openFields(survivor, merged)).toEqual(["name", "creditCode", "address"]);
    expect(sideOf("industry", survivor, merged, {})).toBe("merged");
    expect(sideOf("industry", survivor, merged, { industry: "survivor" })).toBe("merged");
    expect(sideOf("address", survivor, merged, {})).toBe("survivor");
    expect(sideOf("address", survivor, merged, { address: "merged" })).toBe("merged");
  });

  test("曾用名、标签并在一起；代码不同的，没取的那个成为曾用代码", () => {
    const kept = mergedCompany(survivor, merged, {});
    expect(kept.after).toMatchObject({ name: "示例甲", formerNames: ["旧甲", "示例乙"], industry: "C" });
    expect([kept.after.tags, kept.after.formerCodes, kept.codeLeft]).toEqual([["unicorn", "foreign"], ["B"], "B"]);
    const taken = mergedCompany(survivor, merged, { name: "merged", creditCode: "merged" });
    expect(taken.after).toMatchObject({ name: "示例乙", creditCode: "B", formerNames: ["旧甲", "示例甲"] });
    expect([taken.after.formerCodes, taken.codeLeft]).toEqual([["A"], "A"]);
  });

  test("科室跟着责任专员走", () => {
    expect(mergedCompany(merged, survivor, {}).after).toMatchObject({ officerId: "p", divisionId: "d" });
  });

  test("曾用名太多的，先整理", () => {
    expect(whyNotResult({ formerNames: Array(21).fill("x") })?.message).toMatch(/超过 20 个/);
  });
});

describe("能不能合并、撤销", () => {
  const active = (id: string) => ({ id, name: `示例${id}`, state: "active" as const });
  test.each([
    ["与自己", active("a"), active("a"), "同一条记录不能与自己合并，请另选一家"],
    ["已归档的", active("a"), { ...active("b"), state: "archived" as const }, "“示例b”已归档，请先恢复在库，再合并"],
    [
      "已并入别家的",
      { ...active("a"), state: "merged" as const },
      active("b"),
      "“示例a”已并入另一条记录，请与那一条合并",
    ],
    ["两家在库的", active("a"), active("b"), undefined],
  ])("%s", (_, one, other, message) => expect(whyNotMerge(one, other)?.message).toBe(message));

  test("三十天之内可以撤销一次", () => {
    const merge = { undoneAt: null, undoUntil: "2026-04-04" };
    expect(whyNotUndo(merge, "2026-04-04")).toBeNull();
    expect(whyNotUndo(merge, "2026-04-05")?.code).toBe("merges.late");
    expect(whyNotUndo({ ...merge, undoneAt: "x" }, "2026-03-06")?.code).toBe("merges.undone");
  });
});
