/*
 * 日期先后: days that do not exist, ranges that end before they begin, and tellings that run backwards.
 *
 * 2月30日 is an error; so is 2023年9月1日至2023年3月31日, both years printed. Where the second year is left out it may be the next one: 疑点. A sentence
 * tells events in their order (3月启动，11月通过验收); of two full dates in one sentence, the later one first is a 疑点, unless words
 * say that it looks back or quotes (此前、依据、《…》、比…).
 *
 * 例：2023年4月开工，2022年12月完成主体；期限3年（2022—2025年）；自2023年9月1日起至2023年3月31日止。
 * 反例：2023年9月1日至3月31日（次年）；2024年2月完成，较2023年5月提前；由9月30日提前至8月8日。
 */
import { type DateSaid, datesOf, isPossible } from "../../facts/dates.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import type { Match, Slip } from "../../judgement/claim.ts";

export function* dates({ passages }: Text): Generator<Slip | Match> {
  for (const passage of passages) {
    const said = datesOf(passage.plain);
    for (const date of said)
      if (!isPossible(date) && (date.day !== null || date.year !== null))
        yield slip(passage, date, date, "error", "日历上没有这一天", "没有这样的日期，请核对");
    yield* ranges(passage, said);
    yield* tellings(passage, said);
    yield* yearRanges(passage);
  }
}

const joint =
  /^\s*(?:\([^()]{0,6}\))?\s*(?:(?:起|开始)?\s*[，,]?\s*(?:至|到|止于|结束于|截止到?|—{1,2}|–|-|~|～)|(?<moved>延期?至|延长至|推迟至|推迟到|延后至)|(?<earlier>提前至|提前到))\s*(?:\([^()]{0,6}\))?\s*$/;

function* ranges(passage: Passage, said: readonly DateSaid[]): Generator<Slip | Match> {
  for (const [index, begin] of said.entries()) {
    const end = said[index + 1];
    const link = end ? joint.exec(passage.plain.slice(begin.to, end.from)) : null;
    if (!end || !link || !isPossible(begin) || !isPossible(end)) continue;
    const [year, same] = [begin.year, end.year ?? begin.year];
    const first = year === null && end.year !== null ? begin.first + end.year * 10_000 : begin.first;
    const last = end.year === null && same !== null ? end.last + same * 10_000 : end.last;
    const isBackwards = link.groups?.earlier ? last >= first && begin.day !== null && end.day !== null : last < first;
    const at = { passage, from: begin.from, to: end.to };
    const because = `${quote(passage, end)} ${isBackwards === Boolean(link.groups?.earlier) ? "在后" : "在前"}，${quote(passage, begin)} ${isBackwards === Boolean(link.groups?.earlier) ? "在前" : "在后"}`;
    if (!isBackwards)
      yield {
        kind: "match",
        rule: "date-order",
        at,
        because: `${quote(passage, begin)} 在前，${quote(passage, end)} 在后`,
        operands: [],
      };
    else
      yield {
        ...slip(
          passage,
          begin,
          end,
          begin.year !== null && end.year !== null ? "error" : "warning",
          because,
          "起止日期先后颠倒，请核对",
        ),
      };
  }
}

const backward =
  /此前|早在|原定|原于|曾于|上年|去年|(?:比|较)(?:上|去|前|20)|依据|根据|按照|《|〔|对照|相比|[自比较按与]\s*$|起[，,]|截至|截止|时限|期限|以前|分别|印发|文件|通知/;

/** Two full dates in one sentence, the later first. */
function* tellings(passage: Passage, said: readonly DateSaid[]): Generator<Slip | Match> {
  const full = said.filter((date) => date.year !== null && isPossible(date));
  for (const [index, later] of full.entries()) {
    const before = full[index - 1];
    const between = before ? passage.plain.slice(before.to, later.from) : "";
    if (!before || between.length > 60 || /[。；;]/.test(between) || joint.test(between)) continue;
    if (!/^[^，,、]{1,40}[，,、]/.test(between) || backward.test(between)) continue;
    // 2月14日公开，…1月27日批复: what was approved is told behind (disclosures.ts).
    if (/公[开示布]/.test(between) && /^[^。；]{0,12}批[复准]/.test(passage.plain.slice(later.to, later.to + 16)))
      continue;
    const lead = passage.plain.slice(Math.max(0, before.from - 10), before.from);
    const after = passage.plain.slice(later.to, later.to + 16);
    if (
      /截至|截止|比|较|《/.test(lead) ||
      !/^(?:[^，。；]{0,3})?[一-龥]{2}/.test(after) ||
      /^\s*(?:前|之前|的|与|比|以前|起)/.test(after)
    )
      continue;
    const at = { passage, from: before.from, to: later.to };
    if (later.last < before.first)
      yield slip(
        passage,
        later,
        later,
        "warning",
        `${quote(passage, later)} 早于前面的 ${quote(passage, before)}`,
        "叙述的先后与日期不符，请核对",
      );
    else
      yield {
        kind: "match",
        rule: "date-order",
        at,
        because: `${quote(passage, before)} 在前，${quote(passage, later)} 在后`,
        operands: [],
      };
  }
}

const termed =
  /([一-龥]期限?|周期|近|前|连续|过去|最近|[共分])(?:为|共)?\s*([1-9一二两三四五六七八九十])\s*年(?:期间|以?来|间|内)?\s*[(（，,：]?\s*$/;
const termedAfter = /^\s*[(（，,]?\s*(共|前后|历时|为期)\s*([1-9一二两三四五六七八九十])\s*年/;

/** 2022—2024年; 期限3年（2022—2024年） */
function* yearRanges(passage: Passage): Generator<Slip | Match> {
  for (const match of matchesOf(
    passage.plain,
    /(?<![\d-])(20\d{2})\s*年?\s*(?:—{1,2}|–|-|~|至)\s*(20\d{2})\s*年(?!\s*\d{1,2}\s*月)/g,
  )) {
    const [begin, end] = [Number(match[1]), Number(match[2])];
    const range = { from: match.index, to: match.index + match[0].length };
    if (end < begin) {
      yield slip(passage, range, range, "error", `${end} 年早于 ${begin} 年`, "起止年份先后颠倒，请核对");
      continue;
    }
    const lead = passage.plain.slice(Math.max(0, match.index - 16), match.index);
    const after = passage.plain.slice(match.index + match[0].length, match.index + match[0].length + 12);
    const term = termed.exec(lead) ?? termedAfter.exec(after);
    const years = term?.[2];
    if (!years) continue;
    const count = /\d/.test(years) ? Number(years) : " 一二三四五六七八九十".indexOf(years.replace("两", "二"));
    const at = { passage, ...range };
    const because = `${begin} 年到 ${end} 年共 ${end - begin + 1} 年`;
    // A term may run from the middle of a year to that of another; 近三年 are three years.
    if (count === end - begin + 1 || (count === end - begin && /期/.test(term[1] ?? "")))
      yield { kind: "match", rule: "date-order", at, because, operands: [] };
    else yield slip(passage, range, range, "warning", because, "年限与起止年份不符，请核对");
  }
}

const quote = ({ plain }: Passage, { from, to }: { from: number; to: number }): string =>
  plain.slice(from, to).replaceAll(/\s/g, "");

const slip = (
  passage: Passage,
  begin: { from: number },
  end: { to: number },
  severity: Slip["severity"],
  because: string,
  message: string,
): Slip => ({
  kind: "slip",
  rule: "date-order",
  severity,
  at: { passage, from: begin.from, to: end.to },
  stated: passage.text.slice(begin.from, end.to),
  expected: null,
  because,
  operands: [],
  message,
});
