/*
 * 同类数的一列: like figures side by side, each behind its name or before it, and the figures before them that may be their whole. What is found here says
 * nothing yet: which whole was meant, and whether the list reaches it, is for the relation (partlists.ts).
 */
import type { Fact } from "./fact.ts";
import type { Reading } from "./quantities.ts";
import { once } from "./once.ts";
import { isInName } from "./runs.ts";
import type { Text } from "./text.ts";
import { areKin, isAdded } from "./units.ts";

export interface PartList {
  parts: Fact[];
  whole: Fact;
  /**
   * How the list is tied to its whole: an opening says so, the sentence before is named again, the two merely stand side by side, or the whole was
   * divided once before.
   */
  tie: "opened" | "named" | "beside" | "again";
  /** The words between whole and list, or of the list's own sentence up to it. */
  opening: string;
}

/** Words with which a sentence compares, sums up or narrows down: no item begins so. */
const breaking =
  /其中|包括|占|比(?!例|重)|较(?!为?满意|好|差|大|小|强|高|低)|同比|环比|增长|下降|合计|共计|总计|小计|累计|一共|平均|均|最(?![终后])|上年|去年|同期|目标|计划|预算(?!单位)|达到|超过|[。！？\n]|[^公]共有?\s*$/;
const opener =
  /其中|包括|包含|分别|分为|组成|[按从][^，。；]{1,16}[分看]|按[^，。；]{1,16}(?:统计|划分)|[一-龥]中[，,：:]|中[，,]|用于|[两二三四五]批|如下|[：:]|\([^)]*$/;
/** Words that open a list wherever they stand; 用于, 第二批 may begin every item of it. */
const beginning = /其中|包括|包含|分别|分为|[按从][^，。；]{1,16}[分看]|[一-龥]中[，,]|如下|[：:]/;
const former = /(?:上年|去年|同期|上期|年初)[^，。；]{0,8}$|比|较/;

/** Like figures of a passage side by side, at least two. */
export function likeRunsOf({ facts }: Reading): Fact[][] {
  const runs: Fact[][] = [];
  let run: Fact[] = [];
  const close = (): void => {
    if (run.length > 1) runs.push(run);
    run = [];
  };
  for (const [index, fact] of facts.entries()) {
    const last = run.at(-1);
    if (isPassedOver(fact, last, facts[index + 1])) continue;
    if (!isLike(fact)) {
      close();
      continue;
    }
    const isNext =
      last?.unit?.title === fact.unit?.title &&
      last !== undefined &&
      // 净增19个；其中外资由9个增加到13个，增加4个: what was added is no part beside what there is.
      !(
        fact.role === "change" &&
        last.role !== "change" &&
        /^[，,]?\s*净?(?:增|减)[加少长]?了?\s*$/.test(
          fact.passage.plain.slice(last.to, fact.from).replace(/^[^，,]*/, ""),
        )
      ) &&
      areBeside(last, fact);
    if (!isNext) close();
    run.push(fact);
  }
  close();
  return runs;
}

/** Shares beside a figure, asides in brackets, bounds in a name and “两批” part nothing. */
function isPassedOver(fact: Fact, last: Fact | undefined, next: Fact | undefined): boolean {
  const { passage, unit } = fact;
  if (unit?.dimension === "percent" || unit === null || isInName(fact, next, passage.plain)) return true;
  if (fact.isChinese && fact.base <= 20 && !last?.isChinese && !next?.isChinese) return true;
  return last !== undefined && (passage.depths[fact.from] ?? 0) > (passage.depths[last.from] ?? 0);
}

const isLike = ({ role, unit, hedge }: Fact): boolean =>
  (role === "level" || role === "target" || role === "change") &&
  isAdded(unit) &&
  unit?.dimension !== "score" &&
  hedge === null;

const longestGap = 48;

function areBeside(a: Fact, b: Fact): boolean {
  const { plain, depths } = a.passage;
  if ((depths[a.from] ?? 0) !== (depths[b.from] ?? 0)) return false;
  const between = plain.slice(a.to, b.from);
  if (between.length > 3 * longestGap) return false;
  const words = between.replaceAll(/\([^()]*\)|占[^，；。]{0,20}%/g, "");
  return words.length <= longestGap && !breaking.test(words) && !beginning.test(words);
}

interface ListedRun {
  run: Fact[];
  lists: PartList[];
}

/** Runs of like figures, and every whole their words suggest, by passage. */
export const partListsOf = once((text: Text): ListedRun[][] =>
  text.readings.map((reading) =>
    reading.passage.cell || reading.facts.length < 2
      ? []
      : likeRunsOf(reading).map((run) => listed(run, reading, text)),
  ),
);

