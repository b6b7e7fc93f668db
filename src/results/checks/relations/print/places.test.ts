import { expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

const items = Array.from({ length: 20 }, (_, index) => `第${index + 1}批拨付${index + 3}.${10 + index}万元。`).join(
  "\n",
);

test("全文都是两位小数，一处三位：小数点可能错位", () => {
  expect(told(`${items}\n另拨付11.832万元。`, "number-format")).toEqual(["疑点 11.832万元"]);
  expect(told(`${items}\n另拨付118.3万元。`, "number-format")).toEqual([]);
});

test("单价、折算得来的数和多处三位小数不算", () => {
  expect(told(`${items}\n平均每户11.832万元。`, "number-format")).toEqual([]);
  expect(told(`${items}\n另拨付92340元，即9.234万元。`, "number-format")).toEqual([]);
  expect(told(`${items}\n甲11.832万元，乙12.514万元，丙0.125万元。`, "number-format")).toEqual([]);
});
