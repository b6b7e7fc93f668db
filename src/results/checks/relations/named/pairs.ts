/*
 * 两名相比: X比Y多N, 最高的X比最低的Y高N, X是Y的N倍, X大于Y, X与Y持平, 两者相差N: both have names whose figures stand in one list, column or row elsewhere.
 *
 * The sides are looked up in every group that has both (parties.ts), the group is chosen by measure and unit (choice.ts). A pair that gives N was meant. A
 * breach is certain only beside the group, where no other fits and the unit is its own.
 *
 * 例：一队八十八家、六队五十二家，一队比六队多跑二十六家；社会公众满意度与落户企业持平。反例：比上年多；比计划多（没有计划一列）；X比Y多投入。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import { type Bounds, clauseAt, sentenceStart } from "../../facts/namedclauses.ts";
import type { Group } from "../../facts/namedgroups.ts";
import { type Mention, mentionsIn } from "../../facts/namedindex.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { balance, type Claim, claim, type Observation, type Slip, stretchOf, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";
import { type Chosen, chosen, isBeside } from "./choice.ts";
import { extremeOf, namedIn, type Party, subjectBefore } from "./parties.ts";

export function* pairs(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    const { passage } = reading;
    if (passage.cell || !/[比较于]|倍|相差|差距|分之|持平|相同|相等|超过|不及|前者|[不未][及足到]/.test(passage.plain)) continue;
    const mentions = mentionsIn(text, passage);
    if (mentions.length === 0) continue;
    const context: Context = { text, reading, mentions };
    yield* compared(context);
    yield* multiplied(context);
    yield* apart(context);
    yield* alike(context);
  }
}

interface Context {
  text: Text;
  reading: Reading;
  mentions: readonly Mention[];
}

interface Pair {
  own: Party;
  than: Party;
  chosen: Chosen;
}

const than =
  /(?<!占|对|环|同|之|相|百分|配|正|反|可|占|无|增幅|评)[比较](?!重|例|[上去]年|同期|年初|值|率|如|赛|武|拼|[为大好高低快强多少]|时序|序时|时间|计划|目标|任务|预算|全年)/g;
const lesser = /[少低慢短小轻]|落后/;

/** X比Y多N */
function* compared(context: Context): Generator<Observation> {
  const { reading, mentions } = context;
  const { passage, facts } = reading;
  const { plain } = passage;
  for (const { index } of matchesOf(plain, than)) {
    const clause = clauseAt(plain, index);
    const fact = facts.find(({ from }) => from > index && from - index < 40);
    const isSaid = fact !== undefined && fact.from < clause.to;
    const between = plain.slice(index + 1, isSaid ? fact.from : clause.to);
    const match = lastWord(between);
    if (!match) continue;
    const { base, sign, rest } = match;
    const groups = new Set(mentions.map(({ group }) => group));
    const others = namedIn(mentions, { from: index + 1, to: index + 1 + base.length }, plain, groups);
    if (others.length === 0 || (isSaid && (fact.hedge || fact.unit?.dimension === "percent" || !fact.unit))) continue;
    const measure = measureOf(plain, index, mentions, clause) + rest;
    const found = pairsIn(others, context, clause, index, measure, isSaid ? fact.unit : null);
    yield* judged(found, lesser.test(sign) ? -1 : 1, isSaid ? fact : null, context, {
      passage,
      from: index + 1 + base.length,
      to: index + 1 + base.length + sign.length,
    });
  }
}

/** Of 比高新区高 the last word that compares. */
function lastWord(between: string): { base: string; sign: string; rest: string } | null {
  const at = Math.max(...[..."多少高低快慢长短大小重轻"].map((each) => between.lastIndexOf(each)));
  return at > 0 && between.length - at <= 6
    ? { base: between.slice(0, at), sign: between[at] ?? "", rest: between.slice(at + 1) }
    : null;
}

const measureOf = (plain: string, at: number, mentions: readonly Mention[], clause: Bounds): string => {
  const last = Math.max(clause.from, ...mentions.filter(({ to }) => to <= at).map(({ to }) => to));
  return plain.slice(last, at).replace(/^\d.*$/, "");
};