const listed = (run: Fact[], reading: Reading, text: Text): ListedRun => ({
  run,
  lists: [...inside(run), ...here(run, reading), ...above(run, reading, text), ...behind(run, reading)],
});

/** 按阶段分，竣工21个、在建33个、前期10个。全部64个项目…: what is divided may be named after. */
function* behind(run: Fact[], { passage: { plain }, facts }: Reading): Generator<PartList> {
  const parts = uniform(run);
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last || parts.length < 3) return;
  const start = Math.max(plain.lastIndexOf("。", first.from), plain.lastIndexOf("；", first.from)) + 1;
  const opening = plain.slice(start, first.from);
  if (!/[按从][^，。；]{1,16}(?:分|看|划分|统计|来看)\s*[，,：:]/.test(opening)) return;
  const whole = facts.find(
    (fact) =>
      fact.index > last.index &&
      fact.index <= last.index + 6 &&
      fact.unit?.title === first.unit?.title &&
      mayBeWhole(fact, first) &&
      fact.sentence > last.sentence &&
      /(?:全部|总|上述|以上)[^，。；、占]{0,4}$/.test(fact.lead),
  );
  if (whole) yield { parts, whole, tie: "opened", opening };
}

const divided = /[按从][^，。；]{1,16}(?:分|看|划分|统计)[，,：:][^，。；]{0,20}$/;

/** 甲41.3、乙36.8、丙28.6，三者合计106.7: the list has its own sum behind it, and need not reach the one before. */
export function isSummedBehind(parts: readonly Fact[], { facts }: Text): boolean {
  const last = parts.at(-1);
  if (!last) return false;
  const sum = parts.reduce((all, { base }) => all + base, 0);
  return facts
    .slice(last.index + 1, last.index + 4)
    .some(
      ({ base, half, lead, passage, sentence, unit }) =>
        passage === last.passage &&
        sentence === last.sentence &&
        areKin(unit, last.unit) &&
        /[合共总累]计|一共|共$/.test(lead) &&
        Math.abs(base - sum) <= half + parts.reduce((all, part) => all + part.half, 0) + 1e-9 * sum,
    );
}

