import { expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

const list = (last: number) =>
  `检查组实地走访企业51家。\n第一组在东片，走访企业14家；第二组在西片，走访企业22家；第三组在北片，走访企业${last}家。`;

test.each([
  [list(15), []],
  [list(18), ["疑点 51家 → 54家"]],
  ["出访团组2个，赴法2人、赴韩6人，累计8人次。", []],
  ["出访团组2个，赴法2人、赴韩6人，累计9人次。", ["疑点 9人次 → 8人次"]],
])("同语之列：%s", (text, expected) => expect(told(text, "total-parts")).toEqual(expected));
