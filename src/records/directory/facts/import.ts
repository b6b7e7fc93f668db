import { newId } from "#kit/base/ids.ts";
import { fen, yuan } from "#kit/base/money.ts";
import type { Context } from "#kit/server/context.ts";
import {
  asDay,
  asLine,
  asMoney,
  asPlain,
  type ImportChoices,
  type ImportColumn,
  type ImportKind,
  type Judge,
  type Judged,
  type Staged,
  type TypedRow,
} from "#records/workspace/staging/import.ts";
import { companySubject } from "../contract.ts";
import { type FactKind, factKinds } from "../words.ts";
import { toldFact, writeFacts } from "./actions.ts";
import { factOperations, factSubject } from "./contract.ts";
import { changedFacts, type Known, readKnown, spelledAs } from "./queries.ts";
import { happenedOn, isTax, whyNotFact } from "./rules.ts";

const aliases: Record<FactKind, string[]> = {
  revenue: ["营业总收入", "主营业务收入", "营收"],
  output: ["工业产值", "规上工业总产值"],
  fixedInvestment: ["固投", "固定资产投资额"],
  research: ["研发投入", "研发经费"],
  exports: ["出口总额", "出口交货值"],
  tax: ["税收", "纳税总额", "实缴税金", "税收收入"],
  employees: ["从业人员", "职工人数", "就业人数", "从业人数", "员工人数"],
};

const kinds = Object.keys(factKinds) as FactKind[];

const columns: ImportColumn[] = [
  {
    field: "creditCode",
    title: "统一社会信用代码",
    aliases: ["信用代码", "社会信用代码", "纳税人识别号"],
    hint: "先按它对应库内企业",
    read: asPlain,
  },
  { field: "name", title: "企业名称", aliases: ["公司名称", "单位名称", "纳税人名称"], read: asLine },
  { field: "year", title: "年度", aliases: ["年份", "所属年度"], required: true, hint: "如 2023", read: asPlain },
  ...kinds.map(
    (kind): ImportColumn => ({
      field: kind,
      title: factKinds[kind],
      aliases: aliases[kind],
      read: kind === "employees" ? asPlain : asMoney,
      // 涉税 is never kept as typed beside what is wrong with it.
      isPersonal: isTax(kind),
    }),
  ),
  {
    field: "issuer",
    title: "来源单位",
    aliases: ["数据来源", "提供单位"],
    required: true,
    hint: "如 税务局、统计局",
    read: asLine,
  },
  { field: "queriedOn", title: "查询日期", aliases: ["取数日期"], read: asDay },
  { field: "document", title: "来源文件", aliases: ["文号", "文件名"], read: asLine },
];

/** 外部数据导入: one row a company and year, one column a figure. */
export const factImport: ImportKind = {
  kind: "facts",
  title: "外部数据",
  permission: factOperations.record.permission,
  columns,
  subjects: [factSubject],
  open: openJudge,
  changed: changedFacts,
  write: writeFacts,
  gone: () => ({
    image: { voided: true },
    changes: [{ field: "isVoided", before: false, after: true }],
  }),
  // What was corrected stands again as a row of its own: a void is never taken back.
  back: () => ({ copy: newId() }),
};

async function openJudge(_opening: Context, choices: ImportChoices): Promise<Judge> {
  return async (ctx, rows) => {
    const known = await readKnown(ctx, rows);
    return rows.map((row) => judgeRow(ctx, row, known, choices));
  };
}

function judgeRow(ctx: Context, row: TypedRow, known: Known, choices: ImportChoices): Judged {
  const { values, number } = row;
  const said = (field: string) => (typeof values[field] === "string" ? (values[field] as string) : "");
  const [code, name] = [said("creditCode").toUpperCase(), said("name")];
  const judged: Judged = {
    title: name || code || `第 ${number} 行`,
    recordId: null,
    problems: [],
    warnings: [],
    staged: [],
  };
  const refuse = (field: string | null, message: string) => judged.problems.push({ field, message });
  const year = Number(said("year").replace(/年度?$/, ""));
  if (!Number.isInteger(year) || year < 1990 || year > 2199) refuse("year", "年度应为四位年份，例如 2023");
  if (!said("issuer")) refuse("issuer", "请填写来源单位，例如：税务局");
  const company = spelledAs(known.companies, code, name);
  if (company === null) refuse(code ? "creditCode" : "name", "企业库里没有这家企业，请先登记或导入企业");
  else if (company === "several") refuse("name", "库中有几家同名企业，请填写统一社会信用代码");
  else if (!company.isReached) refuse(null, "这家企业不在您的办理范围内，请联系责任专员或主任");
  if (judged.problems.length > 0 || company === null || company === "several") return judged;

  judged.recordId = company.id;
  const about = [`${company.id} ${year}`];
  judged.once = { field: null, held: about, met: about, what: "同一家企业的同一年度" };
  const shared = {
    companyId: company.id,
    year,
    issuer: said("issuer"),
    queriedOn: said("queriedOn") || null,
    document: said("document"),
    region: company.region,
    industry: company.industry,
  };
  for (const kind of kinds) {
    const text = said(kind).replaceAll(",", "");
    if (!text) continue;
    if (!/^-?\d{1,18}(?:\.\d{1,2})?$/.test(text)) {
      refuse(kind, `${factKinds[kind]}应为数字，最多两位小数`);
      continue;
    }
    const fact = { ...shared, kind, value: yuan(fen(text)) };
    const why = whyNotFact(fact, { classes: ctx.actor.classes, today: ctx.today });
    if (why) refuse(kind, why.message);
    else judged.staged.push(...stagedFact(fact, known, choices));
  }
  // 新增 where nothing is corrected: then the row is about what it makes.
  const [first] = judged.staged;
  if (first && judged.staged.every(({ version }) => version === 0)) judged.recordId = first.id;
  return judged;
}

type Typed = Parameters<typeof toldFact>[0] & { companyId: string; region: string | null; industry: string | null };

/** The new row, and the void of the one it corrects; nothing where the same is known. */
function stagedFact(fact: Typed, { facts }: Known, { onMatch }: ImportChoices): Staged[] {
  const { companyId, year, kind, value, issuer, queriedOn, document, region, industry } = fact;
  const held = facts.find((each) => each.companyId === companyId && each.year === year && each.kind === kind);
  if (held && (onMatch === "skip" || (held.value === value && held.issuer === issuer))) return [];
  const made: Staged = {
    subject: factSubject,
    id: newId(),
    version: 0,
    before: null,
    after: { ...toldFact(fact), isVoided: false },
    image: {
      company_id: companyId,
      year,
      kind,
      value,
      issuer,
      queried_on: queriedOn,
      document,
      region,
      industry,
      happened_on: happenedOn(year),
      voids: held?.id ?? null,
    },
    imageBefore: null,
    line: `${held ? "导入更正" : "导入"} ${year} 年${factKinds[kind]}（${issuer}）`,
    on: { kind: companySubject.kind, id: companyId },
  };
  if (!held) return [made];
  const told = { ...toldFact(held), isVoided: false };
  const gone: Staged = {
    subject: factSubject,
    id: held.id,
    version: held.version,
    before: told,
    after: { ...told, isVoided: true },
    image: { voided: true },
    imageBefore: { voided: false },
    on: { kind: companySubject.kind, id: companyId },
  };
  return [gone, made];
}
