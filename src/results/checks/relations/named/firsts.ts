/*
 * 最多、最慢、居首: who the text says is first, last or second among names whose figures it gives – in a list or a table, before or behind, near or far.
 *
 * Of 噪声最大的是X the name stands behind, of X噪声最大 before; what is said of several in a row goes on about the last named (接件量最大的是X，满意度却最低). The
 * group is chosen by the measure (choice.ts); if several fit, one that agrees was meant. Fast is few days. 首位 and 末位 of what is better low may be either.
 * Always a 疑点.
 *
 * 例：一月26天、二月24天、三月29天，二月最多；办得最慢的是人才科。反例：除X外最多；最大限度；比上年下降最多（没有降幅一列）。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import { type Bounds, clauseAt, clauseBefore, sentenceStart } from "../../facts/namedclauses.ts";
import { type Group, type Member, valueOf } from "../../facts/namedvalues.ts";
import { type Mention, mentionsIn } from "../../facts/namedindex.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Reading } from "../../facts/quantities.ts";
import { longestShared } from "../../facts/rowpairs.ts";
import type { Text } from "../../facts/text.ts";
import { claim, type Match, type Observation, same, type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";
import { chosen, isOfUnit } from "./choice.ts";

export function* firsts(text: Text): Generator<Observation> {
  for (const reading of text.readings)
    if (!reading.passage.cell && /最[^近后终新初佳]|首|末|垫底|第|独占|领跑|其次|次之/.test(reading.passage.plain))
      yield* inPassage(reading, text);
}

interface Word {
  from: number;
  to: number;
  /** 1 for the greatest, −1 for the least. */
  sign: 1 | -1;
  /** 首位, 末位: of what is better low the first has the least. */
  isPlace: boolean;
  rank: number;
  /** 最快: the greatest, of times the least. */
  isSpeed: boolean;
  isNext: boolean;
}

const pattern =
  /最(?<most>多|高|大|快|好|长|强|重|旺|优|主要)|最(?<least>少|低|小|慢|差|短|弱|轻|淡|次要)|(?<first>[居列](?:全[市省县区州]|各[一-龥]{1,5}|[三四五六七八九十]个?[一-龥]{1,4})?首位?|位居榜首|独占鳌头|领跑|(?:排名?|[位名]?[居列])(?:在|于)?(?:全[市省县区州])?第[一1]位?)|(?<last>[居列排](?:在|于|名)?(?:全[市省县区州]|[三四五六七八九十]个?[一-龥]{1,4})?末(?:位|尾)?|垫底|倒数第一)|(?:排名?|[位名]?[居列])(?:在|于)?(?:全[市省县区州])?第\s*(?<rank>[二三四五六七八九2-9])\s*位?|第(?<big>[一二三四五])大(?=[一-龥]{1,6}(?:[，。；、]|$))|(?<second>其次(?:是|为)|次之|紧随其后)/g;
const noRank = /^(?:不超过|可|限|额|奖|补|达到?\d|人民|温|不低于|按|给予|程度|化|气|[环同]比)/;

function wordsOf(plain: string): Word[] {
  return matchesOf(plain, pattern).flatMap(({ index, 0: word, groups = {} }) => {
    const to = index + word.length;
    if (noRank.test(plain.slice(to, to + 4)) || /^[一-龥]{0,4}之一|^(?:和|、|与)第/.test(plain.slice(to, to + 8)))
      return [];
    const { most, least, first, last, rank: place, big, second } = groups;
    const rank = place ?? (big === "一" ? undefined : big);
    const isLeast = Boolean(least ?? last);
    return [
      {
        from: index,
        to,
        sign: isLeast ? (-1 as const) : (1 as const),
        isPlace: Boolean(first ?? last ?? rank),
        rank: rank ? "一二三四五六七八九".indexOf(rank) + 1 || Number(rank) : second ? 2 : 1,
        isSpeed: most === "快" || least === "慢",
        isNext: second !== undefined,
      },
    ];
  });
}

