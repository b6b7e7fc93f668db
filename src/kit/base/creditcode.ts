import type { Refusal } from "./errors.ts";
import { halfWidth, quoted } from "./text.ts";

/**
 * 统一社会信用代码, 18 characters: registrar, kind, region (6), organization code (9), check character.
 * The check is a sum modulo the prime 31 with weights that differ and are never zero, so any one wrong character is caught,
 * and any swap of two, except of the first with the last (both weigh 1).
 * 依据：GB 32100-2015；主体标识的校验依据 GB 11714
 */
export function creditCodeProblem(code: string): Refusal | null {
  return lengthProblem(code) ?? alphabetProblem(code) ?? checkDigitProblem(code);
}

/** What people paste: spaces inside, full width, lower case. */
export const normalizeCreditCode = (text: string): string =>
  halfWidth(text)
    .replace(/[\s\u200b-\u200d\u2060\ufeff]/g, "")
    .toUpperCase();

export const isCreditCode = (code: string): boolean => creditCodeProblem(code) === null;

/** The check character over the first 17. */
export function creditCheck(first17: string): string {
  const sum = [...first17].reduce(
    (total, character, index) => total + alphabet.indexOf(character) * (3 ** index % 31),
    0,
  );
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** The check character of an organization code (组织机构代码) over its first eight. */
export function organizationCheck(first8: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number.parseInt(first8.charAt(index), 36), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? "X" : String(check);
}

/** 主体标识: whether the inner organization code agrees with itself. Some codes in use do not, so it advises and never refuses. */
export const hasOrganizationCheck = (code: string): boolean => organizationCheck(code.slice(8, 16)) === code.charAt(16);

/** A valid code for demos and tests; the body is the organization code without its check character. */
export function makeCreditCode({
  kind = "enterprise",
  region,
  body,
}: {
  kind?: OrganizationKind;
  region: string;
  body: string;
}): string {
  const pair = Object.entries(pairs).find(([, each]) => each === kind)?.[0] ?? "";
  const first17 = `${pair}${region}${body}${organizationCheck(body)}`;
  const code = first17 + creditCheck(first17);
  if (body.length !== 8 || !isCreditCode(code)) throw new RangeError(`no such credit code: ${region} ${body}`);
  return code;
}

export const organizationKinds = {
  stateOrgan: "机关",
  publicInstitution: "事业单位",
  socialOrganization: "社会团体",
  privateNonEnterprise: "民办非企业单位",
  foundation: "基金会",
  enterprise: "企业",
  soleProprietor: "个体工商户",
  farmersCooperative: "农民专业合作社",
} as const;
export type OrganizationKind = keyof typeof organizationKinds;

/** The kind its first two characters state; null for the pairs we have no source for (rules/norms.md §9.2). */
export const kindOfCreditCode = (code: string): OrganizationKind | null => pairs[code.slice(0, 2)] ?? null;

const pairs: Partial<Record<string, OrganizationKind>> = {
  "11": "stateOrgan",
  "12": "publicInstitution",
  "51": "socialOrganization",
  "52": "privateNonEnterprise",
  "53": "foundation",
  "91": "enterprise",
  "92": "soleProprietor",
  "93": "farmersCooperative",
};

/** No I, O, S, V, Z: they are the letters people take for digits. */
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const mistaken: Record<string, string> = { I: "1", O: "0", S: "5", Z: "2", V: "U 或 Y" };

function lengthProblem(code: string): Refusal | null {
  const length = [...code].length;
  if (length === 18) return null;
  return {
    code: "creditCode.length",
    message: `统一社会信用代码应为 18 位，现为 ${length} 位：${lengthAdvice(code, length)}`,
  };
}

function lengthAdvice(code: string, length: number): string {
  if (length === 0) return "请填写营业执照上的 18 位代码";
  if (length === 15 && /^\d+$/.test(code)) return "15 位的是旧版营业执照注册号，请查换发后的代码";
  if (length === 9 || /^[0-9A-Z]{8}-[0-9X]$/.test(code)) return "9 位的是组织机构代码，请查换发后的代码";
  return length < 18 ? `少 ${18 - length} 位，请对照营业执照补全` : `多 ${length - 18} 位，请对照营业执照删去`;
}

function alphabetProblem(code: string): Refusal | null {
  const characters = [...code];
  const at = characters.findIndex((character, index) => !allowed(index).includes(character));
  if (at < 0) return null;
  const character = characters[at] ?? "";
  const likely = mistaken[character];
  const rule = at >= 2 && at < 8 ? "第 3 至 8 位是行政区划，只能是数字" : "代码只用数字和 I、O、S、V、Z 以外的大写字母";
  const advice = likely ? `，请核对是否为 ${likely}` : "，请对照营业执照改正";
  return {
    code: "creditCode.alphabet",
    message: `统一社会信用代码第 ${at + 1} 位${quoted(character)}不对：${rule}${advice}`,
  };
}

const allowed = (index: number): string => (index >= 2 && index < 8 ? "0123456789" : alphabet);

function checkDigitProblem(code: string): Refusal | null {
  const expected = creditCheck(code.slice(0, 17));
  if (expected === code.charAt(17)) return null;
  // The organization code has a check of its own, which tells where to look first.
  const look = hasOrganizationCheck(code)
    ? "第 9 至 17 位自身相符，请重点核对第 1 至 8 位和第 18 位"
    : "第 9 至 17 位自身也不相符，请重点核对这几位";
  const message = `统一社会信用代码第 18 位校验码不符：按前 17 位应为“${expected}”，现为“${code.charAt(17)}”；${look}`;
  return { code: "creditCode.checkDigit", message };
}
