import { yearOf } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";

interface Term {
  fromOn: string;
  toOn: string | null;
}
const no = (code: string, message: string): Refusal => ({ code: `outposts.${code}`, message });

export const whyNotOutpost = ({ toOn }: Term): Refusal | null =>
  toOn === null ? null : no("closed", `驻外机构已于 ${toOn} 撤销，不能再改；费用和成果仍可登记`);

export const whyNotMandatedUntil = (mandatedUntil: string | null, fromOn: string): Refusal | null =>
  mandatedUntil !== null && mandatedUntil < fromOn ? no("mandatedUntil", "任期届满日早于设立日期，请核对") : null;

export function whyNotClose(toOn: string, { fromOn }: Term, today: string): Refusal | null {
  if (toOn > today) return no("close.future", "撤销日期不能晚于今天");
  return toOn < fromOn ? no("close.early", "撤销日期早于设立日期，请核对") : null;
}

export function whyNotPost(
  { personId, name, fromOn }: { personId: string | null; name: string; fromOn: string },
  outpost: Term,
): Refusal | null {
  if (!personId && !name) return no("post.nobody", "请选择本机构人员，或填写外聘人员姓名");
  return fromOn < outpost.fromOn ? no("post.early", "派驻日期早于驻外机构的设立日期，请核对") : null;
}

export function whyNotRecall(toOn: string, member: Term, today: string): Refusal | null {
  if (member.toOn !== null) return no("recall.done", "这位人员已经撤回");
  if (toOn > today) return no("recall.future", "撤回日期不能晚于今天");
  return toOn < member.fromOn ? no("recall.early", "撤回日期早于派驻日期，请核对") : null;
}

export function whyNotYear(year: number, { fromOn, toOn }: Term, today: string): Refusal | null {
  if (year > yearOf(today)) return no("year.future", "年度还没有到");
  const until = toOn === null ? yearOf(today) : yearOf(toOn) + 1;
  return year < yearOf(fromOn) || year > until ? no("year.outside", "年度不在驻外机构的运行期间，请核对") : null;
}

/** 年度数 stands on the last day of its year, or today while the year lasts. */
export const entryDay = (year: number, today: string): string => (`${year}-12-31` < today ? `${year}-12-31` : today);
