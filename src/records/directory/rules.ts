import type { Refusal } from "#kit/base/errors.ts";
import { type CompanyState, type WantedField, wantedFields } from "./words.ts";

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
