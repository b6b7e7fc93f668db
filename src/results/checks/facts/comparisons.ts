/*
 * 比较句: “A万元，比上年B万元增加C万元，增长P%”. Any part may be missing: the base (…比上年增加C，增长P%), the change (…比B增长P%),
 * or the new figure named last (由B增加到A). One figure may be compared more than once (比年初预算…，比上年…).
 *
 * Figures in brackets are asides and never take part, except a base in a bracket: 增长12%（上年为90万元）.
 */
import type { Fact } from "./fact.ts";
import { formerTime } from "./formertime.ts";
import type { Reading } from "./quantities.ts";
import { areKin } from "./units.ts";

export interface Comparison {
  /** The figure that is compared: by the words of the comparison, else the last one before it. */
  level: Fact | null;
  /** Every figure of the sentence that could be meant, the likeliest first. */
  levels: Fact[];
  base: Fact | null;
  change: Fact | null;
  growth: Fact | null;
  /** Figures of the sentence before, where this one begins with 其中 or names none of its own: they may be meant as well. */
  wider: Fact[];
}

export function comparisonsOf({ passage, facts }: Reading): Comparison[] {
  const found: Comparison[] = [];
  const depth = passage.depths;
  let before: Fact[] = [];
  let previous: Fact[] = [];
  for (const chunk of chunksOf(facts, passage.plain)) {
    // “…；比3月末增长7%” goes on about the figure before the semicolon.
    const isGoingOn =
      chunk[0]?.sentence === before.at(-1)?.sentence &&
      chunk[0] !== undefined &&
      /^\s*(?:比|较|同比|环比)/.test(chunk[0].lead);
    const earlier = isGoingOn ? before : [];
    before = [...earlier, ...chunk];
    // 分别 pairs several figures with several changes; those are read by their own relation.
    const sentence = previous;
    previous = chunk.filter(({ role, from }) => role === "level" && (depth[from] ?? 0) === 0);
    const paired = chunk.findIndex((fact) => fact.lead.includes("分别"));
    // 增幅16%，其中…，占比分别为七成和三成: only shares are paired, and what stands before them is not.
    const single = paired < 0 ? chunk : chunk[paired]?.role === "share" ? chunk.slice(0, paired) : [];
    const isOpening = /^\s*(?:其中|与|比|较|同比)/.test(openingOf(chunk[0], passage.plain)) || previous.length === 0;
    for (const each of inChunk(single, depth, earlier)) found.push(isOpening ? { ...each, wider: sentence } : each);
  }
  return found.filter(({ base, change, growth }) => base ?? change ?? growth);
}

