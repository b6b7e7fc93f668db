import { z } from "zod";
import {
  code,
  creditCode,
  day,
  id,
  line,
  listOf,
  prose,
  referenceCode,
  version,
  year,
  yuan,
} from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { application, Erasure } from "#records/people/erasures/contract.ts";
import {
  companyStates,
  companyTags,
  consentStates,
  contactRoles,
  industrySections,
  lackedFields,
  registryStates,
} from "./words.ts";

/** What a person types about a company; the form, the import and the API share it. */
const typed = {
  name: line({ title: "企业名称", class: "public" }, 120),
  creditCode: creditCode({ title: "统一社会信用代码", class: "public" }).nullable(),
  formerNames: listOf(line({ title: "曾用名" }, 120), 20, "曾用名").meta({ title: "曾用名" }),
  tags: listOf(code(companyTags, { title: "标签" }), Object.keys(companyTags).length, "标签").meta({
    title: "标签",
    shows: "code",
    words: companyTags,
  }),
  industry: code(industrySections, { title: "行业门类" }).nullable(),
  /** 大类, or 中类、小类 below it; decides the section. */
  industryCode: z
    .string()
    .regex(/^\d{2,4}$/, { error: "行业代码应为两位大类，或其下的三、四位代码" })
    .meta({ title: "行业大类" })
    .nullable(),
  registryState: code(registryStates, { title: "登记状态" }).nullable(),
  region: referenceCode({ title: "行政区划" }, 12).nullable(),
  address: prose({ title: "地址" }, 200),
  registeredCapital: yuan({ title: "注册资本" }).nullable(),
  foundedOn: day({ title: "成立日期" }).nullable(),
  officerId: id("责任专员").nullable(),
  note: prose({ title: "备注" }, 2000),
};

export const NewCompany = z.strictObject({
  ...typed,
  formerNames: typed.formerNames.default([]),
  tags: typed.tags.default([]),
  creditCode: typed.creditCode.default(null),
  industry: typed.industry.default(null),
  industryCode: typed.industryCode.default(null),
  registryState: typed.registryState.default(null),
  region: typed.region.default(null),
  address: typed.address.default(""),
  registeredCapital: typed.registeredCapital.default(null),
  foundedOn: typed.foundedOn.default(null),
  officerId: typed.officerId.default(null),
  note: typed.note.default(""),
});

const CompanyChanges = z.strictObject(typed).partial();

export const Company = z.object({
  id: z.uuid(),
  ...typed,
  // Shown as stored: what was once accepted is never refused on its way out.
  creditCode: z.string().nullable().meta({ title: "统一社会信用代码", class: "public" }),
  formerCodes: z.array(z.string()).meta({ title: "曾用代码" }),
  state: code(companyStates, { title: "状态" }),
  divisionId: z.uuid().nullable(),
  createdOn: day({ title: "入库日期" }),
  version: z.int(),
});

