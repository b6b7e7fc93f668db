import type { Refusal } from "#kit/base/errors.ts";
import type { CompanyState } from "./words.ts";

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

/** 还差什么: what an agency is asked for about every company sooner or later. */
const wanted = {
  creditCode: "统一社会信用代码",
  industry: "行业门类",
  region: "行政区划",
  registeredCapital: "注册资本",
  officerId: "责任专员",
} as const;

export function missingOf(company: { [Field in keyof typeof wanted]: unknown }): { field: string; title: string }[] {
  return Object.entries(wanted)
    .filter(([field]) => company[field as keyof typeof wanted] === null)
    .map(([field, title]) => ({ field, title }));
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
