import { newId } from "#kit/base/ids.ts";
import { readNames } from "#records/directory/imports/queries.ts";
import { industryOf } from "#records/directory/imports/rules.ts";
import {
  asCode,
  asDay,
  asLine,
  asMoney,
  asPlain,
  asProse,
  type ImportColumn,
  type ImportKind,
  type Judge,
  type Judged,
  type Once,
  type Reading,
  type TypedRow,
} from "#records/workspace/staging/import.ts";
import { projectOperations, projectSubject } from "../contract.ts";
import { capitals, investorKinds, sources, stages, tracks } from "../words.ts";
import { type ImportedFacts, voided, writeProjects } from "./actions.ts";
import { type LedgerAmount, type Scene, textOf } from "./cells.ts";
import { changedRows, findInvestors, findProjects, type Match, ownersOf } from "./queries.ts";
import { stageProject } from "./staging.ts";
import {
  capitalAliases,
  investorKindAliases,
  ledgerColumnWords,
  sourceAliases,
  stageAliases,
  trackAliases,
} from "./words.ts";

type Reader = ImportColumn["read"];

const asAmount: Reader = Object.assign(
  ((cell, setting): Reading => {
    const text = cell.text.replace(/\s*[（(]?\s*已核对\s*[)）]?\s*$/, "");
    const read = asMoney({ ...cell, text }, setting);
    if ("problem" in read) return read;
    return { ...read, value: { yuan: String(read.value), isChecked: text !== cell.text } satisfies LedgerAmount };
  }) as Reader,
  { isMoney: true },
);

const asSection: Reader = ({ text }): Reading => {
  const industry = industryOf(text);
  return "problem" in industry ? industry : { value: industry.value.section };
};

const readers: Record<string, Reader> = {
  code: asPlain,
  creditCode: asPlain,
  track: asCode(tracks, trackAliases),
  stage: asCode(stages, stageAliases),
  capital: asCode(capitals, capitalAliases),
  investorKind: asCode(investorKinds, investorKindAliases),
  source: asCode(sources, sourceAliases),
  industry: asSection,
  totalInvestment: asAmount,
  fixedAssetInvestment: asAmount,
  agreedInvestment: asAmount,
  siteWish: asProse,
  officerName: asPlain,
  brief: asProse,
  note: asProse,
};

const columns: ImportColumn[] = Object.entries(ledgerColumnWords).map(([field, words]) => ({
  field,
  ...words,
  required: field === "name",
  read: readers[field] ?? (field.endsWith("On") ? asDay : asLine),
}));

/** 项目台账导入: found by our number, else by name and investor; stages come with their dates. */
export const projectImport: ImportKind = {
  kind: "projects",
  title: "招商项目台账",
  permission: projectOperations.update.permission,
  columns,
  subjects: [projectSubject],
  open: openJudge,
  changed: changedRows,
  write: writeProjects,
  owners: ownersOf,
  gone: ({ image }, at) => ({
    image: { ...image, removed_at: at, facts: voided(image.facts as ImportedFacts) },
  }),
  back: ({ image, before }) => ({ ...before, facts: voided(image.facts as ImportedFacts) }),
};

async function openJudge(...[opening, choices]: Parameters<ImportKind["open"]>): Promise<Judge> {
  const names = await readNames(opening);
  return async (ctx, rows) => {
    const all = (field: string) => [...new Set(rows.flatMap((row) => textOf(row, field) ?? []))];
    const codes = all("creditCode").map((code) => code.toUpperCase());
    const matches = await findProjects(ctx, { codes: all("code").map(plainCode), names: all("name") });
    const investors = await findInvestors(ctx, { codes, names: all("investorName") });
    return rows.map((row) => judgeRow({ ctx, names, choices, matches, investors }, row));
  };
}

const plainCode = (code: string): string => code.toUpperCase();
/** 编号 as we give them; any other is the ledger's own and says nothing here. */
const isOurs = (code: string): boolean => /^P\d{4}-\d{4,}$/.test(code);

function judgeRow(scene: Scene, row: TypedRow): Judged {
  const [name, investorName] = [textOf(row, "name") ?? "", textOf(row, "investorName")];
  const code = plainCode(textOf(row, "code") ?? "");
  const once = onceOf(isOurs(code) ? code : "", name, investorName);
  const verdict: Judged = {
    title: name || `第 ${row.number} 行`,
    recordId: null,
    problems: [],
    warnings: [],
    staged: [],
    ...(once && { once }),
  };
  const refuse = (field: string | null, message: string) => void verdict.problems.push({ field, message });
  const match = matchOf(scene.matches, { code, name, investorName }, verdict);
  if (isOurs(code) && !match && verdict.problems.length === 0)
    refuse("code", `没有编号为 ${code} 的项目，请核对；新项目不用填编号，由系统编`);
  if (code && !isOurs(code))
    verdict.warnings.push({ field: "code", message: `“${textOf(row, "code")}”不是本系统的编号，由系统另编` });
  if (match && scene.choices.onMatch === "skip") return { ...verdict, recordId: match.id };
  if (match && !match.isReached) refuse(null, "这个项目已在库，但不在您的办理范围内，请联系责任专员或主任");
  verdict.recordId = match?.id ?? newId();
  stageProject(scene, row, verdict, match);
  return verdict;
}

function onceOf(code: string, name: string, investorName: string | null): Once | null {
  const shared = { field: code ? "code" : "name", what: "同一个项目" };
  if (code) return { ...shared, held: [`code ${code}`], met: [`code ${code}`] };
  if (!name) return null;
  const key = `name ${[name, investorName ?? ""].join("\n")}`;
  return { ...shared, held: [key], met: [key] };
}

/** By the number; else by the name with the same investor. A name alone is no proof: two investors may call theirs alike. */
function matchOf(
  matches: Match[],
  { code, name, investorName }: { code: string; name: string; investorName: string | null },
  { problems, warnings }: Judged,
): Match | undefined {
  if (isOurs(code)) return matches.find((each) => each.code === code);
  const named = matches.filter((each) => each.name === name);
  const same = investorName ? named.filter((each) => each.investorName === investorName) : named;
  if (same.length > 1)
    problems.push({ field: "name", message: `库中有 ${same.length} 个同名项目，请在“项目编号”列写明是哪一个` });
  const [other] = named;
  if (same.length === 0 && other)
    warnings.push({
      field: "name",
      message: `库中有同名项目 ${other.code}，投资方是${other.investorName}；本行按新项目登记，是同一个的请写上编号`,
    });
  return same.length === 1 ? same[0] : undefined;
}