export const CompanyRow = z.object({
  ...Company.omit({ formerNames: true, formerCodes: true, note: true, address: true }).shape,
  officerName: z.string().nullable().meta({ title: "责任专员" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  regionName: z.string().nullable().meta({ title: "区划名称" }),
  groupId: z.uuid().nullable(),
  groupName: z.string().nullable().meta({ title: "所属集团" }),
  /** 分级包联 is held at the group's head and holds for all of its companies. */
  tierTitle: z.string().nullable().meta({ title: "分级包联" }),
  leadName: z.string().nullable().meta({ title: "包联负责人" }),
  /** 外部数据: of the last year one is known of. */
  revenue: z.string().nullable().meta({ title: "营业收入", unit: "元", shows: "money" }),
  revenueYear: year({ title: "营业收入年度" }).nullable(),
});

const typedContact = {
  name: line({ title: "姓名", personal: true }, 40),
  position: prose({ title: "职务", personal: true }, 60),
  phone: z
    .string()
    .trim()
    .regex(/^[0-9+][0-9 -]{5,24}$/, { error: "电话应为数字，可带区号或 +86" })
    .nullable()
    .meta({ title: "电话", class: "sensitive", personal: true }),
  email: z
    .email({ error: "邮箱格式不正确" })
    .max(120)
    .nullable()
    .meta({ title: "邮箱", class: "sensitive", personal: true }),
  note: prose({ title: "备注", personal: true }, 500),
  role: code(contactRoles, { title: "身份", personal: true }).nullable(),
};

export const Contact = z.object({
  id: z.uuid(),
  companyId: z.uuid().meta({ title: "企业" }),
  name: z.string().meta({ title: "姓名", personal: true }),
  position: z.string().meta({ title: "职务", personal: true }),
  /** 默认脱敏: shown with its middle hidden; the whole of it is told by contacts.reveal, which is recorded. */
  phone: z.string().nullable().meta({ title: "电话", class: "sensitive", personal: true }),
  email: z.string().nullable().meta({ title: "邮箱", class: "sensitive", personal: true }),
  note: z.string().meta({ title: "备注", personal: true }),
  role: code(contactRoles, { title: "身份", personal: true }).nullable(),
  /** 个人信息同意; once taken back, nobody is told the number any more. */
  consent: code(consentStates, { title: "个人信息同意" }),
  consentOn: z.string().nullable().meta({ title: "同意日期", shows: "date" }),
  consentHow: z.string().meta({ title: "同意方式", personal: true }),
  consentEvidence: z.string().meta({ title: "同意凭据", personal: true }),
  version: z.int(),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const CompanyPage = z.object({
  company: CompanyRow.extend(Company.pick({ formerNames: true, formerCodes: true, note: true, address: true }).shape),
  contacts: z.array(Contact),
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
  /** 还差什么: fields that are still empty, by name. */
  missing: z.array(z.object({ field: z.string(), title: z.string() })),
  may: z.object({ update: Told, archive: Told, restore: Told, reveal: Told }),
});

export const Region = z.object({ code: z.string(), name: z.string().meta({ title: "行政区划" }) });

export const regionOperations = {
  /** By name or the beginning of the code, for pickers. */
  list: query("regions.list", {
    title: "查找行政区划",
    permission: "companies.read",
    input: z.strictObject({ search: z.string().trim().max(40).optional().meta({ title: "名称或代码" }) }),
    output: z.array(Region),
  }),
};

/** As the history tells it: what the page shows by a name of its own has one here too. */
const Recorded = Company.extend({ divisionId: Company.shape.divisionId.meta({ title: "科室" }) });

export const companySubject: Subject = {
  kind: "company",
  title: "企业",
  noun: "companies",
  shape: Recorded,
  page: "companies",
};
export const contactSubject: Subject = {
  kind: "contact",
  title: "联系人",
  noun: "companies",
  // Which company stands in the page the change is told on, and in 兼任经历.
  shape: Contact.omit({ companyId: true }),
};

export const companyOperations = {
  list: list("companies.list", {
    title: "查看企业",
    permission: "companies.read",
    row: CompanyRow,
    filter: {
      search: z.string().trim().max(60).optional().meta({ title: "名称、拼音首字母或信用代码" }),
      tag: code(companyTags, { title: "标签" }).optional(),
      industry: code(industrySections, { title: "行业门类" }).optional(),
      /** 大类 and everything below it. */
      industryCode: referenceCode({ title: "行业大类" }, 4).optional(),
      registryState: code(registryStates, { title: "登记状态" }).optional(),
      groupId: id("所属集团").optional(),
      tier: referenceCode({ title: "分级包联" }, 40).optional(),
      region: referenceCode({ title: "行政区划" }, 12).optional(),
      officerId: id("责任专员").optional(),
      divisionId: id("科室").optional(),
      state: code(companyStates, { title: "状态" }).default("active"),
      lacks: code(lackedFields, { title: "还差什么" }).optional(),
      capitalFrom: yuan({ title: "注册资本不少于" }).optional(),
      capitalTo: yuan({ title: "注册资本不超过" }).optional(),
      revenueFrom: yuan({ title: "最近一年营业收入不少于" }).optional(),
    },
    sorts: ["createdOn", "name", "registeredCapital"],
  }),
  get: query("companies.get", { title: "查看企业详情", permission: "companies.read", input: one, output: CompanyPage }),
  create: command("companies.create", {
    title: "新增企业",
    permission: "companies.manage",
    input: NewCompany.extend({
      /** Asked for where one like it is in the directory already; see duplicates. */
      duplicateReason: prose({ title: "仍要新增的理由" }, 200).default(""),
    }),
    output: Company,
  }),
  update: command("companies.update", {
    title: "修改企业",
    permission: "companies.manage",
    input: z.strictObject({ id: id(), version: version(), changes: CompanyChanges }),
    output: Company,
  }),
  archive: command("companies.archive", {
    title: "归档企业",
    permission: "companies.manage",
    input: z.strictObject({ id: id(), version: version(), reason: line({ title: "归档原因" }, 200) }),
    output: Company,
  }),
  restore: command("companies.restore", {
    title: "恢复企业",
    permission: "companies.manage",
    input: z.strictObject({ id: id(), version: version() }),
    output: Company,
  }),
};

export const contactOperations = {
  create: command("contacts.create", {
    title: "新增联系人",
    permission: "companies.manage",
    input: z.strictObject({
      companyId: id("企业"),
      name: typedContact.name,
      position: typedContact.position.default(""),
      phone: typedContact.phone.default(null),
      email: typedContact.email.default(null),
      note: typedContact.note.default(""),
      role: typedContact.role.default(null),
    }),
    output: Contact,
  }),
  update: command("contacts.update", {
    title: "修改联系人",
    permission: "companies.manage",
    input: z.strictObject({ id: id(), version: version(), changes: z.strictObject(typedContact).partial() }),
    output: Contact,
  }),
  remove: command("contacts.remove", {
    title: "移除联系人",
    permission: "companies.manage",
    input: z.strictObject({ id: id(), version: version() }),
    output: z.object({}),
  }),
  /** 个人信息删除申请: taken in here, decided by a second person (people/erasures). */
  requestErasure: command("contacts.requestErasure", {
    title: "登记删除申请",
    permission: "companies.manage",
    input: z.strictObject({ id: id("联系人"), ...application }),
    output: Erasure,
  }),
  /** A command, because looking is recorded. */
  reveal: command("contacts.reveal", {
    title: "查看联系方式原文",
    permission: "contacts.reveal",
    input: one,
    output: z.object({
      phone: z.string().nullable().meta({ title: "电话", class: "sensitive" }),
      email: z.string().nullable().meta({ title: "邮箱", class: "sensitive" }),
    }),
  }),
};
