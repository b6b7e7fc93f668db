import { readText } from "#kit/documents/reading/text.ts";
import { checkDocument } from "#results/checks/rules.ts";
import type { Rule } from "#results/checks/words.ts";

/** What a text is told, one line a finding: “错误 增长9.14% → 8.29%”. Only what one rule says, where one is named. */
export function told(source: string, rule?: Rule): string[] {
  const words = { error: "错误", warning: "疑点", note: "提示" };
  return checkDocument(readText(source))
    .findings.filter((finding) => rule === undefined || finding.rule === rule)
    .map(({ severity, at, expected }) => `${words[severity]} ${at.quote}${expected === null ? "" : ` → ${expected}`}`);
}

/** The sums that hold, as they are printed. */
export const holding = (source: string, rule?: Rule): string[] =>
  checkDocument(readText(source))
    .held.filter((held) => rule === undefined || held.rule === rule)
    .map(({ because }) => because);
