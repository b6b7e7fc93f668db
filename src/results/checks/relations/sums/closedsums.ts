/*
 * 一句之内的总与分: a count and behind it all others of its unit in the sentence, with no word that sets them out: 下达8项指标，上半年有5项过半、2项接近、1项滞后.
 *
 * Looked for last, where no relation has settled any of them. The whole is the first figure of the sentence and the greatest, the parts are two and more, each
 * below it, of the same unit and joined by 、 or ；; they come near to the whole, or they were not meant as its parts.
 *
 * 反例：走访8家企业，新增2家、比上年多1家（增减不是部分）；签约33个、开工20个、投产12个（并列）；共召开12次会议，其中专题会3次、现场会2次（只说一部分）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { isCounted } from "../../facts/units.ts";
import { type Claim, claim, total } from "../../judgement/claim.ts";

export function* closedSums(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3) continue;
    let from = 0;
    while (from < facts.length) {
      const sentence = facts[from]?.sentence;
      let to = from;
      while (to < facts.length && facts[to]?.sentence === sentence) to += 1;
      const made = to - from < 3 ? null : ofSentence(facts.slice(from, to), isSettled);
      if (made) yield made;
      from = to;
    }
  }
}

const never =
  /比|较|超过|低于|高于|不足|新增|增加|减少|上年|去年|同期|平均|每|第|目标|计划|力争|连续|不少于|不超过|达到|累计/;

/** 得分超过85分的有3项: of what is above a line, which leaves out the rest. */
const threshold = /(?:超过|低于|高于|不足|达到)[\d.]+[^，。；、]{0,6}$|以[上下]的?[^，。；、]{0,4}$/;

function ofSentence(facts: readonly Fact[], isSettled: (fact: Fact) => boolean): Claim | null {
  const whole = facts.find(({ unit }) => unit !== null && isCounted(unit));
  if (!whole?.unit || isSettled(whole) || whole.hedge || whole.role !== "level" || never.test(whole.lead)) return null;
  const parts = facts.filter(({ index, unit }) => index > whole.index && unit?.title === whole.unit?.title);
  if (parts.length < 2 || parts.some((part) => part.hedge || part.role !== "level" || never.test(part.lead)))
    return null;
  if (parts.some((part) => isSettled(part) || part.base >= whole.base)) return null;
  const { plain } = whole.passage;
  // 签约33个、开工20个、投产12个: side by side, none is of the other.
  if (!/[，；：]/.test(plain.slice(whole.to, parts[0]?.from))) return null;
  if (parts.some(({ from }) => threshold.test(plain.slice(Math.max(0, from - 16), from)))) return null;
  const last = parts.at(-1)?.to ?? whole.to;
  if (/其中|主要|包括|等/.test(plain.slice(whole.to, last + 8))) return null;
  const isList = parts.every(
    (part, index) =>
      index === 0 || /^[^，。；]{0,24}[、；][^，。；、]{0,12}$/.test(plain.slice(parts[index - 1]?.to, part.from)),
  );
  const sum = parts.reduce((all, { base }) => all + base, 0);
  const off = Math.abs(sum - whole.base) / whole.base;
  return isList && off > 0 && off <= 0.25
    ? claim("total-parts", whole, total(parts), "总数与本句各数之和不符", false)
    : null;
}
