/*
 * 数列之后的各句: clause by clause, which period of the series is spoken of (三季度…) and which it is compared with (…比一季度, 环比).
 * A clause that names neither goes on about those of the clause before: 三季度环比增长20%，比一季度多8万元，增长50%.
 */
import { matchesOf } from "./matches.ts";
import { type Series, type Span, spansIn } from "./series.ts";

export interface Clause {
  from: number;
  to: number;
  /** Inside half-width and full-width words as they stand. */
  words: string;
  actor: Span | null;
  base: Span | null;
  /** Whether a period is named here, not carried over. */
  isNamed: boolean;
  /** Where the actor's own name ends, in the clause. */
  actorTo: number;
}

const boundary = /[，；。！？\n]|,(?!\d)/g;
const outside = /同比|同期|预算|计划|目标|任务|全国|全省|全市平均|平均|预期|序时/;
const former = /环比|(?:比|较)上(?:一)?个?(?:季度?|月)|(?:比|较)前(?:一)?个?(?:季度?|月)/;
const formerYear = /(?:比|较)(?:上|前)一?年/;
/** What is compared with stands behind these. */
const versus = /比|较|与|同|高[于出]|低于|多[于出]|少于|超过|超出/g;
const goingOn = /^\s*(?:[和且并]?(?:增长|下降|增幅|降幅|增加|减少|提高|上升|净增|回落|回升|多|少|占)|比|较|环比)/;

/** At most so many characters behind a series belong to it. */
const longest = 1500;

export function* clausesAfter(series: readonly Series[], plain: string, from: number, end: number): Generator<Clause> {
  let actor: Span | null = null;
  let base: Span | null = null;
  for (const [at, to, mark] of stretches(plain, from, Math.min(end, from + longest))) {
    const words = plain.slice(at, to);
    const names = spansIn(words);
    const comparing = outside.test(words) ? null : comparison(words);
    const isGoingOn = goingOn.test(words);
    if (!isGoingOn || names.length > 0) base = null;
    let actorTo = 0;
    if (comparing !== null) {
      const own = names.findLast((name) => name.to <= comparing);
      const other = names.find((name) => name.at >= comparing);
      if (own) [actor, actorTo] = [own.span, own.to];
      else if (!isGoingOn) actor = null;
      base = other ? other.span : isFormer(words, actor) ? before(actor, series) : null;
    } else {
      const own = names[0];
      if (own) [actor, actorTo] = [own.span, own.to];
      else if (!isGoingOn) actor = null;
      if (outside.test(words)) base = null;
    }
    yield { from: at, to, words, actor, base, isNamed: actorTo > 0, actorTo };
    if (/[。！？\n]/.test(mark)) [actor, base] = [null, null];
  }
}

function* stretches(plain: string, from: number, end: number): Generator<[number, number, string]> {
  let at = from;
  for (const match of matchesOf(plain.slice(from, end), boundary)) {
    if (from + match.index > at) yield [at, from + match.index, match[0]];
    at = from + match.index + match[0].length;
  }
  if (at < end) yield [at, end, ""];
}

function comparison(words: string): number | null {
  const ring = former.exec(words) ?? formerYear.exec(words);
  if (ring) return ring.index;
  const found = matchesOf(words, versus).find(({ index }) => !/[相对占]$/.test(words.slice(0, index)));
  return found && spansIn(words.slice(found.index)).length > 0 ? found.index : null;
}

const isFormer = (words: string, actor: Span | null): boolean =>
  actor !== null && (former.test(words) ? actor.axis === "month" || /环比/.test(words) : actor.axis === "year");

/** The period right before another, as long as it is. */
function before(actor: Span | null, series: readonly Series[]): Span | null {
  if (!actor) return null;
  const size = actor.to - actor.from + 1;
  const isPart = series.some(({ spans }) => spans.some(({ from, to }) => from === actor.from && to === actor.to));
  return isPart ? { ...actor, from: actor.from - size, to: actor.to - size } : null;
}
