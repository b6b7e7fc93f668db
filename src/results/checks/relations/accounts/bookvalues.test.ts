import { expect, test } from "vitest";
import { holding, told } from "#tests/support/told.ts";

test.each<[string, string[]]>([
  ["设备净值700.5万元；设备原值1,000.8万元，累计折旧330.3万元。", ["错误 700.5万元 → 670.5万元"]],
  ["本月新增问题20项，销号25项，未结由16项降至13项。", ["疑点 13项 → 11项"]],
])("%s", (source, expected) => {
  expect(told(source, "part-balance")).toEqual(expected);
});

test.each([
  "设备原值1,000.8万元，本年折旧50.2万元，净值700.5万元。",
  "房屋原值800万元，设备原值200万元，累计折旧300万元，净值600万元。",
  "本月新增问题20项，未结由16项降至13项。",
])("反例：%s", (source) => {
  expect(told(source, "part-balance")).toEqual([]);
});

test("算得拢的也记下来", () => {
  expect(holding("净值70万元，原值100万元，累计折旧30万元。", "part-balance")).toEqual(["100 − 30 = 70万元"]);
  expect(holding("新增20项，销号25项，未结由16项降至11项。", "part-balance")).toEqual(["16 + 20 − 25 = 11项"]);
});