function pairsIn(
  others: readonly Party[],
  { text, reading: { passage }, mentions }: Context,
  clause: Bounds,
  at: number,
  measure: string,
  unit: Fact["unit"],
): Pair[] {
  const { plain } = passage;
  const own = [
    ...subjectBefore(mentions, clause, at, plain),
    ...namedIn([], { from: Math.max(clause.from, at - 8), to: at }, plain, others.map(({ group }) => group)),
  ];
  const both = others.flatMap((other) => {
    const mine = own.find(({ group }) => group === other.group);
    return mine && mine.values !== other.values && mine.values[0] !== other.values[0] ? [{ own: mine, than: other }] : [];
  });
  const start = sentenceStart(plain, at);
  const wanted = { passage, measure: clean(measure), context: plain.slice(Math.max(start, clause.from - 40), at), unit };
  return chosen(
    both.map(({ own: { group } }) => group),
    wanted,
    text,
  ).flatMap((each) => {
    const pair = both.find((one) => one.own.group === each.group);
    return pair ? [{ ...pair, chosen: each }] : [];
  });
}

const clean = (measure: string): string =>
  measure.replace(/^[的，]|(?:[了出的，]|多|支|跑|要|还|分别|合计|一共|两个?[一-龥]{0,3}|片区)+$/g, "").trim();

const gapOf = ({ own, than: other }: Pair, sign: 1 | -1): Sum => {
  const [a, b] = sign > 0 ? [own.values, other.values] : [other.values, own.values];
  return balance([...a], [...b]);
};

const sumOf = ({ values }: Party): number => values.reduce((all, { base }) => all + base, 0);

function* judged(
  found: readonly Pair[],
  sign: 1 | -1,
  fact: Fact | null,
  { text, reading: { passage }, mentions }: Context,
  at: { passage: Passage; from: number; to: number },
): Generator<Observation> {
  const [best] = found;
  if (!best || best.chosen.score < 1.8) return;
  // 快 of days is fewer.
  const signIn = ({ own }: Pair): 1 | -1 =>
    /^[快慢]$/.test(passage.plain.slice(at.from, at.to)) && /^(?:day|month|hour|minute)$/.test(own.group.unit.dimension)
      ? ((-sign) as 1 | -1)
      : sign;
  if (fact) {
    const claims = found.map((pair) => pairClaim(pair, signIn(pair), fact, text, found.length === 1));
    const sound = claims.find(isSound);
    if (sound) return yield sound;
    const groups = [...new Set(mentions.map(({ group }) => group))];
    if (best.than.isExtreme && best.own.isExtreme && !isPlain(found, passage, groups)) return;
    const turned = found.find((pair) => isSound(pairClaim(pair, signIn(pair) === 1 ? -1 : 1, fact, text, false)));
    if (turned) return yield direction(turned, signIn(turned), at);
    const [first] = claims;
    if (first) yield first;
    return;
  }
  const isRight = (pair: Pair): boolean => (sumOf(pair.own) - sumOf(pair.than)) * signIn(pair) > 0;
  const right = found.find(isRight);
  yield right
    ? { kind: "match", rule: "comparison", at, because: `${shown(right)}`, operands: factsOf(right).map(stretchOf) }
    : direction(best, signIn(best), at);
}

const factsOf = ({ own, than: other }: Pair): Fact[] => [...own.values, ...other.values];
const shown = ({ own, than: other }: Pair): string =>
  `${own.values.map(printed).join(" + ")} ${sumOf(own) > sumOf(other) ? ">" : sumOf(own) < sumOf(other) ? "<" : "="} ${other.values.map(printed).join(" + ")}`;

function pairClaim(pair: Pair, sign: 1 | -1, fact: Fact, text: Text, isOnly: boolean): Claim {
  const isCertain =
    isOnly &&
    !pair.own.isExtreme &&
    isBeside(pair.own.group, fact.passage, text) &&
    pair.own.group.unit.title === fact.unit?.title;
  return claim("difference", fact, gapOf(pair, sign), "差额与所指两数不符", isCertain);
}

const direction = (pair: Pair, sign: 1 | -1, at: { passage: Passage; from: number; to: number }): Slip => ({
  kind: "slip",
  rule: "comparison",
  severity: "warning",
  at,
  stated: sign > 0 ? "大于" : "小于",
  expected: sign > 0 ? "不大于" : "不小于",
  because: shown(pair),
  operands: factsOf(pair).map(stretchOf),
  message: "比较的方向与所指两数不符，请核对",
});

const ratioWord =
  /(?:[是为]|相当于|约为|达到?|接近|超过|不及|不足|不到|只有|仅为|约是)(?:约)?(?<base>[^，。；是为]{1,14}?)的?(?:将?近|约|超过|不足|不到)?\s*$/;