interface Told {
  group: Group;
  mention: Mention;
}

const parting =
  /除|剔除|不含|之外|以外|并列|其余|[^三四五六七八九十各两]类[一-龥]{0,4}中|(?:其中|当中)[^，。；]{2,8}(?:里|中)|单[一-龥]{0,3}最|历[年史]|以来/;
const meant = /可能|应当?|将|要|力争|确保/;

function* inPassage(reading: Reading, text: Text): Generator<Observation> {
  const { passage } = reading;
  const { plain } = passage;
  let before: { at: number; found: Found[]; word: Word } | null = null;
  for (const [index, word] of wordsOf(plain).entries()) {
    const clause = clauseAt(plain, word.from);
    const start = sentenceStart(plain, word.from);
    const stop = wordsOf(plain)[index + 1]?.from ?? plain.length;
    const last = before && before.at >= start ? before : null;
    if (parting.test(plain.slice(Math.max(start, clause.from - 14), clause.to))) continue;
    if (meant.test(plain.slice(clause.from, word.from))) continue;
    const found = foundFor(word, clause, Math.min(stop, clause.to), reading, text, last);
    if (found.length === 0) continue;
    before = { at: word.from, found, word };
    yield judged(word, found, passage);
    const value = valueSaid(word, found, reading);
    if (value) yield value;
  }
}

interface Found extends Told {
  sign: 1 | -1;
  /** Either way round is right. */
  isEither: boolean;
}

const isTime = (group: Group): boolean => /^(?:day|month|hour|minute)$/.test(group.unit.dimension);
const betterLow = /用时|天数|耗时|周期|时长|投诉|问题|能耗|成本|降幅|逾期|事故|隐患/;

function foundFor(
  word: Word,
  clause: Bounds,
  stop: number,
  { passage, facts }: Reading,
  text: Text,
  last: { found: Found[]; word: Word } | null,
): Found[] {
  const { plain } = passage;
  const mentions = mentionsIn(text, passage);
  const behind = behindOf(word, stop, plain, mentions);
  // 最快的某项目 that no list knows; 最高分与最低分.
  const isNoun = /是|为|属/.test(plain.slice(clause.from, word.from));
  if (behind.length === 0 && !isNoun && /^(?:的[一-龥]|[分值月日者年])/.test(plain.slice(word.to, word.to + 2)))
    return [];
  const ahead = behind.length > 0 ? { told: [], measure: "" } : aheadOf(word, clause, plain, mentions);
  const told = behind.length > 0 ? behind : ahead.told;
  const said = behind.length > 0 ? measureBefore(plain, clause, word, mentions) : ahead.measure;
  const same = word.isNext && last ? last.found.map(({ group }) => group) : null;
  // 结余最多的是甲，最少的是乙: of the same measure.
  const inherited =
    said.trim() === "" && viewOf(plain, clause) === "" && last ? last.found.map(({ group }) => group) : null;
  const measure = (viewOf(plain, clause) + said).replace(
    /(?:也|却|仍|还|则|均|都|的|中|看|办得|为|以|，|而|但)+$/g,
    "",
  );
  const within = same ?? inherited;
  const by = viewOf(plain, clause);
  const groups = told
    .map(({ group }) => group)
    .filter((group) => (!within || within.includes(group)) && (by === "" || longestShared(by, group.measure) > 1));
  const context = plain.slice(Math.max(0, clause.from - 30), clause.from);
  // Y以109.0%列第二位
  const behindName = told[0]?.mention.to ?? clause.from;
  const unit = facts.find(({ from, to }) => from >= behindName && to === word.from)?.unit ?? null;
  return chosen(groups, { passage, measure, context, unit }, text).flatMap(({ group, score }) => {
    if (group.members.length < 2 || (score < 2.4 && !within)) return [];
    const own = told.find((each) => each.group === group);
    if (!own || (own.mention.member.values.length > 1 && group.members.length > 0)) return [];
    // X16.7亿元，居第2位: ranks told with the figures of the list are for rankruns.ts.
    const { from: at, passage: where } = own.mention.member.values[0] as Fact;
    if (word.rank > 1 && where === passage && at >= own.mention.to && at - own.mention.to < 12) return [];
    const turned = word.isSpeed && isTime(group) ? -1 : 1;
    const sign = (
      word.isNext && last ? last.word.sign * (last.word.isSpeed && isTime(group) ? -1 : 1) : word.sign * turned
    ) as 1 | -1;
    const isEither = word.isPlace && (isTime(group) || betterLow.test(measure + group.measure));
    return [{ ...own, sign, isEither }];
  });
}

