import { newId } from "#kit/base/ids.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles } from "#kit/server/history.ts";
import { inOwnName, isReached } from "#kit/server/scope.ts";
import { sortNameOf } from "#kit/server/search.ts";
import {
  asCodes,
  asLine,
  asPlain,
  asProse,
  type ImportChoices,
  type ImportColumn,
  type ImportKind,
  type Judge,
  type Judged,
  type TypedRow,
} from "#records/workspace/staging/import.ts";
import { type Names, readNames } from "../imports/queries.ts";
import { industryOf, officerOf } from "../imports/rules.ts";
import type { IndustrySection } from "../words.ts";
import { writeProspects } from "./actions.ts";
import { NewProspect, ProspectChanges, prospectOperations, prospectSubject } from "./contract.ts";
import { changedProspects, type Listed, readListed } from "./queries.ts";
import { nameKeyOf } from "./rules.ts";
import { priorities } from "./words.ts";

const columns: ImportColumn[] = [
  {
    field: "name",
    title: "企业名称",
    aliases: ["目标企业", "公司名称", "单位名称", "企业全称", "名称"],
    required: true,
    read: asLine,
  },
  {
    field: "theme",
    title: "清单主题",
    aliases: ["清单", "产业链", "专题", "方向"],
    hint: "不填为“未分主题”",
    read: asLine,
  },
  { field: "year", title: "清单年度", aliases: ["年度", "年份"], hint: "不填为今年", read: asPlain },
  {
    field: "industry",
    title: "国民经济行业",
    aliases: ["行业", "所属行业", "行业分类"],
    read: ({ text }) => industryOf(text),
  },
  { field: "reason", title: "列入理由", aliases: ["理由", "推荐理由", "合作方向"], read: asProse },
  { field: "source", title: "线索来源", aliases: ["来源", "推荐单位"], read: asLine },
  {
    field: "priority",
    title: "优先级",
    aliases: ["重要程度", "级别"],
    hint: Object.values(priorities).join("、"),
    read: asCodes(priorities, { 高: "high", 中: "middle", 低: "low" }),
  },
  {
    field: "officerName",
    title: "责任专员",
    aliases: ["专员", "责任人", "跟进人"],
    hint: "不填为导入人",
    read: asPlain,
  },
  {
    field: "divisionName",
    title: "责任科室",
    aliases: ["科室", "处室", "部门"],
    hint: "专员重名时用来区分",
    read: asLine,
  },
];

/** 目标企业导入: found by year and name, so that no company is listed twice. */
export const prospectImport: ImportKind = {
  kind: "prospects",
  title: "目标企业",
  permission: prospectOperations.update.permission,
  columns,
  subjects: [prospectSubject],
  open: openJudge,
  changed: changedProspects,
  write: writeProspects,
  gone: ({ image }) => ({
    image: { ...image, state: "abandoned", state_reason: "撤销导入" },
    changes: [
      { field: "state", before: image.state, after: "abandoned" },
      { field: "stateReason", before: image.state_reason, after: "撤销导入" },
    ],
  }),
};

interface Scene {
  ctx: Context;
  names: Names;
  listed: Listed[];
  choices: ImportChoices;
}

async function openJudge(opening: Context, choices: ImportChoices): Promise<Judge> {
  const names = await readNames(opening);
  return async (ctx, rows) => {
    const keys = rows.map(({ values }) => nameKeyOf((values.name as string | null) ?? ""));
    const listed = await readListed(ctx, keys);
    return rows.map((row) => judgeRow({ ctx, names, listed, choices }, row));
  };
}