/** X是Y的N倍, X不及Y的四分之一 */
function* multiplied(context: Context): Generator<Observation> {
  const { reading, mentions } = context;
  const { passage, facts } = reading;
  const { plain } = passage;
  for (const fact of facts) {
    const isTimes = fact.unit?.dimension === "times";
    if (!isTimes && !(fact.unit?.dimension === "percent" && (fact.isChinese || fact.unit.title === "成"))) continue;
    const clause = clauseAt(plain, fact.from);
    const lead = plain.slice(Math.max(clause.from, fact.from - 24), fact.from);
    const match = ratioWord.exec(lead);
    if (!match || /占/.test(lead)) continue;
    const at = fact.from - lead.length + match.index;
    const base = match.groups?.base ?? "";
    const from = at + match[0].indexOf(base);
    const groups = new Set(mentions.map(({ group }) => group));
    const to = from + base.length;
    const isLatter = /[前后]者$/.test(base);
    const others = isLatter ? [] : namedIn(mentions, { from, to }, plain, groups);
    const found = isLatter
      ? lastTwo(context, plain.slice(clause.from, at).includes("后者") ? -1 : 1, at)
      : pairsIn(others, context, clause, at, measureOf(plain, at, mentions, clause), null);
    const [best] = found;
    if (!best || best.chosen.score < 1.8) continue;
    const under = /(?:不及|不足|不到)[^，。；]*$/.test(lead) && fact.hedge === null;
    const stated = under ? { ...fact, hedge: "under" as const, low: fact.base * 0.75, high: fact.base } : loosened(fact, plain);
    const claims = found.map(({ own, than: other }) =>
      claim("ratio", stated, quotientOf(own, other, isTimes ? 1 : 100), "倍数与所指两数不符", false),
    );
    const sound = claims.find(isSound) ?? claims[0];
    if (sound) yield sound;
  }
}

/** 后者是前者的两倍: the two the sentence named last. */
function lastTwo({ text, reading: { passage }, mentions }: Context, sign: 1 | -1, at: number): Pair[] {
  const start = sentenceStart(passage.plain, at);
  const groups = [...new Set(mentions.map(({ group }) => group))];
  const both = groups.flatMap((group): Omit<Pair, "chosen">[] => {
    const said = mentions.filter((each) => each.group === group && each.from >= start && each.to <= at);
    const parties = said.map((each) => ({ group, values: each.member.values, from: each.from, to: each.to }));
    const [former, latter] = parties.slice(-2);
    if (!former || !latter || former.values === latter.values) return [];
    return [sign > 0 ? { own: former, than: latter } : { own: latter, than: former }];
  });
  const context = passage.plain.slice(start, at);
  // A figure told of one of the two shows what is compared.
  const told = passage.plain.slice(Math.max(start, at - 40), at);
  const near = both.filter(({ own, than: other }) => [...own.values, ...other.values].some(({ number }) => told.includes(number)));
  return chosen(
    (near.length > 0 ? near : both).map(({ own }) => own.group),
    { passage, measure: "", context, unit: null },
    text,
  ).flatMap((each) => {
    const pair = both.find(({ own }) => own.group === each.group);
    return pair ? [{ ...pair, chosen: each }] : [];
  });
}

/** 两倍多 */
const loosened = (fact: Fact, plain: string): Fact =>
  fact.hedge === null && /^\s*多/.test(plain.slice(fact.to, fact.to + 2))
    ? { ...fact, hedge: "over", low: fact.base, high: fact.base + Math.max(1, fact.base * 0.1) }
    : fact;

const quotientOf = (a: Party, b: Party, factor: number): Sum => ({
  operands: [...a.values, ...b.values],
  compute: (values) => {
    const own = values.slice(0, a.values.length).reduce((sum, each) => sum + each, 0);
    return (own / values.slice(a.values.length).reduce((sum, each) => sum + each, 0)) * factor;
  },
  show: (texts) => `${texts.slice(0, a.values.length).join(" + ")} ÷ ${texts.slice(a.values.length).join(" + ")}`,
  isAdditive: false,
});

const apartWord = /(?:相差|差距(?:达到?|为)?|落差(?:达|为)?)(?:了|约|达)?\s*$/;
const between =
  /(?:首尾|首末|首位[与和]末位|第一名[与和]最后一名|最[高多大][一-龥]{0,4}?[与和]最[低少小])[^，。；\d]{0,6}$/;

