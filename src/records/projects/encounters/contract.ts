import { z } from "zod";
import { code, day, flag, id, line, listOf, prose, version } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { encounterKinds } from "./words.ts";

export const read = "encounters.read";
export const manage = "encounters.manage";

const typed = {
  kind: code(encounterKinds, { title: "方式" }),
  happenedOn: day({ title: "日期" }),
  place: prose({ title: "地点" }, 80),
  counterpart: prose({ title: "未入库的单位" }, 120),
  /** Names get into it: sealed in the history with the record's own key. */
  summary: prose({ title: "谈了什么", personal: true }, 2000).min(1, { error: "请写明谈了什么，一两句话即可" }),
  nextStep: prose({ title: "下一步", personal: true }, 300),
  nextDueOn: day({ title: "下一步期限" }).nullable(),
  nextOwnerId: id("下一步由谁办").nullable().meta({ title: "下一步由谁办" }),
};
const companyIds = listOf(id(), 20, "企业").meta({ title: "企业" });
const projectIds = listOf(id(), 10, "项目").meta({ title: "项目" });

/** 一分钟记完: whom, about what, and what comes next. */
export const NewEncounter = z.strictObject({
  ...typed,
  kind: typed.kind.default("visit"),
  /** Today unless said. */
  happenedOn: typed.happenedOn.optional(),
  place: typed.place.default(""),
  counterpart: typed.counterpart.default(""),
  nextStep: typed.nextStep.default(""),
  nextDueOn: typed.nextDueOn.default(null),
  nextOwnerId: typed.nextOwnerId.default(null),
  companyIds: companyIds.default([]),
  projectIds: projectIds.default([]),
  /** Whoever types it unless said. */
  hostIds: listOf(id(), 30, "我方人员").meta({ title: "我方人员" }).default([]),
  contactIds: listOf(id(), 30, "对方联系人").meta({ title: "对方联系人" }).default([]),
  /** 王示例 总经理、李示例 */
  guestNames: prose({ title: "对方其他人员", personal: true }, 300).default(""),
  /** 由驻外机构邀约或陪同的 */
  outpostId: id("驻外机构").nullable().meta({ title: "驻外机构" }).default(null),
  files: listOf(Attachment, 10, "附件").meta({ title: "附件" }).default([]),
});

const EncounterChanges = z
  .strictObject({
    place: typed.place,
    summary: typed.summary,
    nextStep: typed.nextStep,
    nextDueOn: typed.nextDueOn,
    nextOwnerId: typed.nextOwnerId,
  })
  .partial();

const shown = {
  id: z.uuid(),
  kind: typed.kind,
  happenedOn: typed.happenedOn,
  place: typed.place,
  /** 企业 and 未入库的单位, joined. */
  companyNames: z.string().meta({ title: "对接单位" }),
  projectNames: z.string().meta({ title: "项目" }),
  hostNames: z.string().meta({ title: "我方人员" }),
  summary: typed.summary,
  nextStep: typed.nextStep,
  nextDueOn: z.string().nullable().meta({ title: "下一步期限", shows: "date" }),
  nextOwnerId: typed.nextOwnerId,
  nextOwnerName: z.string().nullable().meta({ title: "下一步由谁办" }),
  nextDoneOn: z.string().nullable().meta({ title: "下一步办结", shows: "date" }),
  divisionName: z.string().meta({ title: "当日科室" }),
  version: z.int(),
};

export const EncounterRow = z.object(shown);

export const Encounter = z.object({
  ...shown,
  counterpart: typed.counterpart,
  guestNames: z.string().meta({ title: "对方人员", personal: true }),
  nextResult: z.string().meta({ title: "下一步结果", personal: true }),
  files: z.array(AttachedShown).meta({ title: "附件" }),
  outpostId: z.uuid().nullable().meta({ title: "驻外机构" }),
  officerId: z.uuid().nullable(),
  divisionId: z.uuid().nullable(),
  typedAt: z.string().meta({ title: "录入时间", shows: "moment" }),
  byName: z.string().nullable().meta({ title: "录入人" }),
  voidedAt: z.string().nullable().meta({ title: "作废时间", shows: "moment" }),
  voidReason: z.string().nullable().meta({ title: "作废原因" }),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();
const Place = z.object({ id: z.uuid(), name: z.string(), isSeen: z.boolean() });

export const EncounterPage = z.object({
  encounter: Encounter,
  outpost: Place.nullable(),
  companies: z.array(Place),
  projects: z.array(Place),
  hosts: z.array(z.object({ personId: z.uuid(), name: z.string(), divisionName: z.string() })),
  timeline: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        happenedOn: z.string(),
        typedAt: z.string(),
        kind: z.string(),
        title: z.string(),
        link: z.string().nullable(),
        by: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  may: z.object({ update: Told, finish: Told, annul: Told }),
});

export const encounterSubject: Subject = {
  kind: "encounter",
  title: "对接记录",
  noun: "encounters",
  shape: Encounter.omit({ nextOwnerId: true, officerId: true, divisionId: true, files: true }),
  page: "encounters",
};

const made = z.object({ id: z.uuid() });
const step = { id: id(), version: version() };

export const encounterOperations = {
  list: list("encounters.list", {
    title: "查看对接记录",
    permission: read,
    row: EncounterRow,
    filter: {
      search: z.string().trim().max(60).optional().meta({ title: "单位、项目或地点" }),
      kind: typed.kind.optional(),
      companyId: id("企业").optional(),
      projectId: id("项目").optional(),
      outpostId: id("驻外机构").optional(),
      hostId: id("我方人员").optional(),
      divisionId: id("当日科室").optional(),
      nextOwnerId: id("下一步由谁办").optional(),
      /** 下一步 not done yet. */
      isOpen: flag({ title: "下一步未办" }).optional(),
      nextDueBy: day({ title: "下一步期限不晚于" }).optional(),
      from: day({ title: "日期不早于" }).optional(),
      to: day({ title: "日期不晚于" }).optional(),
    },
    sorts: ["happenedOn", "nextDueOn"],
  }),
  get: query("encounters.get", { title: "查看对接详情", permission: read, input: one, output: EncounterPage }),
  create: command("encounters.create", { title: "记一次对接", permission: manage, input: NewEncounter, output: made }),
  update: command("encounters.update", {
    title: "修改对接记录",
    permission: manage,
    input: z.strictObject({ ...step, changes: EncounterChanges }),
    output: made,
  }),
  finish: command("encounters.finish", {
    title: "办结下一步",
    permission: manage,
    input: z.strictObject({
      ...step,
      result: prose({ title: "办得怎样", personal: true }, 500).min(1, { error: "请写明办得怎样" }),
      doneOn: day({ title: "办结日期" }).nullable().default(null),
    }),
    output: made,
  }),
  annul: command("encounters.annul", {
    title: "作废对接记录",
    permission: manage,
    input: z.strictObject({ ...step, reason: line({ title: "作废原因" }, 200) }),
    output: made,
  }),
};
