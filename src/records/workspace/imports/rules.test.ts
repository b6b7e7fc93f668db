import { describe, expect, test } from "vitest";
import { type ImportStep, rowsInWords, whyNotImport } from "./rules.ts";
import type { ImportState } from "./words.ts";

const counts = { create: 1, update: 0, error: 1 };

describe("导入的各步", () => {
  test.each<[ImportStep, ImportState[]]>([
    ["map", ["mapping", "previewed"]],
    ["amend", ["previewed"]],
    ["commit", ["previewed"]],
    ["revert", ["committed"]],
    ["failedRows", ["previewed", "committed", "reverted"]],
    ["discard", ["mapping", "previewed", "failed"]],
  ])("%s 只在 %s 时可办", (step, open) => {
    const states: ImportState[] = [
      "reading",
      "mapping",
      "staging",
      "previewed",
      "committing",
      "committed",
      "reverting",
      "reverted",
      "failed",
    ];
    expect(
      states.filter((state) => whyNotImport(step, { state, clearedAt: null, isMine: true, counts }) === null),
    ).toEqual(states.filter((state) => open.includes(state)));
  });
  test("没有要写的行不能导入，没有有误的行不必下载", () => {
    expect(
      whyNotImport("commit", {
        state: "previewed",
        clearedAt: null,
        isMine: true,
        counts: { create: 0, update: 0, error: 3 },
      })?.code,
    ).toBe("imports.commit.empty");
    expect(
      whyNotImport("failedRows", { state: "previewed", clearedAt: null, isMine: true, counts: { ...counts, error: 0 } })
        ?.code,
    ).toBe("imports.failedRows.none");
  });
  test("别人上传的不能替他改正", () =>
    expect(whyNotImport("amend", { state: "previewed", clearedAt: null, isMine: false, counts })?.code).toBe(
      "imports.amend.other",
    ));
  test("处理中的请稍等", () =>
    expect(whyNotImport("map", { state: "staging", clearedAt: null, isMine: true, counts })?.message).toContain(
      "正在处理",
    ));
});

test("行号太多时只说前几个", () => {
  expect(rowsInWords([3, 8])).toBe("第 3、8 行");
  expect(rowsInWords([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBe("第 1、2、3、4、5、6、7、8 行等 10 行");
});
