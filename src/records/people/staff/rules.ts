import { addDays, isDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { leaveKinds, type LeaveKind, type PersonState } from "../words.ts";

/**
 * 身份证号: eighteen places with the birthday in them and a check digit; other documents have no form to be checked by.
 * 依据：GB 11643 公民身份号码。
 */
export function idNumberProblem(text: string): Refusal | null {
  if (!/^\d{17}[\dX]$/.test(text)) return text.length === 18 ? no("18 位证件号应为 17 位数字加一位校验码") : null;
  const born = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (!isDate(born)) return no("身份证号中的出生日期不存在，请核对第 7 至 14 位");
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return "10X98765432"[sum % 11] === text[17] ? null : no("身份证号的校验码不对，请核对是否抄错");
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const no = (message: string): Refusal => ({ code: "persons.idNumber", message });

/** 脱敏: enough to tell two people apart, not enough to use. */
export const maskedIdNumber = (text: string): string =>
  text.length < 10 ? `${text.slice(0, 2)}****` : `${text.slice(0, 4)}${"*".repeat(text.length - 6)}${text.slice(-2)}`;

interface Standing {
  leftOn: string | null;
  hostName: string | null;
  /** The current service's first day; null without one. */
  servingFrom: string | null;
  today: string;
}

export function stateOf({ leftOn, hostName, servingFrom, today }: Standing): PersonState {
  if (leftOn !== null && leftOn < today) return "left";
  if (hostName !== null) return "hosted";
  return servingFrom === null ? "none" : "serving";
}

export type StaffStep = "update" | "move" | "leave" | "rejoin";

/** Why this step is not open to this person, or null. */
export function whyNotStaff(
  step: StaffStep,
  { leftOn, hostName, today }: Omit<Standing, "servingFrom">,
): Refusal | null {
  const told = (message: string): Refusal => ({ code: `persons.${step}.state`, message });
  const hasLeft = leftOn !== null && leftOn < today;
  if (step === "rejoin") return hasLeft ? null : told("这个人没有离开，无需办理到岗；换科室或岗位请办理调岗");
  if (step === "update") return null;
  if (hostName !== null) return told(`这是${hostName}的人员，任职由托管办理，请到本机构页的托管一节结束托管`);
  if (hasLeft) return told(`这个人已于 ${leftOn} 离开，请先办理到岗`);
  if (leftOn !== null) return told(`已办理离开，${leftOn} 是最后在岗日；如有变化，请等离开后办理到岗`);
  return null;
}

/** A new service begins after the last one began, and not in the future: who works where today stays one truth. */
export function whyNotFrom(fromOn: string, last: { fromOn: string } | null, today: string): Refusal | null {
  const told = (message: string): Refusal => ({ code: "persons.fromOn", message });
  if (fromOn > today) return told(`${fromOn} 还没到，请到当日再办理`);
  if (last && fromOn <= last.fromOn)
    return told(`现在的任职从 ${last.fromOn} 开始，起始日期应在这之后；那一天登记错了的，请联系系统管理员更正`);
  return null;
}

/** 离开: not before the current service began, and not more than a year ahead. */
export function whyNotLeave(leftOn: string, last: { fromOn: string } | null, today: string): Refusal | null {
  const told = (message: string): Refusal => ({ code: "persons.leftOn", message });
  if (last && leftOn < last.fromOn) return told(`现在的任职从 ${last.fromOn} 开始，最后在岗日不能早于这一天`);
  if (leftOn > addDays(today, 366)) return told("最后在岗日在一年以后，请临近时再办理");
  return null;
}

export const leaveTitle = (kind: LeaveKind, leftOn: string): string => `${leaveKinds[kind]}，最后在岗日 ${leftOn}`;
