import { expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

const text = (word: string) =>
  `上半年新增托位项目84个，总造价92.8亿元。\n\n5月举办的开工周集中开工11个、总造价23.2亿元，占上半年新增总造价的${word}。`;

test.each([
  [text("四分之一"), []],
  [text("三分之一"), ["疑点 三分之一 → 25%"]],
  ["走访农户90户，收到诉求24条，占全部诉求的一半。", []],
])("词说的占比：%s", (source, expected) => expect(told(source, "share")).toEqual(expected));

test("总数未说：各项之和即总数，只有一项不符时问那一项", () => {
  const said = (share: string) => `渔业捕捞1.80亿元，占六成；水产加工0.75亿元，占${share}；休闲垂钓0.45亿元，占15%。`;
  expect(told(said("25%"), "share")).toEqual([]);
  expect(told(said("35%"), "share")).toContain("疑点 35% → 25%");
});