function judgeRow(scene: Scene, row: TypedRow): Judged {
  const { ctx, choices, listed } = scene;
  const name = (row.values.name as string | null) ?? "";
  const judged: Judged = {
    title: name || `第 ${row.number} 行`,
    recordId: null,
    problems: [],
    warnings: [],
    staged: [],
  };
  const typed = typedFields(scene, row, judged);
  const about = name ? [`${typed.year} ${nameKeyOf(name)}`] : [];
  judged.once = { field: "name", held: about, met: about, what: "同一家企业" };
  const match = listed.find((each) => each.year === typed.year && each.nameKey === nameKeyOf(name));
  if (match && choices.onMatch === "skip") return { ...judged, recordId: match.id };
  if (match && !match.isReached)
    judged.problems.push({ field: null, message: `已在 ${match.year} 年的目标清单里，由其他科室负责，请联系主任` });

  const shape = match ? ProspectChanges : NewProspect;
  const parsed = shape.safeParse(match ? typed : { theme: "未分主题", ...typed });
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues)
      judged.problems.push({ field: String(path[0] ?? "name"), message });
    return judged;
  }
  const { isReached: _reached, nameKey: _key, id = newId(), version = 0, ...before } = match ?? ({} as Partial<Listed>);
  const owner = ownerOf(scene, parsed.data.officerId, match, judged);
  const made = { companyId: null, state: "untouched", stateReason: "", listedOn: ctx.today };
  const after = { ...(match ? before : made), ...parsed.data, ...owner } as Omit<
    Listed,
    "id" | "version" | "isReached" | "nameKey"
  >;
  judged.recordId = id;
  judged.staged.push({
    subject: prospectSubject,
    id,
    version,
    before: match ? before : null,
    after,
    image: imageOf(after),
    imageBefore: match ? imageOf(match) : null,
    ...(match ? {} : { findable: { names: [after.name], codes: [] } }),
    line: match ? `导入修改：${changedTitles(prospectSubject, before, after)}` : "导入目标清单",
  });
  return judged;
}

/** The fields as the form would send them. */
function typedFields({ ctx, names }: Scene, { values }: TypedRow, { problems }: Judged) {
  const { officerName, divisionName, industry, year, priority, ...plain } = values;
  const typed: Record<string, unknown> & { year: number } = {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== null)),
    year: year ? Number((year as string).replace(/年度?$/, "")) : Number(ctx.today.slice(0, 4)),
  };
  typed.name = values.name ?? "";
  if (Number.isNaN(typed.year)) problems.push({ field: "year", message: "年度应为四位年份，例如 2023" });
  const level = (priority as string[] | null | undefined)?.[0];
  if (level) typed.priority = level;
  if (industry) {
    const { section, code } = industry as { section: IndustrySection; code: string | null };
    Object.assign(typed, { industry: section, industryCode: code });
  }
  if (typeof officerName === "string") {
    const officer = officerOf(officerName, (divisionName as string | null | undefined) ?? null, names.people);
    if ("value" in officer) typed.officerId = officer.value.id;
    else problems.push({ field: "officerName", message: officer.problem });
  }
  return typed;
}

function ownerOf(
  { ctx, names }: Scene,
  officerId: string | null | undefined,
  match: Listed | undefined,
  judged: Judged,
) {
  if (match && !officerId) return {};
  const id = officerId ?? ctx.actor.personId;
  const divisionId = names.people.find((each) => each.id === id)?.divisionId ?? null;
  if (!isReached(inOwnName(ctx.actor), "prospects.manage", { officerId: id, divisionId }))
    judged.problems.push({
      field: "officerName",
      message: "只能把目标企业交给自己办理范围内的专员；跨科室的请由主任导入",
    });
  return { officerId: id, divisionId };
}

const imageOf = (prospect: Omit<Listed, "id" | "version" | "isReached" | "nameKey">) => ({
  year: prospect.year,
  theme: prospect.theme,
  name: prospect.name,
  sort_name: sortNameOf(prospect.name),
  name_key: nameKeyOf(prospect.name),
  company_id: prospect.companyId,
  industry: prospect.industry,
  industry_code: prospect.industryCode,
  reason: prospect.reason,
  source: prospect.source,
  priority: prospect.priority,
  officer_id: prospect.officerId,
  division_id: prospect.divisionId,
  state: prospect.state,
  state_reason: prospect.stateReason,
  listed_on: prospect.listedOn,
});
