import { describe, expect, test } from "vitest";
import { z } from "zod";
import { PeoplePack } from "#records/people/pack.ts";
import national from "../../../../packs/national/2020.json" with { type: "json" };
import { compare, grouped, settingsOf } from "./rules.ts";

const nameKey = (key: string) => (key === "companies.manage" ? "新增企业、修改企业等 7 项" : null);
const told = settingsOf(PeoplePack, PeoplePack.parse(national.people), nameKey);

describe("规则包写成话", () => {
  test("按形状取名：角色自成一组，权限说成能办什么，代码说成词，数带单位", () => {
    expect(told.find(({ path }) => path === "roles/chief/grants/companies.manage")).toEqual({
      path: "roles/chief/grants/companies.manage",
      group: "角色 · 科长",
      title: "权限与范围 · 新增企业、修改企业等 7 项",
      value: "本科室",
    });
    expect(told.find(({ path }) => path === "roles/chief/classes")).toMatchObject({
      title: "可见信息分级",
      value: "公开、内部、敏感",
    });
    expect(told.find(({ path }) => path === "password/lockMinutes")).toMatchObject({
      group: "密码",
      title: "锁定时长",
      value: "30分钟",
    });
    expect(told.find(({ path }) => path === "roles/head/administrator")?.value).toBe("否");
  });

  test("成行的内容一行一组，取自己的名称；几种写法取所用的那一种；与字段先后无关", () => {
    const shape = z.object({
      steps: z
        .array(
          z.object({
            code: z.string().meta({ title: "代码" }),
            title: z.string().meta({ title: "名称" }),
            by: z
              .union([
                z.strictObject({ role: z.string().meta({ title: "角色" }) }),
                z.strictObject({ office: z.string().meta({ title: "科室" }) }),
              ])
              .meta({ title: "审批人" }),
          }),
        )
        .meta({ title: "步骤" }),
      hours: z.array(z.tuple([z.string(), z.string()])).meta({ title: "办公时间" }),
    });
    const steps = [{ code: "first", title: "初审", by: { office: "办公室" } }];
    const rows = settingsOf(shape, { steps, hours: [["08:30", "12:00"]] }, nameKey);
    expect(rows.map(({ path, group, title, value }) => [path, group, title, value])).toEqual([
      ["steps/first/code", "步骤", "初审 · 代码", "first"],
      ["steps/first/title", "步骤", "初审 · 名称", "初审"],
      ["steps/first/by/office", "步骤", "初审 · 审批人 · 科室", "办公室"],
      ["hours", "办公时间", "办公时间", "08:30—12:00"],
    ]);
    const turned = [{ by: { office: "办公室" }, title: "初审", code: "first" }];
    const same = compare(rows, settingsOf(shape, { steps: turned, hours: [["08:30", "12:00"]] }, nameKey));
    expect(new Set(same.map(({ difference }) => difference))).toEqual(new Set(["same"]));
  });

  test("没有模块认得的内容照样列出，用它自己的键", () => {
    expect(settingsOf(null, { unknown: { depth: 3, list: [] } }, nameKey)).toEqual([
      { path: "unknown/depth", group: "unknown", title: "depth", value: "3" },
      { path: "unknown/list", group: "unknown", title: "list", value: "无" },
    ]);
  });
});

test("比对：相同、不同、仅左、仅右", () => {
  const of = (value: object) => settingsOf(null, value, nameKey);
  const rows = compare(of({ a: { x: 1, y: 2, z: 3 } }), of({ a: { x: 1, y: 5, w: 4 } }));
  expect(rows.map(({ path, left, right, difference }) => [path, left, right, difference])).toEqual([
    ["a/x", "1", "1", "same"],
    ["a/y", "2", "5", "changed"],
    ["a/z", "3", null, "onlyLeft"],
    ["a/w", null, "4", "onlyRight"],
  ]);
  expect(grouped(rows)).toMatchObject([{ title: "a", rows: [{}, {}, {}, {}] }]);
});
