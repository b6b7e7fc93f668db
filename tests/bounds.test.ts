import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { served } from "#app/house.ts";
import { line, listOf } from "#kit/base/fields.ts";
import { anyone, type Operation, signedIn } from "#kit/base/operation.ts";
import { PeoplePack } from "#records/people/pack.ts";
import national from "../packs/national/2020.json" with { type: "json" };
import { classedMembers, hiddenFromMask, problemsOf } from "./support/bounds.ts";

const root = path.join(import.meta.dirname, "..");
const isOperation = (value: unknown): value is Operation =>
  typeof value === "object" && value !== null && "address" in value && "input" in value;

/** Every operation any contract declares, bound or not. */
const files = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "contract.ts")
  .sort();
const declared: Operation[] = [];
for (const file of files) {
  const contract = (await import(path.join(root, "src", file))) as Record<string, unknown>;
  for (const value of Object.values(contract))
    if (typeof value === "object" && value !== null) declared.push(...Object.values(value).filter(isOperation));
}

const cases = declared.map((operation) => [operation.address, operation] as const);

describe("契约的边界", () => {
  test.each(cases)("%s 的输入处处有界，字段都有名称", (_, { input }) => {
    expect(problemsOf(input)).toEqual([]);
  });

  test.each(cases)("%s 的输出：分级字段可为空，遮蔽看得见每一处", (_, { output }) => {
    const closed = classedMembers(output).filter(({ member }) => !member.safeParse(null).success);
    expect([...closed.map(({ path: at }) => `${at}：分级字段应可为空`), ...hiddenFromMask(output)]).toEqual([]);
  });

  test.each(cases)(
    "%s 的地址为 名词.动词，权限可以检查，排序都是行上的字段",
    (address, { permission, reach, list, title }) => {
      expect(address).toMatch(/^[a-z][a-zA-Z]{1,30}\.[a-z][a-zA-Z]{1,30}$/);
      expect(title).toMatch(/\p{Script=Han}/u);
      // `run` asks for a permission in an agency only; on the installation itself an operation must be open to see.
      const isOpen = permission === signedIn || (reach === "instance" && permission === anyone);
      const isGrantable = reach === "agency" && /^[a-z][a-zA-Z]*\.[a-z][a-zA-Z]*$/.test(permission);
      expect([permission, isOpen || isGrantable]).toEqual([permission, true]);
      for (const sort of list?.sorts ?? []) expect(Object.keys(list?.row.shape ?? {})).toContain(sort);
    },
  );
});

describe("全部操作", () => {
  test("地址不重复，契约里的每项操作都有人办理", () => {
    const addresses = declared.map(({ address }) => address);
    expect(files.length).toBeGreaterThan(2);
    expect(addresses.length).toBeGreaterThan(20);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(served.map(({ operation }) => operation.address).sort()).toEqual(addresses.toSorted());
  });

  test("每个权限在国家规则包里至少授予一个角色，规则包里没有无人使用的权限", () => {
    const { roles } = PeoplePack.parse(national.people);
    const granted = new Set(Object.values(roles).flatMap(({ grants }) => Object.keys(grants)));
    const used = new Set(
      declared.map(({ permission }) => permission).filter((each) => each !== anyone && each !== signedIn),
    );
    expect([...granted].sort()).toEqual([...used].sort());
  });
});

describe("检查看得见漏洞", () => {
  const title = { title: "示例" };
  test.each<[string, z.ZodType, string]>([
    ["没有上限的文本", z.strictObject({ a: z.string().meta(title) }), "a：文本没有长度上限"],
    ["重复没有尽头的格式", z.strictObject({ a: z.string().regex(/^\d+$/).meta(title) }), "a：文本没有长度上限"],
    ["没有锚定的格式", z.strictObject({ a: z.string().regex(/\d{3}/).meta(title) }), "a：文本没有长度上限"],
    ["只锚定一头的格式", z.strictObject({ a: z.string().regex(/^a|b$/).meta(title) }), "a：文本没有长度上限"],
    ["没有上限的列表", z.strictObject({ a: z.array(line(title)).meta(title) }), "a：列表没有上限"],
    ["列表里没有上限的文本", z.strictObject({ a: listOf(z.string(), 3).meta(title) }), "a[]：文本没有长度上限"],
    ["没有上限的键值表", z.strictObject({ a: z.record(z.string().max(9), z.string().max(9)) }), "a：键值表没有上限"],
    ["没有上下限的数", z.strictObject({ a: z.int().meta(title) }), "a：数没有上下限"],
    ["只有下限的数", z.strictObject({ a: z.number().min(0).meta(title) }), "a：数没有上下限"],
    ["收下陌生字段", z.object({}), "（正文）：接受不认识的字段，应为 z.strictObject"],
    ["里层收下陌生字段", z.strictObject({ a: z.object({}).optional() }), "a：接受不认识的字段，应为 z.strictObject"],
    ["没有名称的字段", z.strictObject({ a: z.boolean().default(false) }), "a：没有 title"],
    ["什么都收", z.strictObject({ a: z.unknown().meta(title) }), "a：unknown 的边界无从得知"],
  ])("%s", (_, shape, problem) => {
    expect(problemsOf(shape)).toEqual([problem]);
  });

  test("遮蔽看不进去的形状、不可为空的分级字段", () => {
    const secret = z.string().meta({ title: "电话", class: "sensitive" });
    expect(hiddenFromMask(z.object({ a: z.lazy(() => secret) }))).toEqual(["a：lazy 里的分级字段不会被遮蔽"]);
    expect(classedMembers(z.object({ a: z.array(z.object({ b: secret })) })).map(({ path: at }) => at)).toEqual([
      "a[].b",
    ]);
    expect(secret.safeParse(null).success).toBe(false);
  });
});
