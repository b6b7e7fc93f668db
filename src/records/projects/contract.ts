import { z } from "zod";
import { type Currency, currencies } from "#kit/base/currencies.ts";
import { code, day, flag, id, line, prose, referenceCode, version, year, yuan } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { industrySections } from "#records/directory/words.ts";
import { Missing, RailStage } from "./stages/contract.ts";
import { capitals, investorKinds, sizes, sources, stages, standings, tracks } from "./words.ts";

const currencyWords = Object.fromEntries(Object.entries(currencies).map(([key, { title }]) => [key, title])) as Record<
  Currency,
  string
>;
const notNegative = (says: { title: string }) =>
  yuan(says).refine((text) => !text.startsWith("-"), { error: `${says.title}不能是负数` });

/** 币种 and its dated, sourced rate; shared with signings. */
export const rated = {
  currency: code(currencyWords, { title: "币种" }),
  exchangeRate: z
    .string()
    .trim()
    .regex(/^\d{1,6}(\.\d{1,8})?$/, { error: "汇率应为 1 单位外币合多少元，例如 7.0827" })
    .nullable()
    .meta({ title: "汇率" }),
  ratedOn: day({ title: "汇率日期" }).nullable(),
  rateSource: prose({ title: "汇率来源" }, 60),
};

/** What a person types about a project; form, import and API share it. */
const typed = {
  name: line({ title: "项目名称" }, 80),
  brief: prose({ title: "项目简介" }, 2000),
  investorId: id("投资主体").nullable().meta({ title: "投资主体（企业库）" }),
  investorName: line({ title: "投资方名称" }, 120),
  investorKind: code(investorKinds, { title: "投资方性质" }).nullable(),
  capital: code(capitals, { title: "内外资" }).nullable(),
  sourcePlace: prose({ title: "来源地" }, 60),
  industry: code(industrySections, { title: "行业门类" }).nullable(),
  region: referenceCode({ title: "意向落位" }, 12).nullable(),
  ...rated,
  originalInvestment: notNegative({ title: "外币总投资" }).nullable(),
  totalInvestment: notNegative({ title: "计划总投资" }).nullable(),
  fixedAssetInvestment: notNegative({ title: "固定资产投资" }).nullable(),
  siteWish: prose({ title: "选址需求" }, 500),
  siteId: id("空间").nullable().meta({ title: "空间" }),
  officerId: id("责任专员").nullable(),
  qualityKeeperId: id("质量把关人").nullable(),
  source: code(sources, { title: "线索来源" }),
  sourceNote: prose({ title: "来源说明" }, 200),
  eventId: id("招商活动").nullable().meta({ title: "招商活动" }),
  intermediaryId: id("中介机构").nullable().meta({ title: "中介机构" }),
  outpostId: id("驻外机构").nullable().meta({ title: "驻外机构" }),
  expectedOn: day({ title: "预计落地日" }).nullable(),
  landedCompanyId: id("落地主体").nullable(),
  note: prose({ title: "备注" }, 2000),
};
const receivedOn = day({ title: "接到日期" });
const track = code(tracks, { title: "项目类型" });

/** 线索 in under a minute: name, investor and track; all else can follow. */
export const NewProject = z.strictObject({
  ...typed,
  track: track.default("landManufacturing"),
  brief: typed.brief.default(""),
  investorId: typed.investorId.default(null),
  investorName: typed.investorName.optional(),
  investorKind: typed.investorKind.default(null),
  capital: typed.capital.default(null),
  sourcePlace: typed.sourcePlace.default(""),
  industry: typed.industry.default(null),
  region: typed.region.default(null),
  currency: typed.currency.default("CNY"),
  exchangeRate: typed.exchangeRate.default(null),
  ratedOn: typed.ratedOn.default(null),
  rateSource: typed.rateSource.default(""),
  originalInvestment: typed.originalInvestment.default(null),
  totalInvestment: typed.totalInvestment.default(null),
  fixedAssetInvestment: typed.fixedAssetInvestment.default(null),
  siteWish: typed.siteWish.default(""),
  siteId: typed.siteId.default(null),
  officerId: typed.officerId.default(null),
  qualityKeeperId: typed.qualityKeeperId.default(null),
  source: typed.source.default("officer"),
  sourceNote: typed.sourceNote.default(""),
  eventId: typed.eventId.default(null),
  intermediaryId: typed.intermediaryId.default(null),
  outpostId: typed.outpostId.default(null),
  expectedOn: typed.expectedOn.default(null),
  landedCompanyId: typed.landedCompanyId.default(null),
  note: typed.note.default(""),
  /** Today unless said. */
  receivedOn: receivedOn.optional(),
});

const ProjectChanges = z
  .strictObject({
    ...typed,
    /** Before anything but the lead was registered. */
    track,
    /** 金额悬殊: asked for where an amount is a thousand times the last one, or a thousandth. */
    isAmountChecked: flag({ title: "金额已核对" }),
  })
  .partial();

const shownRate = z.string().nullable().meta({ title: "汇率" });

