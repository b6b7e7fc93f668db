import { z } from "zod";
import { code, day, id, line, prose, referenceCode, version, year } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { Company, CompanyPage } from "../contract.ts";
import { industrySections } from "../words.ts";
import { priorities, prospectStates } from "./words.ts";

const typed = {
  year: year({ title: "清单年度" }),
  theme: line({ title: "清单主题" }, 60),
  name: line({ title: "企业名称", class: "public" }, 120),
  industry: code(industrySections, { title: "行业门类" }).nullable(),
  industryCode: Company.shape.industryCode,
  reason: prose({ title: "列入理由" }, 500),
  source: prose({ title: "线索来源" }, 120),
  priority: code(priorities, { title: "优先级" }),
  officerId: id("责任专员").nullable(),
  divisionId: id("责任科室").nullable(),
};

export const NewProspect = z.strictObject({
  ...typed,
  industry: typed.industry.default(null),
  industryCode: typed.industryCode.default(null),
  reason: typed.reason.default(""),
  source: typed.source.default(""),
  priority: typed.priority.default("middle"),
  officerId: typed.officerId.default(null),
  divisionId: typed.divisionId.default(null),
});
export const ProspectChanges = z.strictObject(typed).partial();

export const Prospect = z.object({
  id: z.uuid(),
  ...typed,
  state: code(prospectStates, { title: "状态" }),
  stateReason: prose({ title: "状态说明" }, 200),
  listedOn: day({ title: "列入日期" }),
  version: z.int(),
});

export const ProspectRow = Prospect.extend({
  companyId: z.uuid().nullable(),
  /** Null where it is not in the library, or out of the reader's sight there. */
  companyName: z.string().nullable().meta({ title: "库内企业" }),
  officerName: z.string().nullable().meta({ title: "责任专员" }),
  divisionName: z.string().nullable().meta({ title: "责任科室" }),
});

const told = CompanyPage.shape.may.shape.update;

export const ProspectPage = z.object({
  prospect: ProspectRow,
  timeline: CompanyPage.shape.timeline,
  may: z.object({ update: told, link: told, unlink: told, enroll: told }),
});

export const prospectSubject: Subject = {
  kind: "prospect",
  title: "目标企业",
  noun: "prospects",
  shape: Prospect.extend({ companyName: z.string().nullable().meta({ title: "库内企业" }) }),
  page: "prospects",
};

const read = "prospects.read";
const manage = "prospects.manage";
const made = z.object({ id: z.uuid() });

export const prospectOperations = {
  list: list("prospects.list", {
    title: "查看目标企业",
    permission: read,
    row: ProspectRow,
    filter: {
      search: z.string().trim().max(60).optional().meta({ title: "名称或拼音首字母" }),
      year: typed.year.optional(),
      theme: z.string().trim().max(60).optional().meta({ title: "清单主题" }),
      state: code(prospectStates, { title: "状态" }).optional(),
      priority: code(priorities, { title: "优先级" }).optional(),
      industryCode: referenceCode({ title: "行业大类" }, 4).optional(),
      officerId: id("责任专员").optional(),
      divisionId: id("责任科室").optional(),
      companyId: id("库内企业").optional(),
    },
    sorts: ["listedOn", "name"],
  }),
  get: query("prospects.get", { title: "查看目标企业详情", permission: read, input: one, output: ProspectPage }),
  create: command("prospects.create", { title: "列入目标企业", permission: manage, input: NewProspect, output: made }),
  update: command("prospects.update", {
    title: "修改目标企业",
    permission: manage,
    input: z.strictObject({ id: id(), version: version(), changes: ProspectChanges }),
    output: made,
  }),
  move: command("prospects.move", {
    title: "更新跟进状态",
    permission: manage,
    input: z.strictObject({
      id: id(),
      version: version(),
      state: code(prospectStates, { title: "状态" }),
      reason: prose({ title: "说明" }, 200).default(""),
    }),
    output: made,
  }),
  link: command("prospects.link", {
    title: "关联库内企业",
    permission: manage,
    input: z.strictObject({ id: id(), version: version(), companyId: id("库内企业") }),
    output: made,
  }),
  unlink: command("prospects.unlink", {
    title: "解除关联",
    permission: manage,
    input: z.strictObject({ id: id(), version: version() }),
    output: made,
  }),
  /** 转入企业库: the company is entered under the prospect's officer and linked. */
  enroll: command("prospects.enroll", {
    title: "转入企业库",
    permission: manage,
    input: z.strictObject({
      id: id(),
      version: version(),
      /** Asked for where one like it is in the directory already, as when it is entered by hand. */
      duplicateReason: prose({ title: "仍要新增的理由" }, 200).default(""),
    }),
    output: z.object({ companyId: z.uuid() }),
  }),
};
