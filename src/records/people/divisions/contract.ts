import { z } from "zod";
import { day, flag, id, line, version } from "#kit/base/fields.ts";
import { command, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

const typed = {
  name: line({ title: "科室名称" }, 40),
  headId: id("负责人").nullable(),
  openedOn: day({ title: "成立日期" }).nullable(),
};

export const Division = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "科室" }),
  /** 在岗: those working here today, of this division alone. */
  headcount: z.int().meta({ title: "在岗人数", shows: "count" }),
  parentId: z.uuid().nullable().meta({ title: "上级科室" }),
  headId: z.uuid().nullable().meta({ title: "负责人" }),
  headName: z.string().nullable().meta({ title: "负责人" }),
  openedOn: z.string().nullable().meta({ title: "成立日期", shows: "date" }),
  closedOn: z.string().nullable().meta({ title: "撤销日期", shows: "date" }),
  /** Among those of the same parent. */
  position: z.int().meta({ title: "次序", shows: "count" }),
  version: z.int(),
});

/** In the order of the tree: each followed by what belongs to it. */
export const DivisionNode = Division.extend({
  /** 0 for one of the first level. */
  depth: z.int(),
  may: z.object({ close: Told, reopen: Told }),
});

const permission = "people.manage";

export const divisionOperations = {
  /** 现有科室, for pickers and filters everywhere. */
  list: query("divisions.list", {
    title: "查看科室",
    permission: "people.read",
    input: z.strictObject({}),
    output: z.array(Division),
  }),
  tree: query("divisions.tree", {
    title: "查看科室树",
    permission: "people.read",
    input: z.strictObject({ withClosed: flag({ title: "含已撤销" }).default(false) }),
    output: z.array(DivisionNode),
  }),
  create: command("divisions.create", {
    title: "新增科室",
    permission,
    input: z.strictObject({
      name: typed.name,
      parentId: id("上级科室").nullable().default(null),
      headId: typed.headId.default(null),
      openedOn: typed.openedOn.default(null),
    }),
    output: Division,
  }),
  update: command("divisions.update", {
    title: "修改科室",
    permission,
    input: z.strictObject({ id: id(), version: version(), changes: z.strictObject(typed).partial() }),
    output: Division,
  }),
  /** 移动与排序: under which parent, and before which of its divisions; null is the first level, and the end. */
  move: command("divisions.move", {
    title: "移动科室",
    permission,
    input: z.strictObject({
      id: id(),
      version: version(),
      parentId: id("上级科室").nullable(),
      beforeId: id("排在谁之前").nullable().default(null),
    }),
    output: Division,
  }),
  close: command("divisions.close", {
    title: "撤销科室",
    permission,
    input: z.strictObject({
      id: id(),
      version: version(),
      closedOn: day({ title: "撤销日期" }),
      reason: line({ title: "撤销依据" }, 200),
    }),
    output: Division,
  }),
  reopen: command("divisions.reopen", {
    title: "恢复科室",
    permission,
    input: z.strictObject({ id: id(), version: version(), reason: line({ title: "恢复原因" }, 200) }),
    output: Division,
  }),
};

export const divisionSubject: Subject = {
  kind: "division",
  title: "科室",
  noun: "people",
  shape: Division.omit({ headcount: true, headName: true }),
};
