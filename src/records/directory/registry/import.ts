import { quoted } from "#kit/base/text.ts";
import { changedTitles } from "#kit/server/history.ts";
import {
  asDay,
  asLine,
  asMoney,
  asPlain,
  type ImportColumn,
  type ImportKind,
  type Judge,
  type Judged,
  type TypedRow,
} from "#records/workspace/staging/import.ts";
import { findable } from "../actions.ts";
import { companyOperations, companySubject } from "../contract.ts";
import { writeCompanies } from "../imports/actions.ts";
import { companyImage, changedRows, findMatches, type Match, spellingsOf } from "../imports/queries.ts";
import { registryStates } from "../words.ts";
import { refreshed, registryStateOf } from "./rules.ts";

const stateWords = Object.values(registryStates).join("、");

const columns: ImportColumn[] = [
  {
    field: "creditCode",
    title: "统一社会信用代码",
    aliases: ["信用代码", "社会信用代码", "注册号/统一社会信用代码", "统一信用代码"],
    required: true,
    hint: "只更新信用代码已在库的企业",
    read: asPlain,
  },
  { field: "name", title: "企业名称", aliases: ["名称", "单位名称", "市场主体名称", "主体名称"], read: asLine },
  { field: "registeredCapital", title: "注册资本", aliases: ["注册资金", "注册资本（金）"], read: asMoney },
  { field: "address", title: "住所", aliases: ["地址", "注册地址", "经营场所", "住所（经营场所）"], read: asLine },
  { field: "foundedOn", title: "成立日期", aliases: ["成立时间", "注册日期"], read: asDay },
  {
    field: "registryState",
    title: "登记状态",
    aliases: ["企业状态", "经营状态", "主体状态", "状态"],
    hint: stateWords,
    read: ({ text }) => {
      const state = registryStateOf(text);
      return state ? { value: state } : { problem: `不认识登记状态${quoted(text)}，可用：${stateWords}` };
    },
  },
];

/** 登记信息更新: a list of the registrar laid over the library by 统一社会信用代码; it changes companies and never brings new ones. */
export const registryImport: ImportKind = {
  kind: "registry",
  title: "登记信息更新",
  permission: companyOperations.update.permission,
  columns,
  subjects: [companySubject],
  open: openJudge,
  changed: changedRows,
  write: writeCompanies,
  gone: () => {
    throw new Error("the registry brings no new companies");
  },
};

async function openJudge(): Promise<Judge> {
  return async (ctx, rows) => {
    const codes = rows.map(codeOf).filter(Boolean);
    const matches = await findMatches(ctx, { codes, names: [] });
    return rows.map((row) => judgeRow(row, matches));
  };
}

const codeOf = ({ values }: TypedRow): string => ((values.creditCode as string | null | undefined) ?? "").toUpperCase();

function judgeRow(row: TypedRow, matches: Match[]): Judged {
  const { values, number } = row;
  const code = codeOf(row);
  const judged: Judged = {
    title: (values.name as string | null | undefined) || code || `第 ${number} 行`,
    recordId: null,
    problems: [],
    warnings: [],
    staged: [],
  };
  if (!code) judged.problems.push({ field: "creditCode", message: "请填写统一社会信用代码" });
  const match = code
    ? matches.find(({ creditCode, formerCodes }) => creditCode === code || formerCodes.includes(code))
    : undefined;
  // By the company where it is known: its own code and one it had before a merger are one company.
  const about = match?.id ?? code;
  if (about) judged.once = { field: "creditCode", held: [about], met: [about], what: "同一家企业" };
  if (!match && code) judged.warnings.push({ field: "creditCode", message: "企业库里没有这个信用代码，不导入" });
  if (match && !match.isReached)
    judged.problems.push({ field: null, message: "这家企业不在您的办理范围内，请联系责任专员或主任" });
  if (!match || judged.problems.length > 0) return judged;
  judged.recordId = match.id;
  stage(judged, match.creditCode === code ? values : ofMerged(judged, values, match), match);
  return judged;
}

/** The list still tells a company by the code of the one that was merged into it: that one's name and state are not its own. */
function ofMerged({ warnings }: Judged, values: Record<string, unknown>, { name: into }: Match) {
  const { name: _name, registryState, ...others } = values;
  warnings.push({ field: "creditCode", message: `这是已并入“${into}”的企业的原代码，更新到“${into}”` });
  if (registryState) warnings.push({ field: "registryState", message: "是原代码的登记状态，不更新" });
  return others;
}

function stage(judged: Judged, values: Record<string, unknown>, match: Match): void {
  const sent = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
  const { creditCode: _code, ...typed } = sent;
  const changes = companyOperations.update.input.shape.changes.safeParse(typed);
  if (!changes.success) {
    for (const { path, message } of changes.error.issues) judged.problems.push({ field: String(path[0]), message });
    return;
  }
  const { after, warnings } = refreshed(match, changes.data, spellingsOf);
  judged.warnings.push(...warnings);
  const {
    isReached: _reached,
    contacts: _contacts,
    facts: _facts,
    mergedNames: _merged,
    id,
    version,
    ...before
  } = match;
  const none = { given: [], dropped: [] };
  const isRenamed = after.name !== before.name;
  judged.staged.push({
    subject: companySubject,
    id,
    version,
    before,
    after,
    image: companyImage(after, none),
    imageBefore: companyImage(match, none),
    ...(isRenamed ? { findable: findable(after), findableBefore: findable(before) } : {}),
    line: `登记信息更新：${changedTitles(companySubject, before, after)}`,
  });
}
