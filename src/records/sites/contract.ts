import { z } from "zod";
import { degrees, parseOutline, within } from "#kit/base/coordinates.ts";
import {
  code,
  count,
  day,
  flag,
  id,
  line,
  listOf,
  measure,
  prose,
  referenceCode,
  version,
  yuan,
} from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { industrySections } from "#records/directory/words.ts";
import { Occupation } from "./occupations/contract.ts";
import { datums, plannedUses, siteKinds, siteStates, siteUtilities, toldStates } from "./words.ts";

const degree = (title: string, [least, most]: readonly [number, number]) => {
  const error = `${title}应在 ${least} 至 ${most} 之间，请核对经度和纬度是否写反`;
  return z
    .number({ error: `${title}应为数字` })
    .min(least, { error })
    .max(most, { error })
    .overwrite(degrees)
    .meta({ title });
};

const price = (title: string, unit: string) =>
  yuan({ title, unit }).refine((text) => !text.startsWith("-"), { error: `${title}不能是负数` });

/** As the upload gave it; name and size are read anew from the stored file. */
const Attachment = z.strictObject({
  id: id("附件"),
  name: line({ title: "文件名" }, 200),
  size: count({ title: "大小" }, 1_000_000_000),
});

const outline = prose({ title: "范围线" }, 8000).superRefine((text, issue) => {
  const parsed = parseOutline(text);
  if ("message" in parsed) issue.addIssue({ code: "custom", message: parsed.message });
});

const codesOf = <const W extends Record<string, string>>(words: W, title: string) =>
  listOf(code(words, { title }), Object.keys(words).length, title).meta({ title, shows: "code", words });

/** What a person types about a site; the form, the import and the API share it. */
const typed = {
  name: line({ title: "名称" }, 80),
  code: line({ title: "编号" }, 40).nullable(),
  parentId: id("所在园区或楼栋").nullable(),
  region: referenceCode({ title: "行政区划" }, 12).nullable(),
  address: prose({ title: "地址" }, 200),
  /** 亩 for land, ㎡ for floors: by the kind. */
  area: measure({ title: "面积" }).nullable(),
  isDivisible: flag({ title: "可分割" }),
  leastArea: measure({ title: "最小分割面积" }).nullable(),
  floor: line({ title: "楼层" }, 20).nullable(),
  ceilingHeight: measure({ title: "层高", unit: "米" }, 200).nullable(),
  floorLoad: measure({ title: "承重", unit: "吨/㎡" }, 100).nullable(),
  powerCapacity: measure({ title: "供电容量", unit: "kVA" }, 1_000_000).nullable(),
  utilities: codesOf(siteUtilities, "配套"),
  rent: price("租金", "元/㎡/月").nullable(),
  landPrice: price("地价", "元/亩").nullable(),
  plannedUse: code(plannedUses, { title: "规划用途" }).nullable(),
  termYears: count({ title: "使用年限", unit: "年" }, 70).nullable(),
  plotRatio: line({ title: "容积率" }, 40).nullable(),
  industries: codesOf(industrySections, "产业方向"),
  industryNote: prose({ title: "产业说明" }, 200),
  environmentLimit: prose({ title: "环评要求" }, 500),
  energyLimit: prose({ title: "能耗要求" }, 500),
  availableOn: day({ title: "可交付日期" }).nullable(),
  ownerId: id("产权单位（企业库）").nullable(),
  ownerName: line({ title: "产权单位" }, 120).nullable(),
  longitude: degree("经度", within.longitude).nullable(),
  latitude: degree("纬度", within.latitude).nullable(),
  datum: code(datums, { title: "坐标系" }),
  outline,
  officerId: id("联系人").nullable(),
  files: listOf(Attachment, 20, "图片和附件").meta({ title: "图片和附件" }),
  note: prose({ title: "备注" }, 2000),
};

export const NewSite = z.strictObject({
  kind: code(siteKinds, { title: "种类" }),
  state: code(toldStates, { title: "状态" }).default("free"),
  ...typed,
  code: typed.code.default(null),
  parentId: typed.parentId.default(null),
  region: typed.region.default(null),
  address: typed.address.default(""),
  area: typed.area.default(null),
  isDivisible: typed.isDivisible.default(true),
  leastArea: typed.leastArea.default(null),
  floor: typed.floor.default(null),
  ceilingHeight: typed.ceilingHeight.default(null),
  floorLoad: typed.floorLoad.default(null),
  powerCapacity: typed.powerCapacity.default(null),
  utilities: typed.utilities.default([]),
  rent: typed.rent.default(null),
  landPrice: typed.landPrice.default(null),
  plannedUse: typed.plannedUse.default(null),
  termYears: typed.termYears.default(null),
  plotRatio: typed.plotRatio.default(null),
  industries: typed.industries.default([]),
  industryNote: typed.industryNote.default(""),
  environmentLimit: typed.environmentLimit.default(""),
  energyLimit: typed.energyLimit.default(""),
  availableOn: typed.availableOn.default(null),
  ownerId: typed.ownerId.default(null),
  ownerName: typed.ownerName.default(null),
  longitude: typed.longitude.default(null),
  latitude: typed.latitude.default(null),
  datum: typed.datum.default("cgcs2000"),
  outline: typed.outline.default(""),
  officerId: typed.officerId.default(null),
  files: typed.files.default([]),
  note: typed.note.default(""),
});

export const SiteChanges = z.strictObject(typed).partial();

