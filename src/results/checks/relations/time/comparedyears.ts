/*
 * 对照年度: the year compared with lies before the year that is told.
 *
 * “比2023年增加” in the report on 2023, “较2035年增长” in the plan for 2026: whoever compares looks back. The year that is told is the one of the
 * sentence, else of the plan or the report. A year is compared with its own budget, plan, beginning and parts (比2023年年初预算, 比2023年上半年);
 * in a report on a part of the year also the same part (比2024年同期). An earlier year may always be meant.
 *
 * 例：2024年度支出…，与2025年度的1921.60万元相比增加；2026年…，比2035年增加。
 * 反例：2023年决算比2023年年初预算减少；到2030年，…比2025年翻一番；2022年…，比2021年增加。
 */
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { type ReportSpan, reportSpanOf } from "../../facts/reportspan.ts";
import { sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import { type YearsSaid, yearsSaidOf } from "../../facts/yearsaid.ts";
import type { Slip } from "../../judgement/claim.ts";
import { periodSlip } from "./periodparts.ts";

const compared = /(?:比|较|与|同|[高低多少优]于|超过|超出)\s?(20\d{2})\s*年/g;
/** The part of the year, or its plan, that is compared with instead. */
const part = /^(?:度|全年)?\s*(?:\d{1,2}\s*月|[第一二三四上下前][季半一二三四]|年?初|底|末)/;
const plan = /^(?:度|全年)?[^，。；\d]{0,20}(?:预算|计划|目标|任务|批复|申报|年初|调整)/;
const samePart = /^(?:度)?的?(?:同期|上半年|前三季度|一季度|1\s*[-—–~至]\s*\d{1,2}\s*月)/;
const ahead = /明年|下年|次年|下一年|力争|预计|预期|拟|将|要|届时/;
const change = /增|减|升|降|提高|多|少|相比|持平|翻|快|慢|高|低|缩|扩/;

export function* comparedYears(text: Text): Generator<Slip> {
  const span = reportSpanOf(text);
  if (!span) return;
  const said = yearsSaidOf(text, span);
  const bases: Base[] = [];
  for (const passage of text.passages)
    if (!passage.cell && passage.plain.includes("20")) yield* comparedIn(passage, span, said, bases);
  yield* loneBase(bases, text, said);
}

interface Base {
  passage: Passage;
  from: number;
  to: number;
  named: number;
  own: number;
}

/** All compare with the year before, one with the year before that, of which (outside a plan) hardly anything else is said. */
function* loneBase(bases: readonly Base[], { passages }: Text, said: YearsSaid): Generator<Slip> {
  const usual = bases.filter(({ named, own }) => named === own - 1);
  const odd = bases.filter(({ named, own }) => named === own - 2);
  const [only] = odd;
  if (!only || odd.length > 1 || usual.length === 0) return;
  if (/年均|两年|[二三四五]年/.test(only.passage.plain.slice(Math.max(0, only.from - 30), only.to + 30))) return;
  const word = String(only.named);
  const count = passages.reduce((sum, { plain }) => sum + plain.split(word).length - 1, 0);
  if (count > (said.isPlan(only.passage) ? 99 : usual.length > 1 ? 2 : 1)) return;
  const because = `其余 ${usual.length} 处都与上一年比`;
  yield periodSlip(
    only.passage,
    only.from,
    only.to,
    only.own - 1,
    because,
    "warning",
    "对照的年度与别处不一致，请核对",
  );
}

function* comparedIn(passage: Passage, span: ReportSpan, said: YearsSaid, bases: Base[]): Generator<Slip> {
  for (const match of matchesOf(passage.plain, compared)) {
    const named = Number(match[1]);
    const end = match.index + match[0].length;
    const after = passage.plain.slice(end, end + 40);
    const from = match.index + match[0].indexOf("20");
    const told = said.before(passage, match.index) ?? said.usual(passage);
    bases.push({ passage, from, to: end, named, own: told });
    const own = tellingYear(passage, match.index, named, span, said);
    const isSame = span.months < 12 && samePart.test(after);
    if (own === null || plan.test(after) || (part.test(after) && !isSame && named <= own)) continue;
    if (samePart.test(after) && named === own && !isSame) continue;
    const isChange = /[于过出]\s?20\d{2}\s*年$/.test(match[0]) || change.test(after.split(/[。；]/, 1)[0] ?? "");
    if (!isChange) continue;
    yield periodSlip(
      passage,
      from,
      end + (after.startsWith("度") ? 1 : 0),
      own - 1,
      `所说的就是 ${own} 年，对照的应是以前的年度`,
      "warning",
      "对照的年度就是或晚于所说的年度，请核对",
    );
  }
}

/** 2024年，下达资金860万元。较2023年增加: the year a paragraph opens with, as long as no other is named. */
function carried({ plain }: Passage, at: number): number | null {
  const opening = /^[\s\d.、()一二三四五六七八九十]{0,6}(20\d{2})\s*年(?!\s*\d|[末底初])/.exec(plain);
  const others = opening ? matchesOf(plain.slice(opening[0].length, at), /20\d{2}/g) : [];
  return opening && others.every(([year]) => year === opening[1]) ? Number(opening[1]) : null;
}

/** The year told, where the year compared with cannot lie before it. */
function tellingYear(passage: Passage, at: number, named: number, span: ReportSpan, said: YearsSaid): number | null {
  const told = said.before(passage, at) ?? carried(passage, at);
  const usual = said.usual(passage);
  const isBeyond = named > Math.max(usual, span.year, ...span.also);
  if (told !== null) return named === told || (named > told && isBeyond) ? told : null;
  if (isBeyond) return usual;
  const sentence = passage.plain.slice(sentenceStart(passage.plain, at), at);
  // Of 2025年总结和2026年计划 what stands outside the plan tells of 2025.
  const isShared = span.also.has(named) && !(said.isTold && Math.max(...span.also) === span.year + 1);
  const isOpen = !said.isPlan(passage) && (isShared || ahead.test(sentence));
  return named === usual && !isOpen ? usual : null;
}
