import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { id, line, prose, version, yuan } from "#kit/base/fields.ts";
import { command } from "#kit/base/operation.ts";
import { begin, problemsOf, sentValues, shapesOf } from "./formvalues.ts";

const typed = {
  name: line({ title: "名称" }),
  note: prose({ title: "备注" }, 2000),
  capital: yuan({ title: "资本" }).nullable(),
};
const says = { title: "x", permission: "x", output: z.object({}) };
const create = command("things.create", { ...says, input: z.strictObject(typed) });
const update = command("things.update", {
  ...says,
  input: z.strictObject({ id: id(), version: version(), changes: z.strictObject(typed).partial() }),
});
const rename = command("things.rename", { ...says, input: z.strictObject({ version: version(), name: typed.name }) });

const record = { id: "01890000-0000-7000-8000-000000000001", version: 3, name: "甲", note: "旧", capital: "100.00" };
const hidden = ["id", "version"];

describe("表单送出什么", () => {
  test("新建送出填了的，没填的可空字段送契约认的空值", () => {
    const shapes = shapesOf(create, []);
    const now = { ...begin(shapes, undefined, {}), values: { name: "甲" } };
    expect(sentValues(create, shapes, now, null)).toEqual({ name: "甲", note: "", capital: null });
  });

  test("修改只送改了的字段，带上版本", () => {
    const shapes = shapesOf(update, hidden);
    const now = begin(shapes, record, {});
    now.values = { ...now.values, note: "新" };
    expect(sentValues(update, shapes, now, record.id)).toEqual({ id: record.id, version: 3, changes: { note: "新" } });
  });

  test("清空可空的金额送空值，清空必填的名称如实送出由契约拒绝", () => {
    const shapes = shapesOf(update, hidden);
    const now = begin(shapes, record, {});
    now.values = { ...now.values, name: "", capital: null };
    const sent = sentValues(update, shapes, now, record.id);
    expect(sent.changes).toEqual({ name: "", capital: null });
    expect(problemsOf(update, sent, shapes)).toEqual({ name: "请填写名称" });
  });

  test("契约必须有的字段没改也送，没有编号的契约不送编号", () => {
    const shapes = shapesOf(rename, hidden);
    expect(sentValues(rename, shapes, begin(shapes, record, {}), record.id)).toEqual({ version: 3, name: "甲" });
  });

  test("修改时不能清空的字段才算必填", () => {
    const shapes = shapesOf(update, hidden);
    expect([...shapes.values()].filter((shape) => shape.isRequired).map((shape) => shape.key)).toEqual(["name"]);
  });

  test("行里的空格子按列名提示，解析器的英文不给人看", () => {
    // As in the browser, where the server's Chinese sentences are not loaded.
    const { localeError } = z.config();
    onTestFinished(() => void z.config({ localeError }));
    z.config(z.locales.en());
    const row = z.strictObject({ amount: yuan({ title: "到位资金" }), share: z.number().meta({ title: "占比" }) });
    const save = command("things.save", {
      ...says,
      input: z.strictObject({ rows: z.array(row).meta({ title: "分年" }) }),
    });
    const shapes = shapesOf(save, []);
    expect(problemsOf(save, { rows: [{ share: "many" }] }, shapes)).toEqual({
      "rows.0.amount": "请填写到位资金",
      "rows.0.share": "占比填得不对，请核对",
    });
  });
});