export const Project = z.object({
  id: z.uuid(),
  code: z.string().meta({ title: "项目编号" }),
  ...typed,
  exchangeRate: shownRate,
  track,
  receivedOn,
  agreedInvestment: yuan({ title: "协议投资额" }).nullable(),
  stage: code(stages, { title: "阶段" }),
  stageOn: day({ title: "进入阶段日期" }),
  standing: code(standings, { title: "推进状态" }),
  standingReason: z.string().nullable().meta({ title: "状态原因" }),
  standingOn: z.string().nullable().meta({ title: "状态日期", shows: "date" }),
  size: code(sizes, { title: "规模" }),
  landedOn: z.string().nullable().meta({ title: "落地日期", shows: "date" }),
  activeOn: day({ title: "最近进展" }),
  divisionId: z.uuid().nullable().meta({ title: "科室" }),
  version: z.int(),
});

const named = {
  officerName: z.string().nullable().meta({ title: "责任专员" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
};

export const ProjectRow = z.object({
  ...Project.pick({
    id: true,
    code: true,
    name: true,
    track: true,
    stage: true,
    stageOn: true,
    standing: true,
    investorId: true,
    investorName: true,
    capital: true,
    sourcePlace: true,
    industry: true,
    totalInvestment: true,
    agreedInvestment: true,
    size: true,
    source: true,
    receivedOn: true,
    landedOn: true,
    activeOn: true,
    officerId: true,
    version: true,
  }).shape,
  divisionId: z.uuid().nullable(),
  ...named,
  regionName: z.string().nullable().meta({ title: "意向落位" }),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

const Definition = z.object({ text: z.string(), document: z.string() });
/** Another record by name; its page where the asker may open it. */
const Pointed = z.object({ id: z.uuid(), name: z.string(), page: z.string().nullable() }).nullable();

export const ProjectPage = z.object({
  project: Project.extend({
    ...named,
    regionName: z.string().nullable(),
    investorCompanyName: z.string().nullable(),
    landedCompanyName: z.string().nullable(),
    qualityKeeperName: z.string().nullable(),
  }),
  places: z.object({ event: Pointed, intermediary: Pointed, outpost: Pointed, site: Pointed }),
  trackTitle: z.string(),
  sizeTitle: z.string(),
  rail: z.array(RailStage),
  /** The next stage and 还差什么 to enter it; null at the end of the track. */
  next: z.object({ stage: code(stages, { title: "阶段" }), title: z.string(), missing: z.array(Missing) }).nullable(),
  /** 口径 printed on the page. */
  definitions: z.object({ landed: Definition, signed: Definition, fundsInPlace: Definition }),
  /** What may be chosen as the reason of each 推进状态. */
  reasons: z.array(z.object({ standing: code(standings, { title: "推进状态" }), reasons: z.array(z.string()) })),
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
  may: z.object({ update: Told, move: Told, stand: Told, sign: Told, verify: Told, override: Told }),
});

export const projectSubject: Subject = {
  kind: "project",
  title: "招商项目",
  noun: "projects",
  shape: Project,
  page: "projects",
};

/** One filter for list, board and funnel. */
export const projectFilter = {
  search: z.string().trim().max(60).optional().meta({ title: "名称、投资方、拼音首字母或编号" }),
  stage: code(stages, { title: "阶段" }).optional(),
  track: track.optional(),
  /** 该档及以上; the band itself for the two below the bands. */
  size: code(sizes, { title: "规模" }).optional(),
  capital: code(capitals, { title: "内外资" }).optional(),
  standing: code(standings, { title: "推进状态" }).optional(),
  source: code(sources, { title: "线索来源" }).optional(),
  industry: code(industrySections, { title: "行业门类" }).optional(),
  /** At this stage or beyond it. */
  reached: code(stages, { title: "已到阶段" }).optional(),
  region: referenceCode({ title: "意向落位" }, 12).optional(),
  officerId: id("责任专员").optional(),
  divisionId: id("科室").optional(),
  investorId: id("投资主体").optional(),
  eventId: id("招商活动").optional(),
  intermediaryId: id("中介机构").optional(),
  outpostId: id("驻外机构").optional(),
  /** A formal agreement that stands was signed in the year. */
  signedIn: year({ title: "签约年度" }).optional(),
  landedIn: year({ title: "落地年度" }).optional(),
  /** An agreement with other districts stands for it. */
  isJoint: flag({ title: "联合招商" }).optional(),
  isLanded: flag({ title: "已落地" }).optional(),
  /** 停滞: nothing happened for more working days than the pack gives the stage. */
  isStalled: flag({ title: "停滞" }).optional(),
  amountFrom: yuan({ title: "总投资不少于" }).optional(),
  amountTo: yuan({ title: "总投资不超过" }).optional(),
  receivedFrom: day({ title: "接到日期不早于" }).optional(),
  receivedTo: day({ title: "接到日期不晚于" }).optional(),
};

export const projectOperations = {
  list: list("projects.list", {
    title: "查看招商项目",
    permission: "projects.read",
    row: ProjectRow,
    filter: projectFilter,
    sorts: ["receivedOn", "stageOn", "activeOn", "totalInvestment", "name"],
  }),
  get: query("projects.get", {
    title: "查看招商项目详情",
    permission: "projects.read",
    input: one,
    output: ProjectPage,
  }),
  create: command("projects.create", {
    title: "登记线索",
    permission: "projects.manage",
    input: NewProject,
    output: Project,
  }),
  update: command("projects.update", {
    title: "修改招商项目",
    permission: "projects.manage",
    input: z.strictObject({ id: id(), version: version(), changes: ProjectChanges }),
    output: Project,
  }),
};
