import { describe, expect, test } from "vitest";
import { candidates, named, whyNotUnder } from "./rules.ts";

describe("登录名按拼音", () => {
  test.each([
    ["zhangsan", ["zhangsan", "zhangsan2", "zhangsan3"]],
    ["Li", ["liuser", "liuser2", "liuser3"]],
    ["", ["user", "user2", "user3"]],
    ["o'neil", ["oneil", "oneil2", "oneil3"]],
  ])("%s", (letters, first) => expect(candidates(letters).slice(0, 3)).toEqual(first));
  test("再长也合登录名的规矩", () => {
    expect(candidates("a".repeat(80)).every((each) => /^[a-z0-9]{3,40}$/.test(each))).toBe(true);
  });
});

test("按名称找，重名与没有各有说法", () => {
  const all = [{ name: "一科" }, { name: "二科" }, { name: "二科" }];
  expect(named("一科", all, "科室", "请先新增")).toEqual({ value: { name: "一科" } });
  expect(named("二科", all, "科室", "请先新增")).toEqual({ problem: "叫“二科”的科室有 2 个，请先改名区分" });
  expect(named("三科", all, "科室", "请先新增")).toEqual({ problem: "没有叫“三科”的科室，请先新增" });
});

test("表里的科室互为上级，说得出来", () => {
  const row = (id: string, parentId: string | null) => ({ id, name: id, parentId, closedOn: null });
  const [a, b] = [row("甲", "乙"), row("乙", "甲")];
  expect(whyNotUnder(a, [a, b])).toContain("不能反过来做它的上级");
  expect(whyNotUnder(row("丙", null), [a, b])).toBeNull();
});
