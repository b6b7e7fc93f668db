import { expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

test.each([
  ["办件时长由六十四天压缩到四十五天，整整省下十九天。", []],
  ["办件时长由六十四天压缩到四十五天，整整省下二十九天。", ["疑点 二十九天 → 19天"]],
  ["办件时长由64天压缩到45天，其中审批7天。", []],
])("由甲到乙：%s", (text, expected) => expect(told(text, "difference")).toEqual(expected));
