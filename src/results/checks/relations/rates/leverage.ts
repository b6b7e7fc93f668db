/*
 * 拉动比: 财政投入1,200万元，吸引社会投入7,560万元，投入比1:6.3: one to as many times as the larger amount is the smaller.
 *
 * Only where the sentence has just two amounts of money before it and the words are those of what money moved (拉动、带动、撬动、杠杆、放大、投入).
 *
 * 反例：按1:7.05折算（汇率）；按1:1配套（要求）；三笔资金之后的1:4。
 */
import { matchesOf } from "../../facts/matches.ts";
import { sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed, rounded } from "../../judgement/print.ts";

const said = /(?<![\d.])1\s*[:∶：]\s*(?<times>\d{1,4}(?:\.\d{1,3})?)(?![\d:∶])/g;
const words = /拉动|带动|撬动|引导|吸引|杠杆|放大|投入/;

export function* leverage(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 2 || !/1\s*[:∶：]\s*\d/.test(passage.plain)) continue;
    for (const match of matchesOf(passage.plain, said)) {
      const begin = sentenceStart(passage.plain, match.index);
      const before = passage.plain.slice(begin, match.index);
      const money = facts.filter(
        ({ from, to, unit }) => from >= begin && to <= match.index && unit?.dimension === "yuan",
      );
      const [a, b] = money;
      if (!a || !b || money.length !== 2 || a.base <= 0 || b.base <= 0 || a.hedge || b.hedge) continue;
      if (!words.test(before) || /汇率|折|不低于|要求|配套/.test(before)) continue;
      const times = match.groups?.["times"] ?? "";
      const due = Math.max(a.base, b.base) / Math.min(a.base, b.base);
      const half = 0.5 / 10 ** (times.split(".")[1]?.length ?? 0);
      const at = { passage, from: match.index, to: match.index + match[0].length };
      const because = `${printed(a)} 与 ${printed(b)} 之比为 1∶${rounded(due, 2)}`;
      const operands = [a, b].map(stretchOf);
      if (Math.abs(Number(times) - due) <= half * 2.01) yield { kind: "match", rule: "ratio", at, because, operands };
      else
        yield {
          kind: "slip",
          rule: "ratio",
          severity: "warning",
          at,
          stated: match[0],
          expected: `1∶${rounded(due, times.split(".")[1]?.length ?? 0)}`,
          because,
          operands,
          message: "比例与前面两笔金额不符，请核对",
        };
    }
  }
}
