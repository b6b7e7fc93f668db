import { expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

test.each([
  ["设四项因素，权重分别为30%、30%、25%和15%。", []],
  ["设四项因素，权重分别为30%、20%、25%和15%。", ["疑点 30% → 100%"]],
  ["三地增速分别为9%、7%、5%。", []],
])("权重之和：%s", (text, expected) => expect(told(text, "shares-total")).toEqual(expected));
