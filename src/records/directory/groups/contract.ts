import { z } from "zod";
import { count, day, id, line, listOf, prose, referenceCode, version } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { CompanyPage } from "../contract.ts";

const typed = {
  name: line({ title: "集团名称" }, 120),
  tier: referenceCode({ title: "分级包联" }, 40).nullable(),
  leadId: id("包联负责人").nullable(),
  team: listOf(id("成员"), 30, "核心团队").meta({ title: "核心团队" }),
  note: prose({ title: "备注" }, 2000),
};

const sharePercent = z
  .string()
  .regex(/^(?:100(?:\.0{1,2})?|\d{1,2}(?:\.\d{1,2})?)$/, { error: "持股比例应在 0 至 100 之间，最多两位小数" })
  .meta({ title: "持股比例", unit: "%" })
  .nullable();

const told = CompanyPage.shape.may.shape.update;

export const GroupRow = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "集团名称" }),
  tierTitle: z.string().nullable().meta({ title: "分级包联" }),
  leadName: z.string().nullable().meta({ title: "包联负责人" }),
  memberCount: count({ title: "成员企业" }).meta({ title: "成员企业", unit: "家", shows: "count" }),
  createdOn: z.string().meta({ title: "登记日期", shows: "date" }),
  version: z.int(),
});

export const Group = GroupRow.extend({
  headId: z.uuid(),
  /** Null where the head company is out of the reader's sight. */
  headName: z.string().nullable().meta({ title: "集团总部" }),
  tier: z.string().nullable(),
  leadId: z.uuid().nullable(),
  team: z.array(z.object({ id: z.uuid(), name: z.string() })),
  note: z.string().meta({ title: "备注" }),
  endedOn: z.string().nullable().meta({ title: "并入其他集团的日期", shows: "date" }),
});

export const Member = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "企业名称" }),
  parentId: z.uuid().nullable(),
  sharePercent: z.string().nullable().meta({ title: "持股比例", unit: "%" }),
  fromOn: z.string().nullable().meta({ title: "起始日期", shows: "date" }),
  depth: z.int(),
  region: z.string().nullable().meta({ title: "行政区划" }),
  registeredCapital: z.string().nullable().meta({ title: "注册资本", unit: "元", shows: "money" }),
  officerName: z.string().nullable().meta({ title: "责任专员" }),
});

export const GroupPage = z.object({
  group: Group,
  members: z.array(Member),
  /** What the reader sees, and how many companies more there are. */
  seen: z.object({ count: z.int(), registeredCapital: z.string() }),
  hiddenCount: z.int(),
  timeline: CompanyPage.shape.timeline,
  may: z.object({ update: told }),
});

const Kin = z.object({
  id: z.uuid(),
  name: z.string(),
  sharePercent: z.string().nullable(),
  fromOn: z.string().nullable(),
});

/** Where one company stands in its group. */
export const GroupPlace = z.object({
  group: Group.pick({ id: true, name: true, tierTitle: true, leadName: true, headId: true, headName: true }).nullable(),
  parent: Kin.nullable(),
  /** There is a parent, whom the reader does not see. */
  hasHiddenParent: z.boolean(),
  children: z.array(Kin),
  hiddenCount: z.int(),
  may: z.object({ create: told, attach: told, detach: told }),
});

export const Tier = z.object({ code: z.string(), title: z.string() });

/** As the history tells it: people by name, for an id says nothing. */
export const groupSubject: Subject = {
  kind: "group",
  title: "集团",
  noun: "companies",
  shape: z.object({
    name: typed.name,
    tier: z.string().nullable().meta({ title: "分级包联" }),
    leadId: typed.leadId,
    team: prose({ title: "核心团队" }),
    note: typed.note,
    endedOn: day({ title: "并入其他集团的日期" }).nullable(),
  }),
  page: "groups",
};
export const parentSubject: Subject = {
  kind: "companyParent",
  title: "上级企业",
  noun: "companies",
  shape: z.object({
    parentName: line({ title: "上级企业" }, 120),
    sharePercent,
    fromOn: day({ title: "起始日期" }).nullable(),
    toOn: day({ title: "终止日期" }).nullable(),
  }),
};

const read = "companies.read";
const manage = "companies.manage";

export const groupOperations = {
  list: list("groups.list", {
    title: "查看集团",
    permission: read,
    row: GroupRow,
    filter: {
      search: z.string().trim().max(60).optional().meta({ title: "集团名称" }),
      tier: referenceCode({ title: "分级包联" }, 40).optional(),
      leadId: id("包联负责人").optional(),
    },
    sorts: ["name", "createdOn"],
  }),
  get: query("groups.get", { title: "查看集团详情", permission: read, input: one, output: GroupPage }),
  place: query("groups.place", {
    title: "查看企业所属集团",
    permission: read,
    input: z.strictObject({ companyId: id("企业") }),
    output: GroupPlace,
  }),
  tiers: query("groups.tiers", {
    title: "查看分级包联的层级",
    permission: read,
    input: z.strictObject({}),
    output: z.array(Tier),
  }),
  create: command("groups.create", {
    title: "登记集团",
    permission: manage,
    input: z.strictObject({
      headId: id("集团总部"),
      name: typed.name,
      tier: typed.tier.default(null),
      leadId: typed.leadId.default(null),
      team: typed.team.default([]),
      note: typed.note.default(""),
    }),
    output: one,
  }),
  update: command("groups.update", {
    title: "修改集团",
    permission: manage,
    input: z.strictObject({ id: id(), version: version(), changes: z.strictObject(typed).partial() }),
    output: one,
  }),
  attach: command("groups.attach", {
    title: "挂接上级企业",
    permission: manage,
    input: z.strictObject({
      companyId: id("企业"),
      parentId: id("上级企业"),
      sharePercent: sharePercent.default(null),
      fromOn: day({ title: "起始日期" }).nullable().default(null),
    }),
    output: z.object({ groupId: z.uuid() }),
  }),
  detach: command("groups.detach", {
    title: "解除上级企业",
    permission: manage,
    input: z.strictObject({
      companyId: id("企业"),
      toOn: day({ title: "终止日期" }).nullable().default(null),
      reason: line({ title: "解除原因" }, 200),
    }),
    output: z.object({}),
  }),
};
