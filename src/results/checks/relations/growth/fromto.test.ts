import { expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

test.each([
  ["办件时长由六十四天压缩到四十五天，整整省下十九天。", []],
  ["办件时长由六十四天压缩到四十五天，整整省下二十九天。", ["疑点 二十九天 → 19天"]],
  ["办件时长由64天压缩到45天，其中审批7天。", []],
])("由甲到乙：%s", (text, expected) => expect(told(text, "difference")).toEqual(expected));

test.each([
  ["受理时长由18天压到9天，提速五成。", []],
  ["受理时长由18天压到9天，提速三成。", ["疑点 三成 → 5成"]],
])("由甲到乙，说成几成：%s", (text, expected) => expect(told(text, "growth-rate")).toEqual(expected));

test.each([
  ["PM10浓度从58微克降到53微克，每立方米降低5微克。", []],
  ["PM10浓度从58微克降到53微克，每立方米升高5微克。", ["疑点 升高5微克 → 下降"]],
  ["渠系水利用系数由0.51提高到0.57，降低0.06。", ["疑点 降低0.06 → 上升"]],
])("由甲到乙的方向：%s", (text, expected) => expect(told(text, "direction")).toEqual(expected));
