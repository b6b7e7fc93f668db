import { describe, expect, test } from "vitest";
import { z } from "zod";
import { code, count, day, flag, id, line, listOf, prose, yuan } from "#kit/base/fields.ts";
import { fieldsOf } from "./shape.ts";

const stages = { lead: "线索", signed: "签约" };

const Shape = z.strictObject({
  id: id(),
  name: line({ title: "项目名称", class: "public" }, 120),
  note: prose({ title: "备注" }, 2000),
  amount: yuan({ title: "总投资" }).nullable().default(null),
  signedOn: day({ title: "签约日期" }).optional(),
  jobs: count({ title: "就业", unit: "人" }),
  stage: code(stages, { title: "阶段" }).default("lead"),
  stages: listOf(code(stages, { title: "阶段" }), 5, "阶段").meta({ title: "经过的阶段", words: stages }),
  names: listOf(line({ title: "曾用名" }, 20), 3, "曾用名").meta({ title: "曾用名" }),
  officers: listOf(id("专员"), 3, "专员").meta({ title: "专员" }),
  contacts: listOf(z.strictObject({ phone: line({ title: "电话" }) }), 4, "联系人").meta({ title: "联系人" }),
  hot: flag({ title: "重点" }),
  version: z.int(),
});

describe("从契约读出字段", () => {
  const fields = new Map(fieldsOf(Shape).map((field) => [field.key, field]));

  test("没有标题的字段不给人看", () => {
    expect([...fields.keys()]).not.toContain("version");
  });

  test.each([
    ["name", "line"],
    ["note", "prose"],
    ["amount", "money"],
    ["signedOn", "day"],
    ["jobs", "count"],
    ["stage", "code"],
    ["stages", "codes"],
    ["names", "lines"],
    ["officers", "other"],
    ["contacts", "rows"],
    ["hot", "flag"],
  ])("%s 是 %s", (key, kind) => {
    expect(fields.get(key)?.kind).toBe(kind);
  });

  test("标题、单位、分级和词语透过可空与默认值仍在", () => {
    expect(fields.get("amount")).toMatchObject({ title: "总投资", unit: "元", isRequired: false, empty: null });
    expect(fields.get("jobs")).toMatchObject({ unit: "人", isRequired: true });
    expect(fields.get("name")).toMatchObject({ class: "public", max: 120, isRequired: true });
    expect(fields.get("stage")).toMatchObject({ words: stages, preset: "lead" });
    expect(fields.get("contacts")?.max).toBe(4);
  });

  test("可不填、可清空与必须发送是三件事", () => {
    expect(fields.get("signedOn")).toMatchObject({ isRequired: false, canBeEmptied: false, isAlwaysSent: false });
    expect(fields.get("note")).toMatchObject({ isRequired: false, canBeEmptied: true, isAlwaysSent: true, empty: "" });
  });
});
