/*
 * 几倍、几分之几: X是Y的N倍, X不及Y的四分之一, 后者是前者的两倍多: by the figures the names have in one list or column (pairs.ts). Always a 疑点.
 *
 * 例：A区块税收8.6亿元、D区块1.4亿元，A区块是D区块的6.1倍。反例：是上年的两倍；占Y的三分之一。
 */
import type { Fact } from "../../facts/fact.ts";
import { clauseAt, sentenceStart } from "../../facts/namedclauses.ts";
import { mentionsIn } from "../../facts/namedindex.ts";
import type { Text } from "../../facts/text.ts";
import { claim, type Observation, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { chosen } from "./choice.ts";
import { type Context, measureOf, type Pair, pairsIn } from "./pairing.ts";
import { namedIn, type Party } from "./parties.ts";

export function* namedMultiples(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || !/倍|分之|成|半/.test(reading.passage.plain)) continue;
    const mentions = mentionsIn(text, reading.passage);
    if (mentions.length > 0) yield* multiplied({ text, reading, mentions });
  }
}

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
    const stated = under
      ? { ...fact, hedge: "under" as const, low: fact.base * 0.75, high: fact.base }
      : loosened(fact, plain);
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
  const near = both.filter(({ own, than: other }) =>
    [...own.values, ...other.values].some(({ number }) => told.includes(number)),
  );
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
