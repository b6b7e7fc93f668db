import type { Refusal } from "#kit/base/errors.ts";
import {
  type CompanyState,
  type ConsentState,
  type IndustrySection,
  industryDivisions,
  industrySections,
  type WantedField,
  wantedFields,
} from "./words.ts";

const steps = { update: ["active"], archive: ["active"], restore: ["archived"] } satisfies Record<
  string,
  CompanyState[]
>;
export type CompanyStep = keyof typeof steps;

const sentences: Record<CompanyStep, string> = {
  update: "企业已归档，恢复后才能修改",
  archive: "企业已经归档",
  restore: "企业在库，无需恢复",
};

/** Why this step is not open to this company, or null. */
export function whyNotCompany(step: CompanyStep, { state }: { state: CompanyState }): Refusal | null {
  if (state === "merged")
    return { code: `companies.${step}.merged`, message: "这家企业已并入另一条记录，请在留下的那一条上办理" };
  const from: readonly CompanyState[] = steps[step];
  return from.includes(state) ? null : { code: `companies.${step}.state`, message: sentences[step] };
}

/** 还差什么 about this company. */
export function missingOf(company: { [Field in WantedField]: unknown }): { field: string; title: string }[] {
  return Object.entries(wantedFields)
    .filter(([field]) => company[field as WantedField] === null)
    .map(([field, title]) => ({ field, title }));
}

/** 撤回同意: from then on the number may be neither used nor changed, only removed. 依据：《个人信息保护法》第十五条、第四十七条。 */
export function whyNotContact(step: "update" | "reveal", { consent }: { consent: ConsentState }): Refusal | null {
  if (consent !== "withdrawn") return null;
  const what = step === "reveal" ? "不能再查看和使用其联系方式" : "不能再修改其信息";
  return { code: `contacts.${step}.withdrawn`, message: `本人已撤回个人信息同意，${what}；重新取得同意后先登记同意` };
}

/** 脱敏: enough to recognise a number, not enough to call it. */
export function maskedPhone(phone: string): string {
  const digits = phone.replace(/[ -]/g, "");
  return digits.length < 8
    ? "*".repeat(digits.length)
    : `${digits.slice(0, 3)}${"*".repeat(digits.length - 7)}${digits.slice(-4)}`;
}

export function maskedEmail(email: string): string {
  const [name = "", host = ""] = email.split("@");
  return `${name.slice(0, 1)}***@${host}`;
}

/** First division of each section. 依据：GB/T 4754-2017 */
const firstDivisions: [IndustrySection, number][] = [
  ["A", 1],
  ["B", 6],
  ["C", 13],
  ["D", 44],
  ["E", 47],
  ["F", 51],
  ["G", 53],
  ["H", 61],
  ["I", 63],
  ["J", 66],
  ["K", 70],
  ["L", 71],
  ["M", 73],
  ["N", 76],
  ["O", 80],
  ["P", 83],
  ["Q", 84],
  ["R", 86],
  ["S", 91],
  ["T", 97],
];

/** 门类 of a code of two to four digits; null where no division begins it. */
export function sectionOfCode(code: string): IndustrySection | null {
  const division = code.slice(0, 2);
  if (!/^\d{2,4}$/.test(code) || !industryDivisions[division]) return null;
  return firstDivisions.findLast(([, first]) => Number(division) >= first)?.[0] ?? null;
}

/** 国民经济行业 as it is read: C26 化学原料和化学制品制造业, C2614（化学原料和化学制品制造业）, C 制造业. */
export function industryTitle(section: IndustrySection | null, code: string | null): string | null {
  if (!code) return section && `${section} ${industrySections[section]}`;
  const division = industryDivisions[code.slice(0, 2)] ?? "";
  const letter = sectionOfCode(code) ?? "";
  return code.length === 2 ? `${letter}${code} ${division}` : `${letter}${code}（${division}）`;
}

/** 行业代码 decides the section; a code that is none is refused. */
export function whyNotIndustry(code: string | null | undefined): Refusal | null {
  if (!code || sectionOfCode(code)) return null;
  const message = `行业代码 ${code} 不在国民经济行业分类中，请填写两位大类代码（如 26）或其下的三、四位代码`;
  return { code: "companies.industryCode", message };
}