/** 问题54处，乱堆23处、乱占11处、…: the first of them is the whole. */
function* inside([whole, ...rest]: Fact[]): Generator<PartList> {
  const parts = uniform(rest);
  const [first] = parts;
  if (!whole || !first || parts.length < 2) return;
  const opening = whole.passage.plain.slice(whole.to, first.from);
  // 制造业32万，占53%；服务业26万，占43%: with a share of its own, or behind a semicolon, it is one of them.
  const isSibling = /[；;]/.test(opening) || /^[，,(]?(?:约)?占/.test(opening);
  const isOpened = opener.test(opening) || /^[一-龥“”]{0,10}中/.test(opening);
  // 按产业分，新能源27个，医药19个，文旅16个: the first behind 分 is one of them.
  const isFirst = divided.test(whole.passage.plain.slice(Math.max(0, whole.from - 40), whole.from));
  if (!isSibling && !isFirst && (isOpened || /^[^、和及与]*[，,(]/.test(opening)))
    yield { parts, whole, tie: isOpened ? "opened" : "beside", opening };
}

/** 项目32个，总投资5亿元，其中竣工19个、在建13个 */
function* here(run: Fact[], { passage: { plain }, facts }: Reading): Generator<PartList> {
  const parts = uniform(run);
  const [first] = parts;
  if (!first) return;
  const own = facts.filter(
    (fact) => fact.to <= first.from && fact.sentence === first.sentence && mayBeWhole(fact, first),
  );
  const whole = own.findLast(({ unit }) => unit?.title === first.unit?.title) ?? own.at(-1);
  if (!whole) return;
  const opening = plain.slice(whole.to, first.from);
  const last = /[^；;]*$/.exec(opening)?.[0] ?? "";
  const isOpened = opener.test(last) && (last === opening || /^\s*(?:其中|包括)/.test(last));
  if (isOpened || last === opening) yield { parts, whole, tie: isOpened ? "opened" : "beside", opening: last };
}

/** A whole of the clause or sentence before: it ends with it, 其中 goes on from it, or the list's opening names it again. */
function* above(run: Fact[], { passage: { plain } }: Reading, text: Text): Generator<PartList> {
  const parts = uniform(run);
  const [first] = parts;
  if (!first) return;
  const start = Math.max(
    0,
    first.from - 160,
    ...["。", "；", "\n"].map((mark) => plain.lastIndexOf(mark, first.from) + 1),
  );
  const opening = plain.slice(start, first.from);
  const earlier = earlierOf(first, start, text).filter((fact) => mayBeWhole(fact, first));
  const [nearest] = earlier;
  if (!nearest) return;
  if (/^\s*(?:其中|包括|具体)/.test(opening)) yield { parts, whole: nearest, tie: "opened", opening };
  const name = nameIn(opening);
  if (name === "" && isEnd(nearest, first, start)) yield { parts, whole: nearest, tie: "beside", opening };
  if (name.length < 2) return;
  const fits = earlier.map((fact) => ({ fact, fit: fitOf(name, fact) })).filter(({ fit }) => fit > 0);
  const best = Math.max(...fits.map(({ fit }) => fit));
  for (const { fact, fit } of fits) if (fit === best) yield { parts, whole: fact, tie: "named", opening };
}

/** A list set out by 、 ends with its marks, one by commas with the semicolon; of kinds it ends where the sentence says what came of them. */
export function uniform(run: readonly Fact[]): Fact[] {
  const [first, second] = run;
  if (!first || !second) return [...run];
  const { plain } = first.passage;
  const gaps = run.slice(1).map((fact, at) => plain.slice(run[at]?.to, fact.from).replaceAll(/\([^()]*\)/g, ""));
  const mark = (gap: string): string => (/[，,；;]/.test(gap) ? (/[；;]/.test(gap) ? "；" : "，") : "、");
  const own = mark(gaps[0] ?? "");
  const isDone = outcome.test(first.lead) || outcome.test(second.lead);
  const end = gaps.findIndex(
    (gap, at) =>
      at > 0 &&
      ((own === "、" && mark(gap) !== own) ||
        (own === "，" && mark(gap) === "；") ||
        (!isDone && outcome.test(run[at + 1]?.lead ?? ""))),
  );
  return run.slice(0, end < 0 ? run.length : end + 1);
}

const outcome = /已|未|完成|整改|办结|销号|截至/;

/** Like figures of the two sentences before, and of the passage before where the list begins its own; nearest first. */
function earlierOf(first: Fact, start: number, { facts, section }: Text): Fact[] {
  const found: Fact[] = [];
  for (let index = first.index - 1; index >= Math.max(0, first.index - 60); index--) {
    const fact = facts[index];
    if (!fact || fact.passage.cell || fact.passage.index < first.passage.index - 1) break;
    if (section[fact.passage.index] !== section[first.passage.index]) break;
    if (fact.passage === first.passage ? fact.to <= start : true) found.push(fact);
  }
  return found;
}

/** Nothing else is said between it and the sentence of the list. */
function isEnd({ passage, to }: Fact, first: Fact, start: number): boolean {
  const behind = passage.plain.slice(to, passage === first.passage ? start : undefined);
  return /^[^，。；：:]{0,8}[。：:]?\s*$/.test(behind);
}

export const mayBeWhole = (fact: Fact, part: Fact): boolean =>
  areKin(fact.unit, part.unit) &&
  ["level", "target", "change", "base"].includes(fact.role) &&
  (fact.passage.depths[fact.from] ?? 0) <= (part.passage.depths[part.from] ?? 0) &&
  !former.test(fact.lead) &&
  !/平均|均|每|最/.test(fact.lead);

/** What the opening of a list is about: 年末保有车辆中，| 团组按任务分：| 资金用途：; empty where the list begins its sentence. */
const nameIn = (words: string): string =>
  (/^[^，,：:；;]{0,40}[，,：:]/.exec(words)?.[0] ?? "")
    .replace(/^.*?(?:从|按)(?=[^，：]{2,})/, (all) => all.slice(0, -1))
    .replaceAll(/[，,：:\s]|中$|中[，,：:]|(?:从|按).*$|情况|其/g, "")
    // 投诉集中在三个方面：| 收入来自四块：
    .replace(/(?:主要)?(?:集中|反映|分布|来自|来源|表现|涉及)(?:在|于|为)?.*$/, "")
    .replace(/^(?:这|上述|以上|全部|在)/, "");

const general = /项目|企业|单位|人员|资金|问题|事项|工作|数量|总数|金额/g;

/** How much of what tells a name from others stands in the words of a figure. */
function fitOf(name: string, { lead, noun, tail }: Fact): number {
  const words = lead + noun + (/^[^，,。；;：:]{0,6}/.exec(tail)?.[0] ?? "");
  const own = name.replaceAll(general, "") || name;
  const pairs = Array.from({ length: Math.max(1, own.length - 1) }, (_, at) => own.slice(at, at + 2));
  const found = pairs.filter((pair) => words.includes(pair)).length / pairs.length;
  return lead.endsWith(own) ? found + 1 : found;
}
