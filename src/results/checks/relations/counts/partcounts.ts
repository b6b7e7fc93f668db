/*
 * 个数的分解: things that were counted, told apart by what became of them, in numbers beside them: 十大标杆项目…，其中竣工4个、在建3个、前期3个;
 * 12个项目中，按期完成9个、推进2个、滞后1个; 六个园区中，4个园区完成目标，2个未完成.
 *
 * As a saying (十大), or opened by 中，, the whole is no figure that the totals look for. A list that ends its sentence and comes near the whole
 * is taken for complete; one that exceeds it cannot be. Always a 疑点.
 *
 * Without 中 (8个重点项目，进度超前的3个，符合计划的4个，滞后的1个) the parts must be two opposites, or each be called by its state and 的.
 *
 * 反例：十大项目中，亿元以上8个、外资5个（两种分法）；五个园区中，甲园引进12个、乙园引进8个。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { isCounted } from "../../facts/units.ts";
import { type Claim, claim, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

export function* partCounts(text: Text): Generator<Claim> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 3) continue;
    for (const whole of reading.facts) {
      const opened = isThings(whole) ? openingOf(whole, reading) : null;
      const parts = opened === null ? [] : partsFrom(opened.from, whole, reading);
      if (opened && parts.length > 1) yield* judged(whole, parts, reading, opened.isSure);
    }
  }
}

const isThings = ({ unit, hedge, role, base }: Fact): boolean =>
  unit !== null &&
  isCounted(unit) &&
  /^[大个项家户条件名处]$/.test(unit.title) &&
  !hedge &&
  role === "level" &&
  base > 2;

/** Where the parts begin: behind …中， of the clause, or behind 其中 of the sentence where the whole is a saying. */
function openingOf(whole: Fact, { passage }: Reading): { from: number; isSure: boolean } | null {
  const rest = passage.plain.slice(whole.to, whole.to + 160);
  if (whole.unit?.title === "大") {
    const among = (/^[^。！？\n]*/.exec(rest)?.[0] ?? "").indexOf("其中");
    if (among >= 0) return { from: whole.to + among + 2, isSure: true };
  }
  // 8个重点项目，进度超前的3个，…: without 中 the things must be named.
  const inside =
    /^[一-龥“”()]{0,14}?(?<among>中|里)(?:[，,]|(?=有))|^(?![快慢高低超未达实完落滞领不好优均])[一-龥“”()]{2,14}[，,：:]/.exec(
      rest,
    );
  return inside ? { from: whole.to + inside[0].length, isSure: inside.groups?.among !== undefined } : null;
}

/** Numbers of one unit, each in a short clause of its own, from there to the end of the sentence or to another thought. */
function partsFrom(from: number, whole: Fact, { facts, passage }: Reading): Fact[] {
  const parts: Fact[] = [];
  let last = from;
  for (const fact of facts) {
    // 完成率高于90%的8个: a bound inside the words of a part.
    if (fact.from < from || (fact.unit && !isCounted(fact.unit) && (fact.hedge || fact.tail.startsWith("的"))))
      continue;
    const between = passage.plain.slice(last, fact.from);
    const isNext =
      fact.role === "level" &&
      !fact.hedge &&
      fact.unit !== null &&
      isCounted(fact.unit) &&
      fact.unit.title === (parts[0] ?? fact).unit?.title &&
      (whole.unit?.title === "大" || fact.unit.title === whole.unit?.title) &&
      (parts.length === 0
        ? between.length <= 16
        : /^[一-龥\d.%]{0,20}(?:\([^()]{0,8}\))?[、，；和及][^。；、，]{0,18}$/.test(between));
    if (!isNext || passage.depths[fact.from]) break;
    // 2个完成，2个未完成；低于平均的2个: behind the semicolon another thought begins.
    if (parts.length > 1 && between.includes("；") && !passage.plain.slice(from, last).includes("；")) break;
    parts.push(fact);
    last = fact.to;
  }
  return parts;
}

function* judged(whole: Fact, parts: Fact[], { passage }: Reading, isSure: boolean): Generator<Claim> {
  const made = claim("total-parts", whole, total(parts), "总个数与所列各部分个数之和不符", false);
  if (isSound(made)) {
    yield made;
    return;
  }
  const sum = parts.reduce((all, { base }) => all + base, 0);
  const last = parts.at(-1);
  const end = last ? passage.plain.slice(last.to, last.to + 14) : "";
  const isWhole = /^[一-龥]{0,12}[。；]?$|^[一-龥]{0,12}[。；]/.test(end);
  const isNear = Math.abs(sum - whole.base) <= Math.max(2, whole.base * 0.35);
  if (!isWhole || !isNear) return;
  const words = parts.map((part) => wordsOf(part));
  const isOpposed = parts.length === 2 && words.filter((each) => worse.test(each)).length === 1;
  const areAll = isSure
    ? sum > whole.base || parts.length > 2
    : parts.length > 2 && words.every((each) => each.includes("的"));
  if ((isOpposed || areAll) && words.filter((each) => state.test(each)).length * 2 >= parts.length) yield made;
}

const state = /[完已未在推竣投开停滞达超签落暂尚拟待续新快慢高低优劣好差不及逾按符展增升减降平]/;
/** Of two that are told, the one that falls short of the other. */
const worse = /[未尚不没低慢差逾滞降]|落后|负增/;

/** What became of each: 已竣工4个, 4个园区完成目标, 完成率低于90%的6个; not the names of places. */
function wordsOf({ passage: { plain }, from, to }: Fact): string {
  const before =
    /[^，。；、：\d%]{0,4}?[^，。；、：]{0,18}$/.exec(plain.slice(Math.max(0, from - 18), from))?.[0] ?? "";
  return before + (/^[^，。；、：\d]{0,10}/.exec(plain.slice(to, to + 10))?.[0] ?? "");
}