function inChunk(chunk: Fact[], depth: Uint8Array, earlier: Fact[]): Comparison[] {
  const found: Comparison[] = [];
  const said = earlier.filter(({ role }) => role === "level" || role === "target");
  /** The comparison that may still be completed; a new level closes it. */
  let open: Comparison | null = null;
  const begin = (part: Partial<Comparison>, by: Fact): Comparison => {
    const levels = part.base?.role === "origin" ? [] : likeliestFirst(said, by);
    const comparison = { level: levels[0] ?? null, levels, base: null, change: null, growth: null, wider: [], ...part };
    found.push(comparison);
    return comparison;
  };
  for (const fact of chunk) {
    if ((depth[fact.from] ?? 0) > 0) {
      // 同比（上年12月7,245万元）下降4%: the bracket begins the comparison; 增长4%（上年为90万元）: it completes one.
      if (
        /(?:同比|环比|比|较)[^，。；\d]{0,6}\(\s*$/.test(
          fact.passage.plain.slice(Math.max(0, fact.from - fact.lead.length - 12), fact.from - fact.lead.length),
        )
      )
        open = begin({ base: fact }, fact);
      else if (
        open &&
        !open.base &&
        (isFormerLevel(fact) || isYearLevel(fact)) &&
        (open.levels.some(({ unit }) => areKin(unit, fact.unit)) ||
          (open.change && areKin(open.change.unit, fact.unit)))
      )
        open.base = fact;
    } else if (fact.role === "base") {
      if (open && !open.base && !open.change && (!open.growth || isOfFormerYear(open.growth, fact))) open.base = fact;
      else open = begin({ base: fact }, fact);
    } else if (fact.role === "origin") {
      // 下降12.9%，由0.62降至0.54: the rate was said first.
      if (open?.growth && !open.base && !open.change && !isOfOtherName(fact))
        Object.assign(open, { base: fact, level: null, levels: [] });
      else open = begin({ base: fact }, fact);
    } else if (fact.role === "change") {
      const isRateFirst = open?.growth && open.base && open.growth.index < open.base.index;
      const isSameFormer = open?.growth && !open.base && isOfOneFormer(open.growth, fact);
      if (open && !open.change && (!open.growth || isRateFirst || isSameFormer)) open.change = fact;
      else open = begin({ change: fact }, fact);
    } else if (fact.role === "growth") {
      if (open && !open.growth && !startsAnew(fact, open)) open.growth = fact;
      else open = begin({ growth: fact }, fact);
    } else if (
      fact.role === "level" &&
      fact.unit?.dimension === "percent" &&
      /^[\s、，,]*$/.test(fact.lead) &&
      open?.change &&
      !open.growth
    ) {
      // 压缩17个工作日、37.78%: the rate follows without a word of its own.
      open.growth = fact;
    } else if (
      fact.role === "level" &&
      !open &&
      (isFormerLevel(fact) || isFormerOf(fact, said)) &&
      said.some(({ unit }) => areKin(unit, fact.unit))
    ) {
      // 101.93亿元，上年为94.21亿元，同比增长8.19%: the base comes before the comparison is said.
      open = begin({ base: fact }, fact);
    } else if (
      fact.role === "level" &&
      open &&
      !open.base &&
      isFormerLevel(fact) &&
      open.levels.some(({ unit }) => areKin(unit, fact.unit))
    ) {
      open.base = fact;
    } else if (open && fact.role === "level" && isNewOnes(fact, open)) {
      open.change = { ...fact, role: "change", direction: 1 };
    } else if (open?.base && fact.role === "level" && isReached(fact) && areKin(open.base.unit, fact.unit)) {
      open.level = fact;
      open.levels.unshift(fact);
      said.push(fact);
    } else if (fact.role === "level" || fact.role === "target") {
      // 由 90 万元增加到 100 万元: the new figure comes after the old.
      if (open && !open.level && open.base && areKin(open.base.unit, fact.unit)) {
        open.level = fact;
        open.levels.push(fact);
      } else open = null;
      said.push(fact);
    }
  }
  return found;
}

/** 在职人员比上年减少2人: what the comparison names itself comes first, then the nearest. */
function likeliestFirst(said: readonly Fact[], by: Fact): Fact[] {
  const [, named = ""] = /([一-龥]{2,8})(?:同比|环比|比|较)/.exec(by.lead) ?? [];
  const nearest = said
    .filter((fact) => by.unit?.dimension === "percent" || areKin(fact.unit, by.unit))
    .slice(-6)
    .reverse();
  const isNamed = (fact: Fact) => named !== "" && fact.lead.includes(named);
  // 第四批比第三批减少: a part of a series is that part and no other.
  if (/第.{1,3}[批季月期轮]|[一二三四]季度|\d月/.test(named) && !nearest.some(isNamed)) return [];
  return [...nearest.filter(isNamed), ...nearest.filter((fact) => !isNamed(fact))];
}

/** 同比下降5.0%，较上年的4,000减少200: the rate was said first, over the same former year. */
const isOfFormerYear = (growth: Fact, base: Fact): boolean =>
  /同比|[比较与]\s*(?:上|去)年/.test(growth.lead) &&
  /[比较与]\s*(?:上|去)年(?:同期|全年|度)?(?:的|[^，。；\d年]{0,6})?\s*$|[比较与]\s*20\d{2}年(?:同期|度)?的?\s*$/.test(
    base.lead,
  );

/** 同比增长11.6%，比上年同期净增33亿元: the rate was said first, both over the year before. */
const isOfOneFormer = (growth: Fact, change: Fact): boolean =>
  [growth, change].every(({ lead }) => /同比|[比较]\s*(?:上|去)年(?:同期|全年|度)?[^，。；\d年]{0,4}$/.test(lead)) &&
  growth.direction === change.direction &&
  change.clause === growth.clause + 1;

/** 由20项增加到32项，新增12项; not where others went: 新增17项、取消5项. */
const isNewOnes = (fact: Fact, { base, level, change }: Comparison): boolean =>
  base?.role === "origin" &&
  level !== null &&
  change === null &&
  fact.from - level.to < 10 &&
  /^\s*(?:净)?(?:新增|增补|扩充|扩大)了?\s*$/.test(fact.lead) &&
  level.base > base.base &&
  areKin(level.unit, fact.unit) &&
  !/^[^，。；、]{0,8}[、，](?=[一-龥])(?!增长|增幅)[^。；]{0,20}\d/.test(fact.tail);

/** 人数减少三成，产值却由150亿元增加到171亿元: the second clause speaks of something else. */
const isOfOtherName = ({ lead }: Fact): boolean => /[一-龥]{2,12}(?:则|却|反而|也|均)?[由从]\s*$/.test(lead);

/** 比上年的20个增长30%，达到26个: what was reached is said last. */
const isReached = ({ lead }: Fact): boolean => /^\s*(?:达到?了?|[增升降减]至|共)\s*$/.test(lead);

/** 上年为90万元, 去年同期5个 */
const isFormerLevel = (fact: Fact): boolean => formerLevel.test(fact.lead);
const formerLevel = new RegExp(`^\\s*(?:而)?${formerTime}(?:度)?(?:同期|全年|末|底)?(?:数|值)?[为是]?\\s*$`);

/** 本轮摸底12,600个，上一轮摸底为10,500个: called as one before it. */
function isFormerOf({ lead }: Fact, said: readonly Fact[]): boolean {
  const [, name = ""] = formerNamed.exec(lead) ?? [];
  return name !== "" && said.some((each) => each.lead.includes(name));
}
const formerNamed = new RegExp(`^\\s*(?:而)?${formerTime}(?:度)?(?:同期)?([一-龥]{2,8}?)[为是]?\\s*$`);

/** 同比增长10.5%（2023年为2187.5万人次）: in a bracket a year and its figure are what is compared with. */
const isYearLevel = (fact: Fact): boolean =>
  /^\s*20\d{2}年(?:度)?(?:同期|全年|末|底)?(?:数|值)?[为是]?\s*$/.test(fact.lead);

/** The words from the beginning of the sentence, or of the part behind a semicolon, to its first figure. */
function openingOf(first: Fact | undefined, plain: string): string {
  if (!first) return "";
  const words = plain.slice(Math.max(0, first.from - 60), first.from);
  return words.slice(Math.max(words.lastIndexOf("。"), words.lastIndexOf("；"), words.lastIndexOf("\n")) + 1);
}

/** 比上年增加5万元，环比增长2%: the rate is over another base than the change. */
const startsAnew = (fact: Fact, { base, change }: Comparison): boolean =>
  /环比/.test(fact.lead) && /上年|去年|同比|同期/.test((base ?? change)?.lead ?? "");

/** Figures between full stops and semicolons. */
function chunksOf(facts: readonly Fact[], plain: string): Fact[][] {
  const chunks: Fact[][] = [];
  let previous: Fact | null = null;
  for (const fact of facts) {
    const between = previous === null ? "" : plain.slice(previous.to, fact.from);
    // “…增长12.5%。去年是4320万元。” still speaks of the same figure.
    const joined = between.includes("。") ? between.replace(/。(?=\s*(?:上年|去年)[^，。；]{0,6}$)/, "") : between;
    const isNew = previous === null || /[；;。！？\n]/.test(joined);
    if (isNew) chunks.push([]);
    chunks.at(-1)?.push(fact);
    previous = fact;
  }
  return chunks;
}