const view = /(?:按|从|就|论|以)(?<by>[一-龥]{2,12}?)(?:排列|排序|来?看|计|统计|衡量|比较|而言|来?说|来?讲)?$/;

/** 从完成率看，X列第1位，Y列第2位 */
const noView = /表|图|上述|以上|总体|整体|结果|数据|情况|全[市省县区]/;

function viewOf(plain: string, clause: Bounds): string {
  let former = clauseBefore(plain, clause);
  for (let step = 0; former && step < 4; step++) {
    const by = view.exec(plain.slice(former.from, former.to))?.groups?.by;
    // 从下表看 names no measure.
    if (by) return noView.test(by) ? "" : by;
    former = clauseBefore(plain, former);
  }
  return "";
}

/** 最多的是X, 最高的X, 以X最多 */
function behindOf(word: Word, stop: number, plain: string, mentions: readonly Mention[]): Told[] {
  const rest = plain.slice(word.to, stop);
  if (!word.isNext && !/^[一-龥]{0,4}?的/.test(rest)) return [];
  return mentions.flatMap((mention) => {
    const between = plain.slice(word.to, mention.from);
    return mention.from >= word.to &&
      mention.from < stop &&
      /^[一-龥]{0,6}?的?[一-龥“]{0,8}?(?:是|为|数|属)?[“]?$/.test(between) &&
      (word.isNext || /[的是为数属]“?$/.test(between)) &&
      !mentions.some((other) => other.group === mention.group && other.from < mention.from && other.from >= word.to)
      ? [{ group: mention.group, mention }]
      : [];
  });
}

/** X噪声最大; X完成率86.0%，列第一: the only name of the group in the clause, or in the one before. */
function aheadOf(
  word: Word,
  clause: Bounds,
  plain: string,
  mentions: readonly Mention[],
): { told: Told[]; measure: string } {
  const within = onlyIn(mentions, clause.from, word.from);
  if (within.length > 0) {
    const end = Math.max(...within.map(({ mention }) => mention.to));
    return { told: within, measure: plain.slice(end, word.from) || plain.slice(clause.from, within[0]?.mention.from) };
  }
  const former = clauseBefore(plain, clause);
  if (!former || word.from - clause.from > 12) return { told: [], measure: "" };
  const than = plain.indexOf("比", former.from);
  // X比Y多，是其中最大的一项: X is.
  const told = onlyIn(mentions, former.from, than > former.from && than < former.to ? than : former.to);
  const end = Math.max(0, ...told.map(({ mention }) => mention.to));
  const own = plain.slice(clause.from, word.from).replace(/^[却也而但又并均]+|^[是为].*中/g, "");
  return { told, measure: own || plain.slice(end, former.to).replace(/\d.*$/, "") };
}

function onlyIn(mentions: readonly Mention[], from: number, to: number): Told[] {
  const inside = mentions.filter((mention) => mention.from >= from && mention.to <= to);
  return inside.flatMap((mention) =>
    inside.some((other) => other.group === mention.group && other !== mention)
      ? []
      : [{ group: mention.group, mention }],
  );
}

