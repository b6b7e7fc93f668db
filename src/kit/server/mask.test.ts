import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { FieldClass } from "#kit/base/classes.ts";
import { Failure } from "#kit/base/errors.ts";
import { command, list, query } from "#kit/base/operation.ts";
import { classedFields, mask, refuseUnseen } from "./mask.ts";

const phone = z.string().nullable().meta({ title: "电话", class: "sensitive" });
const tax = z.string().nullable().meta({ title: "纳税额", class: "tax" });
const name = z.string().meta({ title: "名称", class: "public" });
const classes = (...seen: FieldClass[]) => new Set<FieldClass>(["public", "internal", ...seen]);
const answering = (output: z.ZodType) =>
  query("notes.get", { title: "查看", permission: "notes.read", input: z.strictObject({}), output });

describe("遮蔽", () => {
  test.each<[string, z.ZodType, unknown, unknown]>([
    ["对象的字段", z.object({ name, phone }), { name: "甲", phone: "1" }, { name: "甲", phone: null }],
    [
      "列表的每一行",
      z.array(z.object({ phone })),
      [{ phone: "1" }, { phone: "2" }],
      [{ phone: null }, { phone: null }],
    ],
    [
      "深处",
      z.object({ a: z.object({ b: z.array(z.object({ phone })) }) }),
      { a: { b: [{ phone: "1" }] } },
      { a: { b: [{ phone: null }] } },
    ],
    ["键值表的每一项", z.record(z.string(), phone), { x: "1", y: "2" }, { x: null, y: null }],
    [
      "可空与可缺的里面",
      z.object({ a: z.object({ phone }).nullable().optional() }),
      { a: { phone: "1" } },
      { a: { phone: null } },
    ],
    [
      "缺省值的里面",
      z.object({ a: z.object({ phone }).default({ phone: null }) }),
      { a: { phone: "1" } },
      { a: { phone: null } },
    ],
    ["二选一的每一支", z.union([z.object({ name }), z.object({ phone })]), { phone: "1" }, { phone: null }],
    ["元组的每一位", z.tuple([name, z.object({ phone })]), ["甲", { phone: "1" }], ["甲", { phone: null }]],
    [
      "整个对象带分级",
      z.object({ a: z.object({ x: z.string() }).nullable().meta({ title: "联系方式", class: "sensitive" }) }),
      { a: { x: "1" } },
      { a: null },
    ],
    [
      "在可空之前就分级的",
      z.object({ a: z.string().meta({ title: "电话", class: "sensitive" }).nullable() }),
      { a: "1" },
      { a: null },
    ],
    ["没有的字段不添", z.object({ phone: phone.optional() }), {}, {}],
  ])("%s", (_, output, answer, masked) => {
    expect(mask(answering(output), structuredClone(answer), classes())).toEqual(masked);
    expect(mask(answering(output), structuredClone(answer), classes("sensitive"))).toEqual(answer);
  });

  test("各级分开：能看敏感的不因此能看涉税", () => {
    const operation = answering(z.object({ phone, tax }));
    expect(mask(operation, { phone: "1", tax: "2" }, classes("sensitive"))).toEqual({ phone: "1", tax: null });
    expect(mask(operation, { phone: "1", tax: "2" }, classes("tax"))).toEqual({ phone: null, tax: "2" });
  });

  test("没写分级的字段按内部，公开与内部不遮", () => {
    expect(classedFields(z.object({ name, plain: z.string() }))).toEqual([]);
  });
});

describe("不能借看不见的字段提问或填写", () => {
  const refused = (work: () => void): Failure | null => {
    try {
      work();
      return null;
    } catch (error) {
      if (error instanceof Failure) return error;
      throw error;
    }
  };
  const writing = command("notes.write", {
    title: "填写",
    permission: "notes.write",
    input: z.strictObject({
      name,
      changes: z.strictObject({ phone, note: z.string() }).partial(),
      rows: z.array(z.object({ tax })),
    }),
    output: z.object({}),
  });

  test.each<[string, unknown, string | null]>([
    ["填了敏感字段", { changes: { phone: "1" } }, "changes.phone"],
    ["填为空串也是填", { changes: { phone: "" } }, "changes.phone"],
    ["行里填了涉税字段", { rows: [{}, { tax: "1" }] }, "rows.[].tax"],
    ["没有填", { changes: { note: "x" } }, null],
    ["留空不算填", { changes: { phone: null }, rows: [] }, null],
    ["不是对象", "x", null],
    ["形状不对也不出错", { changes: 1, rows: { a: null } }, null],
  ])("%s", (_, sent, path) => {
    const failure = refused(() => refuseUnseen(writing, sent, classes()));
    expect(failure && [failure.kind, failure.code, failure.fields[0]?.path]).toEqual(
      path && ["forbidden", "field.unseen", path],
    );
    expect(refused(() => refuseUnseen(writing, sent, classes("sensitive", "tax")))).toBeNull();
  });

  test("不能按看不见的列排序或筛选：次序和结果会说出值来", () => {
    const listing = list("notes.list", {
      title: "查看",
      permission: "notes.read",
      row: z.object({ name, tax }),
      filter: { tax: z.string().max(9).optional().meta({ title: "纳税额", class: "tax" }) },
      sorts: ["name", "tax"],
    });
    const ask = (sent: unknown, ...seen: FieldClass[]) => refused(() => refuseUnseen(listing, sent, classes(...seen)));
    expect(ask({ sort: "tax" })?.message).toBe("您无权查看“纳税额”，不能用它筛选、排序或填写");
    expect(ask({ tax: "1" })?.fields[0]?.path).toBe("tax");
    expect([ask({ sort: "name" }), ask({}), ask({ sort: "tax" }, "tax"), ask({ tax: "1" }, "tax")]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
