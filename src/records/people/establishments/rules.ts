import type { Refusal } from "#kit/base/errors.ts";
import type { StaffKind } from "../words.ts";

interface Approved {
  kind: StaffKind;
  number: number;
  approvedOn: string;
  document: string;
  voidedAt: string | null;
}

/** 某日有效的批复: the latest of its kind by then that was not voided; entered later on the same day counts. */
export function approvedOn<T extends Approved>(rows: readonly T[], kind: StaffKind, day: string): T | null {
  const valid = rows.filter((row) => row.kind === kind && row.voidedAt === null && row.approvedOn <= day);
  return valid.reduce<T | null>((last, row) => (last === null || row.approvedOn >= last.approvedOn ? row : last), null);
}

interface Line {
  kind: StaffKind | null;
  isEstablished: boolean;
  number: number | null;
  actual: number;
}

/** 超编、缺编、满编 of one line; null where nothing is approved to compare with. */
export function balance({ number, actual }: Pick<Line, "number" | "actual">): { over: number; word: string } | null {
  if (number === null) return null;
  const over = actual - number;
  return { over, word: over > 0 ? `超编 ${over}` : over < 0 ? `缺编 ${-over}` : "满编" };
}

/** 合计 of those that hold 编制: contracted and dispatched staff stand beside it, never in it. */
export function totalOf(lines: readonly Line[]): { number: number | null; actual: number } {
  const own = lines.filter(({ isEstablished }) => isEstablished);
  const known = own.filter(({ number }) => number !== null);
  return {
    number: known.length === 0 ? null : known.reduce((sum, { number }) => sum + (number ?? 0), 0),
    actual: own.reduce((sum, { actual }) => sum + actual, 0),
  };
}

/** 撤销岗位: nobody is left in it. */
export function whyNotClosePost({ closedOn, holders }: { closedOn: string | null; holders: string }): Refusal | null {
  if (closedOn) return { code: "posts.close.state", message: `岗位已于 ${closedOn} 撤销` };
  if (holders) return { code: "posts.close.held", message: `岗位上还有${holders}，请先在人员页为他们办理调岗或离开` };
  return null;
}