export const Site = z.object({
  id: z.uuid(),
  kind: code(siteKinds, { title: "种类" }),
  ...typed,
  // Shown as stored: what was once accepted is never refused on its way out.
  outline: z.string().max(8000).meta({ title: "范围线" }),
  state: code(siteStates, { title: "状态" }),
  /** 自哪天起是这个状态. */
  stateSince: day({ title: "状态自" }),
  takenArea: measure({ title: "已占用面积" }),
  reservedArea: measure({ title: "其中预留" }),
  freeArea: measure({ title: "空闲面积" }),
  parkId: z.uuid().nullable(),
  divisionId: z.uuid().nullable().meta({ title: "科室" }),
  createdOn: day({ title: "入库日期" }),
  version: z.int(),
});

const names = {
  areaUnit: z.string().meta({ title: "面积单位" }),
  parkName: z.string().nullable().meta({ title: "所在园区" }),
  officerName: z.string().nullable().meta({ title: "联系人" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  regionName: z.string().nullable().meta({ title: "区划名称" }),
};

const long = {
  outline: true,
  files: true,
  note: true,
  industryNote: true,
  environmentLimit: true,
  energyLimit: true,
} as const;

export const SiteRow = z.object({ ...Site.omit({ ...long, ownerId: true, ownerName: true }).shape, ...names });

/** 筛选, the same for the list and the map. */
export const siteFilter = {
  search: z.string().trim().max(60).optional().meta({ title: "名称、拼音首字母或编号" }),
  kind: code(siteKinds, { title: "种类" }).optional(),
  /** Without it all but the withdrawn. */
  state: code(siteStates, { title: "状态" }).optional(),
  parkId: id("所在园区").optional(),
  region: referenceCode({ title: "行政区划" }, 12).optional(),
  industry: code(industrySections, { title: "产业方向" }).optional(),
  freeFrom: measure({ title: "空闲面积不少于（地块按亩，其余按㎡）" }).optional(),
  freeTo: measure({ title: "空闲面积不超过（地块按亩，其余按㎡）" }).optional(),
  rentTo: price("租金不超过", "元/㎡/月").optional(),
  landPriceTo: price("地价不超过", "元/亩").optional(),
  heightFrom: measure({ title: "层高不低于", unit: "米" }, 200).optional(),
  loadFrom: measure({ title: "承重不低于", unit: "吨/㎡" }, 100).optional(),
  powerFrom: measure({ title: "供电容量不低于", unit: "kVA" }, 1_000_000).optional(),
  officerId: id("联系人").optional(),
  divisionId: id("科室").optional(),
  /** 待办 opens the list by it. */
  lapses: flag({ title: "有快到期的占用" }).optional(),
};

export const Told = z.object({ code: z.string(), message: z.string() }).nullable();

const Place = z.object({ id: z.uuid(), name: z.string(), page: z.string().nullable() });

export const SitePage = z.object({
  site: z.object({ ...Site.shape, ...names }),
  /** Where it stands, outermost first. */
  parents: z.array(Place),
  owner: Place.nullable(),
  /** What stands in it. */
  holds: z.array(
    z.object({
      kind: code(siteKinds, { title: "种类" }),
      count: z.int(),
      area: measure({ title: "面积" }),
      freeArea: measure({ title: "空闲面积" }),
    }),
  ),
  occupations: z.array(Occupation),
  statuses: z.array(
    z.object({
      id: z.uuid(),
      state: code(siteStates, { title: "状态" }),
      happenedOn: day({ title: "日期" }),
      typedAt: z.string(),
      reason: z.string(),
      by: z.string().nullable(),
    }),
  ),
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
  missing: z.array(z.object({ field: z.string(), title: z.string() })),
  may: z.object({ update: Told, move: Told, occupy: Told }),
});

export const siteSubject: Subject = { kind: "site", title: "空间资源", noun: "sites", shape: Site, page: "sites" };

export const siteOperations = {
  list: list("sites.list", {
    title: "查看空间资源",
    permission: "sites.read",
    row: SiteRow,
    filter: siteFilter,
    sorts: ["createdOn", "name", "freeArea", "rent", "landPrice"],
  }),
  get: query("sites.get", { title: "查看空间资源详情", permission: "sites.read", input: one, output: SitePage }),
  create: command("sites.create", { title: "新增空间资源", permission: "sites.manage", input: NewSite, output: Site }),
  update: command("sites.update", {
    title: "修改空间资源",
    permission: "sites.manage",
    input: z.strictObject({ id: id(), version: version(), changes: SiteChanges }),
    output: Site,
  }),
  /** 变更状态: told by hand, with the day it happened on. */
  move: command("sites.move", {
    title: "变更状态",
    permission: "sites.manage",
    input: z.strictObject({
      id: id(),
      version: version(),
      state: code(toldStates, { title: "新状态" }),
      happenedOn: day({ title: "发生日期" }),
      reason: line({ title: "说明" }, 200),
    }),
    output: Site,
  }),
  /** 空置与入驻 by kind as of a day: the sums of the movements until then. */
  stock: query("sites.stock", {
    title: "查看空间存量",
    permission: "sites.read",
    input: z.strictObject({ on: day({ title: "截至" }).optional() }),
    output: z.object({
      on: z.string(),
      rows: z.array(
        z.object({
          kind: code(siteKinds, { title: "种类" }),
          areaUnit: z.string(),
          total: measure({ title: "总面积" }, 1_000_000_000),
          used: measure({ title: "已使用面积" }, 1_000_000_000),
          free: measure({ title: "可招商面积" }, 1_000_000_000),
          /** 使用率: used of total; null where there is nothing to divide by. */
          rate: z.number().nullable().meta({ title: "使用率", shows: "rate" }),
        }),
      ),
    }),
  }),
};