/** 结余 of 结余最多的是X; behind a name or 比 something else begins. */
function measureBefore(plain: string, clause: Bounds, word: Word, mentions: readonly Mention[]): string {
  const names = mentions.filter(({ from, to }) => from >= clause.from && to <= word.from).map(({ to }) => to);
  const from = Math.max(clause.from, ...names);
  const own = plain.slice(from, word.from).replace(/^.*[比和与、]/, "");
  if (own !== "" || clause.from === 0) return own;
  const former = clauseBefore(plain, clause);
  return former && /(?:看|方面|中|讲|说)$/.test(plain.slice(former.from, former.to))
    ? plain.slice(former.from, former.to)
    : "";
}

const saying = /^[，]?(?:仅|为|达到?|是|有|约|高达|只有|完成|用时|\s)*$/;

/** 最慢的是X，为10.6天: the figure said of it is that of the group. */
function valueSaid(word: Word, [first]: readonly Found[], { passage, facts }: Reading): Observation | null {
  if (!first || !first.group.table || first.mention.member.values.length > 1) return null;
  const from = Math.max(word.to, first.mention.to);
  const fact = facts.find((each) => each.from >= from && each.from - from < 10);
  const own = first.mention.member.values[0];
  if (!own || !fact || fact.unit === null || !saying.test(passage.plain.slice(from, fact.from))) return null;
  if (!isOfUnit(first.group.unit, fact.unit) || fact.unit.dimension === "point") return null;
  const kin = first.group.table;
  // What another column of the row says was meant as well.
  const row = own.passage.cell?.row ?? -1;
  const isElsewhere = Array.from({ length: Math.min(kin.columns, 24) }, (_, column) => kin.fact(row, column)).some(
    (each) => each !== null && each.base === fact.base,
  );
  return isElsewhere ? null : claim("table-text", fact, same(own), "文中数字与表中所指一行不符", false);
}

const isRight = ({ group, mention, sign, isEither }: Found, rank: number): boolean =>
  placesOf(group, mention.member, sign).includes(rank) ||
  (isEither && placesOf(group, mention.member, sign === 1 ? -1 : 1).includes(rank));

/** 其余85个分布在六个县: what is left over is no member of its own. */
const rankedIn = ({ members }: Group): Member[] => members.filter(({ name }) => !/^(?:其余|其他|其它|另)/.test(name));

/** Every place a member may have: those of one value share theirs. */
function placesOf(group: Group, own: Member, sign: 1 | -1): number[] {
  const members = rankedIn(group);
  const value = valueOf(own);
  const better = members.filter((each) => sign * (valueOf(each) - value) > 1e-9).length;
  const alike = members.filter((each) => Math.abs(valueOf(each) - value) <= 1e-9).length;
  return Array.from({ length: Math.max(1, alike) }, (_, index) => better + 1 + index);
}

function judged(word: Word, found: readonly Found[], passage: Passage): Slip | Match {
  const right = found.find((each) => isRight(each, word.rank));
  const likely = right ?? found[0];
  const at = { passage, from: word.from, to: word.to };
  const { group, mention, sign } = likely as Found;
  const own = mention.member.values[0] as Fact;
  const due = rankedIn(group).toSorted((a, b) => sign * (valueOf(b) - valueOf(a)))[word.rank - 1] ?? mention.member;
  const dueFact = due.values[0] as Fact;
  const because = `“${due.name}” ${printed(dueFact)}，“${mention.member.name}” ${printed(own)}`;
  if (right)
    return {
      kind: "match",
      rule: "rank",
      at,
      because: `“${mention.member.name}” ${printed(own)}，在 ${group.members.length} 个中与所说一致`,
      operands: [stretchOf(own)],
    };
  return {
    kind: "slip",
    rule: "rank",
    severity: "warning",
    at,
    stated: mention.member.name.slice(0, 16),
    expected: due.name.slice(0, 16),
    because,
    operands: [stretchOf(own), stretchOf(dueFact)],
    message: "所说的大小或名次与所列数字不符，请核对",
  };
}
