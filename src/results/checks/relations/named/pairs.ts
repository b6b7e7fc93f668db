/*
 * 两名相比: X比Y多N, 最高的X比最低的Y高N, X与Y持平, 两者相差N: both have names whose figures stand in one list, column or row elsewhere.
 *
 * The sides are looked up in every group that has both (parties.ts), the group is chosen by measure and unit (choice.ts). A pair that gives N was meant. A
 * breach is certain only beside the group, where no other fits and the unit is its own.
 *
 * 例：一队八十八家、六队五十二家，一队比六队多跑二十六家；社会公众满意度与落户企业持平。反例：比上年多；比计划多（没有计划一列）；X比Y多投入。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import { clauseAt, sentenceStart } from "../../facts/namedclauses.ts";
import type { Group } from "../../facts/namedvalues.ts";
import { mentionsIn } from "../../facts/namedindex.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import { type Claim, claim, type Observation, type Slip, type Stretch, stretchOf } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";
import { chosen, isBeside } from "./choice.ts";
import { clean, type Context, gapOf, measureOf, type Pair, pairsIn, sumOf } from "./pairing.ts";
import { extremeOf, namedIn } from "./parties.ts";

export function* pairs(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    const { passage } = reading;
    if (passage.cell || !/[比较]|相差|差距|落差|持平|相同|相等|一样多|并列|相当/.test(passage.plain)) continue;
    const mentions = mentionsIn(text, passage);
    if (mentions.length === 0) continue;
    const context: Context = { text, reading, mentions };
    yield* compared(context);
    yield* apart(context);
    yield* alike(context);
  }
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

function* judged(
  found: readonly Pair[],
  sign: 1 | -1,
  fact: Fact | null,
  { text, reading: { passage }, mentions }: Context,
  at: Stretch,
): Generator<Observation> {
  const [best] = found;
  if (!best || best.chosen.score < 1.8) return;
  // 快 of days is fewer.
  const signIn = ({ own }: Pair): 1 | -1 =>
    /^[快慢]$/.test(passage.plain.slice(at.from, at.to)) && /^(?:day|month|hour|minute)$/.test(own.group.unit.dimension)
      ? (-sign as 1 | -1)
      : sign;
  if (fact) {
    const claims = found.map((pair) => pairClaim(pair, signIn(pair), fact, text, found.length === 1));
    const sound = claims.find(isSound);
    if (sound) return yield sound;
    const groups = [...new Set(mentions.map(({ group }) => group))];
    if (best.than.isExtreme && best.own.isExtreme && !isPlain(found, passage, groups)) return;
    const turned = found.find((pair) => isSound(pairClaim(pair, signIn(pair) === 1 ? -1 : 1, fact, text, false)));
    if (turned)
      return yield {
        ...direction(turned, signIn(turned), stretchOf(fact)),
        rule: fact.unit?.dimension === "point" ? "percent-point" : "direction",
      };
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

const direction = (pair: Pair, sign: 1 | -1, at: Stretch): Slip => ({
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
      if (between.test(lead) && group.members.length > 2)
        return [{ own: extremeOf(group, 1, clause.from), than: extremeOf(group, -1, clause.from) }];
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

const alikeWord =
  /(?:人数|数量|得分|个数|完成率|金额|水平|规模)?(?:基本|大致|大体)?(?:相同|持平|相等|一样多|并列|相当)(?!于)/g;

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
