import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("中的各项", () => {
  test.each([
    ["24项任务中完成20项、基本完成3项、未完成1项。", []],
    ["24项任务中完成20项、基本完成2项、未完成1项。", ["疑点 24项 → 23项"]],
    ["扶持的十五个项目中，初创期四个、成长期八个、成熟期三个。", []],
    ["扶持的十五个项目中，初创期四个、成长期六个、成熟期三个。", ["疑点 十五个 → 13个"]],
    // Stages of the same projects do not add up.
    ["36个项目中，已签约30个、已开工25个、已投产16个。", []],
    ["30个村中，收入10万元以上的21个，占70%。", []],
  ])("%s", (source, expected) => {
    expect(told(source, "total-parts")).toEqual(expected);
  });
});
