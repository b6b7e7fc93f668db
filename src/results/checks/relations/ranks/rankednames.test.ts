import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

const list = "青山区投资21.4亿元、碧水县投资16.7亿元、白石县投资8.3亿元，";

describe("排在前列的名目", () => {
  test.each<[string, string[]]>([
    [
      `${list}由高到低依次为碧水县、青山区、白石县。`,
      ["疑点 碧水县、青山区、白石县 → 青山区投资 21.4、碧水县投资 16.7、白石县投资 8.3"],
    ],
    [`${list}前两位的是青山区和白石县。`, ["疑点 青山区和白石县 → 青山区投资 21.4、碧水县投资 16.7"]],
  ])("%s", (source, expected) => {
    expect(told(source, "rank")).toEqual(expected);
  });

  test.each([
    `${list}由高到低依次为青山区、碧水县、白石县。`,
    "完成率前两位的是青山区和碧水县。",
    "完成率前三位的有青山区、碧水县等。",
    "前三季度投资额为全年最好。",
  ])("反例：%s", (source) => {
    expect([...told(source, "rank"), ...told(source, "item-count")]).toEqual([]);
  });
});