/** 两者相差N, 首尾相差N, 最高分与最低分相差N */
function* apart(context: Context): Generator<Observation> {
  const { reading, mentions, text } = context;
  const { passage, facts } = reading;
  const { plain } = passage;
  for (const fact of facts) {
    if (fact.hedge || !fact.unit || !apartWord.test(plain.slice(Math.max(0, fact.from - 8), fact.from))) continue;
    const clause = clauseAt(plain, fact.from);
    const lead = plain.slice(clause.from, fact.from).replace(apartWord, "");
    const start = sentenceStart(plain, fact.from);
    const groups = [...new Set(mentions.map(({ group }) => group))];
    const found = groups.flatMap((group): Omit<Pair, "chosen">[] => {
      if (between.test(lead) && group.members.length > 2) return [{ own: extremeOf(group, 1, clause.from), than: extremeOf(group, -1, clause.from) }];
      const said = mentions.filter((each) => each.group === group && each.from >= start && each.to <= fact.from);
      const own = said.filter(({ from }) => from >= clause.from);
      const isTwo = /(?:[两二]者|两地|两[个项类区县市]|分别)[^，。；]{0,4}$|^\s*$/.test(lead);
      const [a, b] = (own.length === 2 ? own : isTwo && own.length === 0 ? said.slice(-2) : []).map((each) => ({
        group,
        values: each.member.values,
        from: each.from,
        to: each.to,
      }));
      return a && b && a.values !== b.values ? [{ own: a, than: b }] : [];
    });
    const wanted = { passage, measure: "", context: plain.slice(start, fact.from), unit: fact.unit };
    const fitting = chosen(
      found.map(({ own }) => own.group),
      wanted,
      text,
    ).flatMap((each) => {
      const pair = found.find(({ own }) => own.group === each.group);
      return pair ? [{ ...pair, chosen: each }] : [];
    });
    const claims = fitting
      .filter(({ chosen: { score } }) => score >= 1.8)
      .map((pair) => pairClaim(pair, sumOf(pair.own) >= sumOf(pair.than) ? 1 : -1, fact, text, false));
    const sound = claims.find(isSound) ?? (isPlain(fitting, passage, groups) ? claims[0] : null);
    if (sound) yield sound;
  }
}

/** The first and last of a list are those of the only list there is: 前三位…, 后两位… are two. */
const isPlain = ([best]: readonly Pair[], { index }: Passage, groups: readonly Group[]): boolean =>
  best?.own.isExtreme !== true ||
  groups.filter(({ from, unit }) => from === index && unit.title === best.own.group.unit.title).length < 2;

const alikeWord = /(?:人数|数量|得分|个数|完成率|金额|水平|规模)?(?:基本|大致|大体)?(?:相同|持平|相等|一样多|并列|相当)(?!于)/g;

/** X与Y持平 */
function* alike({ reading: { passage }, mentions, text }: Context): Generator<Observation> {
  const { plain } = passage;
  for (const { index, 0: said } of matchesOf(plain, alikeWord)) {
    const clause = clauseAt(plain, index);
    const words = plain.slice(clause.from, index);
    if (!/[与和同跟、]/.test(words) || /上年|去年|同期|年初|基本/.test(words + said)) continue;
    const groups = [...new Set(mentions.map(({ group }) => group))];
    const found = groups.flatMap((group) => {
      const own = mentions.filter((each) => each.group === group && each.from >= clause.from && each.to <= index);
      const [a, b] = own;
      return a && b && own.length === 2 && a.member !== b.member ? [{ group, a, b }] : [];
    });
    const last = Math.max(clause.from, ...found.map(({ b }) => b.to));
    const measure = clean(plain.slice(last, index) + said.replace(/(?:基本)?(?:相同|持平|相等|一样多|并列|相当)/, ""));
    const wanted = { passage, measure, context: plain.slice(Math.max(0, clause.from - 40), clause.from), unit: null };
    const fitting = chosen(
      found.map(({ group }) => group),
      wanted,
      text,
    ).filter(({ score }) => score >= 1.8);
    const tried = fitting.flatMap(({ group }) => found.find((each) => each.group === group) ?? []);
    const [first] = tried;
    if (!first) continue;
    const values = ({ a, b }: (typeof tried)[number]): [Fact[], Fact[]] => [[...a.member.values], [...b.member.values]];
    const isAlike = (each: (typeof tried)[number]): boolean => {
      const [a, b] = values(each).map((all) => all.reduce((sum, { base }) => sum + base, 0));
      return Math.abs((a ?? 0) - (b ?? 0)) <= Math.abs(a ?? 0) * (/相当|大/.test(said) ? 0.06 : 1e-9) + 1e-9;
    };
    const at = { passage, from: index, to: index + said.length };
    const right = tried.find(isAlike);
    const facts = values(right ?? first).flat();
    const because = facts.map(printed).join("，");
    if (right) yield { kind: "match", rule: "comparison", at, because, operands: facts.map(stretchOf) };
    else
      yield {
        kind: "slip",
        rule: "comparison",
        severity: "warning",
        at,
        stated: said,
        expected: null,
        because,
        operands: facts.map(stretchOf),
        message: "所说相同的两数并不相同，请核对",
      };
  }
}
