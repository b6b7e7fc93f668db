/*
 * 第几个: paragraphs that are counted in words: 第一个没想到……第二个没想到……; 第一句话……第二句话……. One that repeats a number or leaves one out is asked about.
 *
 * Only paragraphs that begin so, of one noun and one rank after the other: three and more of them, the first of which is 第一, and just one that is out of place.
 *
 * 反例：第三季度……第一季度（时间）；第一，……第二，……（numbering.ts）。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip } from "../../judgement/claim.ts";

const beginning = /^\s*第([一二三四五六七八九十])((?:个|句|条|件|方面)[一-龥]{1,3})/;

export function* ordinals({ passages }: Text): Generator<Slip> {
  const runs = new Map<string, { passage: Passage; value: number; to: number }[]>();
  for (const passage of passages) {
    const found = passage.cell || !passage.plain.includes("第") ? null : beginning.exec(passage.plain);
    if (!found) continue;
    const noun = (found[2] ?? "").slice(0, 3);
    const step = { passage, value: parseNumeral(found[1] ?? "") ?? 0, to: found[0].length };
    runs.set(noun, [...(runs.get(noun) ?? []), step]);
  }
  for (const run of runs.values()) {
    const odd = run.flatMap((step, index) => (step.value === index + 1 ? [] : [{ step, due: index + 1 }]));
    const [only] = odd;
    if (run.length < 3 || !only || odd.length > 1) continue;
    const { passage, to } = only.step;
    yield {
      kind: "slip",
      rule: "numbering",
      severity: "warning",
      at: { passage, from: passage.plain.indexOf("第"), to },
      stated: passage.plain.slice(passage.plain.indexOf("第"), to),
      expected: `第${"一二三四五六七八九十"[only.due - 1] ?? only.due}`,
      because: `其余各段依次为第一至第${run.length}`,
      operands: [],
      message: "各段的次第不相连，请核对",
    };
  }
}
