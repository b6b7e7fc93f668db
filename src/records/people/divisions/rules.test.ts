import { describe, expect, test } from "vitest";
import { inTreeOrder, reordered, whyNotClose, whyNotParent } from "./rules.ts";

const all = [
  { id: "a", name: "招商处", parentId: null, closedOn: null },
  { id: "b", name: "一科", parentId: "a", closedOn: null },
  { id: "c", name: "一组", parentId: "b", closedOn: null },
  { id: "d", name: "旧科", parentId: null, closedOn: "2025-01-01" },
];

describe("上级科室", () => {
  test.each<[string, string | null, string | null, string | null]>([
    ["移到第一级", "c", null, null],
    ["新科室挂在下级", null, "c", null],
    ["平级之间移动", "c", "a", null],
    ["自己的上级是自己", "a", "a", "科室不能做自己的上级，请另选一个上级科室"],
    ["挂到自己的下级", "a", "b", "“一科”在这个科室之下，不能反过来做它的上级；请先把“一科”移出去"],
    ["挂到下级的下级", "a", "c", "“一组”在这个科室之下，不能反过来做它的上级；请先把“一组”移出去"],
    ["挂到撤销的科室", "c", "d", "“旧科”已于 2025-01-01 撤销，不能作上级科室，请另选一个"],
    ["没有的科室", "c", "x", "上级科室不存在，请重新选择"],
  ])("%s", (_, id, parentId, message) => {
    expect(whyNotParent(id, parentId, all)?.message ?? null).toBe(message);
  });

  test("数据已成环也不会转个不停", () => {
    const ring = [
      { id: "a", name: "甲", parentId: "b", closedOn: null },
      { id: "b", name: "乙", parentId: "a", closedOn: null },
    ];
    expect(whyNotParent("x", "a", ring)).toBeNull();
  });
});

describe("撤销科室", () => {
  const empty = { name: "一科", closedOn: null, people: [], below: [], posts: [] };
  test.each([
    ["空科室", empty, null],
    ["已撤销", { ...empty, closedOn: "2025-01-01" }, "科室已于 2025-01-01 撤销"],
    [
      "还有人",
      { ...empty, people: ["张三", "李四", "王五", "赵六"] },
      "科室里还有 4 人（张三、李四、王五等），请先在人员页为他们办理调岗或离开",
    ],
    ["还有下级", { ...empty, below: ["一组"] }, "下面还有 1 个科室（一组），请先撤销或移到别的科室之下"],
    ["还有岗位", { ...empty, posts: ["科长"] }, "科室还有 1 个岗位（科长），请先在机构与编制页撤销或改到别的科室"],
  ])("%s", (_, inside, message) => {
    expect(whyNotClose(inside)?.message ?? null).toBe(message);
  });
});

test("按树的次序列出，带层级；上级不在其中的排在第一级", () => {
  const rows = [
    { id: "c", parentId: "b" },
    { id: "a", parentId: null },
    { id: "b", parentId: "a" },
    { id: "d", parentId: "gone" },
  ];
  expect(inTreeOrder(rows).map(({ id, depth }) => [id, depth])).toEqual([
    ["a", 0],
    ["b", 1],
    ["c", 2],
    ["d", 0],
  ]);
});

test.each<[string, string | null, string]>([
  ["c", "a", "cab"],
  ["a", null, "bca"],
  ["b", "b", "acb"],
  ["a", "x", "bca"],
])("排序：%s 放到 %s 之前", (id, before, order) => {
  expect(reordered(["a", "b", "c"], id, before).join("")).toBe(order);
});
