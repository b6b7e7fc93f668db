import type { z } from "zod";
import { writeDate } from "#kit/base/dates.ts";
import { inYuan, readable } from "#kit/base/money.ts";
import type { Block, Table } from "#kit/documents/document.ts";
import { industrySections } from "#records/directory/words.ts";
import type { SitePage } from "../contract.ts";
import type { Mark } from "../matching/contract.ts";
import { areaText } from "../rules.ts";
import { matchCriteria, matchVerdicts, plannedUses, siteKinds, siteStates, siteUtilities } from "../words.ts";

type SheetSite = z.output<typeof SitePage>["site"];

interface Sheet {
  investor: string;
  agencyName: string;
  today: string;
  sites: { site: SheetSite; marks: Mark[] }[];
}

/** 推介单页 as blocks: one table, the places side by side; a line nobody has anything to say on is left out. */
export function sheetOf({ investor, agencyName, today, sites }: Sheet): Block[] {
  const contacts = [...new Set(sites.map(({ site }) => contactText(site)).filter(Boolean))];
  return [
    { kind: "title", text: "空间资源推介单" },
    { kind: "paragraph", text: `${investor}：` },
    {
      kind: "paragraph",
      text: `感谢贵方关注。根据贵方的选址意向，${agencyName}推荐以下${sites.length > 1 ? ` ${sites.length} 处空间，供比较` : "空间，供参考"}。`,
    },
    tableOf(sites),
    {
      kind: "paragraph",
      text: `面积、价格和状态为 ${writeDate(today)} 登记的情况，以现场核实和正式协议为准。${contacts.length > 0 ? `联系人：${contacts.join("；")}。` : ""}`,
    },
    { kind: "paragraph", text: agencyName, align: "right" },
    { kind: "paragraph", text: writeDate(today), align: "right" },
  ];
}

const contactText = ({ officerName, divisionName }: SheetSite): string =>
  [officerName, divisionName && `（${divisionName}）`].filter(Boolean).join("");

const lines: [title: string, says: (site: SheetSite) => string][] = [
  ["种类", ({ kind }) => siteKinds[kind]],
  ["位置", ({ parkName, address, regionName }) => [parkName, address || regionName].filter(Boolean).join("，")],
  ["总面积", ({ kind, area }) => (area === null ? "" : areaText(kind, area))],
  ["可用面积", freeText],
  ["租金", ({ kind, rent }) => (kind !== "landPlot" && rent !== null ? `${inYuan(rent)} 元/㎡/月` : "")],
  ["地价", ({ kind, landPrice }) => (kind === "landPlot" && landPrice !== null ? `${readable(landPrice)}/亩` : "")],
  ["楼层", ({ floor }) => (floor ?? "").replace(/^\d+$/, "$& 层")],
  ["层高", ({ ceilingHeight }) => measured(ceilingHeight, "米")],
  ["承重", ({ floorLoad }) => measured(floorLoad, "吨/㎡")],
  ["供电容量", ({ powerCapacity }) => measured(powerCapacity, "kVA")],
  ["配套", ({ utilities }) => utilities.map((each) => siteUtilities[each]).join("、")],
  ["规划用途", ({ plannedUse }) => (plannedUse ? plannedUses[plannedUse] : "")],
  ["使用年限", ({ termYears }) => measured(termYears, "年")],
  ["容积率", ({ plotRatio }) => plotRatio ?? ""],
  ["产业方向", industryText],
  ["环评要求", ({ environmentLimit }) => environmentLimit],
  ["能耗要求", ({ energyLimit }) => energyLimit],
  ["交付", ({ state, availableOn }) => deliveryText(state, availableOn)],
];

function measured(value: number | null, unit: string): string {
  return value === null ? "" : `${value} ${unit}`;
}

function freeText({ kind, freeArea, isDivisible, leastArea }: SheetSite): string {
  if (freeArea <= 0) return "";
  const least = leastArea === null ? "可分割" : `${areaText(kind, leastArea)}起分割`;
  return `${areaText(kind, freeArea)}（${isDivisible ? least : "不分割"}）`;
}

function industryText({ industries, industryNote }: SheetSite): string {
  return [industries.map((each) => industrySections[each]).join("、"), industryNote].filter(Boolean).join("；");
}

function deliveryText(state: SheetSite["state"], availableOn: string | null): string {
  if (availableOn !== null) return `${writeDate(availableOn)}可交付`;
  return state === "building" ? siteStates.building : "";
}

function tableOf(sites: Sheet["sites"]): Table {
  const cell = (text: string) => ({ text });
  const head = (text: string) => ({ text, isHeader: true });
  const rows = lines
    .map(([title, says]) => [title, ...sites.map(({ site }) => says(site))])
    .filter(([, ...texts]) => texts.some(Boolean));
  const asked = sites[0]?.marks.map(({ criterion }) => criterion) ?? [];
  const fits = asked.map((criterion) => [
    `是否符合：${matchCriteria[criterion]}`,
    ...sites.map(({ marks }) => {
      const mark = marks.find((each) => each.criterion === criterion);
      return mark ? `${matchVerdicts[mark.verdict]}（${mark.says}）` : "";
    }),
  ]);
  return {
    kind: "table",
    rows: [
      [head("项目"), ...sites.map(({ site }) => head(site.name))],
      ...[...rows, ...fits].map(([title = "", ...texts]) => [head(title), ...texts.map((text) => cell(text || "—"))]),
    ],
  };
}
