/*
 * 个数的分解: things that were counted, told apart by what became of them, in numbers beside them: 十大标杆项目…，其中竣工4个、在建3个、前期3个;
 * 12个项目中，按期完成9个、推进2个、滞后1个; 六个园区中，4个园区完成目标，2个未完成.
 *
 * As a saying (十大), or opened by 中，, the whole is no figure that the totals look for. A list that ends its sentence and comes near the whole
 * is taken for complete; one that exceeds it cannot be. Always a 疑点.
 *
 * 反例：十大项目中，亿元以上8个、外资5个（两种分法）；五个园区中，甲园引进12个、乙园引进8个。
 */
import type { Fact } from "../facts/fact.ts";
import type { Reading } from "../facts/quantities.ts";
import type { Text } from "../facts/text.ts";
import { isCounted } from "../facts/units.ts";
import { type Claim, claim, total } from "../judgement/claim.ts";
import { isSound } from "../judgement/judge.ts";

export function* partCounts(text: Text): Generator<Claim> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 3) continue;
    for (const whole of reading.facts) {
      const opened = isThings(whole) ? openingOf(whole, reading) : null;
      const parts = opened === null ? [] : partsFrom(opened, whole, reading);
      if (parts.length > 1) yield* judged(whole, parts, reading);
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
function openingOf(whole: Fact, { passage }: Reading): number | null {
  const rest = passage.plain.slice(whole.to, whole.to + 160);
  const inside = /^[一-龥“”()]{0,14}(?:中|里)[，,]/.exec(rest);
  if (inside) return whole.to + inside[0].length;
  const [sentence = ""] = /^[^。！？\n]*/.exec(rest) ?? [];
  const among = sentence.indexOf("其中");
  return whole.unit?.title === "大" && among >= 0 ? whole.to + among + 2 : null;
}

/** Numbers of one unit, each in a short clause of its own, from there to the end of the sentence or to another thought. */
function partsFrom(from: number, whole: Fact, { facts, passage }: Reading): Fact[] {
  const parts: Fact[] = [];
  let last = from;
  for (const fact of facts) {
    if (fact.from < from) continue;
    const between = passage.plain.slice(last, fact.from);
    const isNext =
      fact.role === "level" &&
      !fact.hedge &&
      fact.unit !== null &&
      isCounted(fact.unit) &&
      fact.unit.title === (parts[0] ?? fact).unit?.title &&
      (whole.unit?.title === "大" || fact.unit.title === whole.unit?.title) &&
      (parts.length === 0 ? between.length <= 12 : /^(?:[一-龥]{0,12})[、，；和及][^。；、，\d]{0,12}$/.test(between));
    if (!isNext || passage.depths[fact.from]) break;
    parts.push(fact);
    last = fact.to;
  }
  return parts;
}

function* judged(whole: Fact, parts: Fact[], { passage }: Reading): Generator<Claim> {
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
  if (!isWhole || !isNear || !areStates(parts)) return;
  if (sum > whole.base || parts.length > 2 || isOpposed(parts)) yield made;
}

const state = /[完已未在推竣投开停滞达超签落暂尚拟待续新]/;
/** What became of each: 已竣工4个, 4个园区完成目标; not the names of places. */
const areStates = (parts: Fact[]): boolean =>
  parts.filter(({ lead, tail }) => state.test(lead.slice(-8)) || state.test(/^[一-龥]{0,8}/.exec(tail)?.[0] ?? ""))
    .length *
    2 >=
  parts.length;

const isOpposed = ([first, second]: Fact[]): boolean =>
  [first, second].filter(
    (part) =>
      /[未尚不没][^，。；、]{0,8}$|^[^，。；、]{0,6}[未没不]/.test(`${part?.lead.slice(-6)}`) ||
      /^[一-龥]{0,4}[未没]/.test(part?.tail ?? ""),
  ).length === 1;
