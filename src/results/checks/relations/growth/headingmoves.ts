/*
 * 标题的升降: a heading, or the words an item begins with, tells which way its subject went, and the text right behind it tells it too: “（三）到位资金稳步
 * 增长。上半年到位318亿元，同比增长11.6%”; “三、事故起数持续下降 / 全年发生42起，同比下降17.6%”.
 *
 * Asked about only where the first comparison with the year before behind it goes the other way, and none of the first sentences behind it goes as
 * the heading says. Words of a better or worse state (向好、稳定、优化) say no way.
 *
 * 例：财政收入稳步下降。收入9.86亿元，比上年增长7.1% → 增长。反例：降幅收窄、增速回落（说的是增幅）；推进减负增效。
 */
import type { Fact } from "../../facts/fact.ts";
import { likenessOf } from "../../facts/likeness.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* headingMoves(text: Text): Generator<Observation> {
  for (const passage of text.passages) {
    if (passage.cell || !moving.test(passage.plain.slice(0, longest))) continue;
    const heading = headingIn(passage, text);
    if (heading) yield* ofHeading(heading, text);
  }
}

const longest = 40;
const up = "增长|上升|提升|提高|攀升|增加|扩大|上涨|增多|回升|走高";
const down = "下降|减少|降低|回落|下滑|缩减|压减|缩小|萎缩|减退|走低";
const moving = new RegExp(`(?:${up}|${down})`);
/** 到位资金稳步增长: a subject, how, and which way, and nothing behind it. */
const told = new RegExp(
  `^(?<name>[一-龥“”、()]{2,16}?)(?:实现|保持|呈现|继续|持续|稳步|稳定|平稳|较快|快速|明显|显著|大幅|小幅|逐年|逐步|同比|有所|进一步|再度|再|双|均|略有|略|不断|逆势|总体|整体|稳中有){0,4}(?<way>(?<up>${up})|(?<down>${down}))(?:态势|趋势|势头)?$`,
);

interface Heading {
  passage: Passage;
  /** Where its words end: the text begins behind it. */
  to: number;
  wayFrom: number;
  wayTo: number;
  name: string;
  sign: 1 | -1;
}

/** A heading of its own, or the first sentence of an item that begins with a mark. */
function headingIn(passage: Passage, { heads, passages }: Text): Heading | null {
  const { plain } = passage;
  const begin = heads[passage.index]?.to ?? /^\s*/.exec(plain)?.[0].length ?? 0;
  const isHeading = passage.kind === "heading";
  const stop = plain.indexOf("。", begin);
  const next = passages[passage.index + 1];
  const end = stop >= 0 ? stop : isHeading || (next && plain.length < longest) ? plain.length : -1;
  if (end < 0 || end - begin > longest || (!isHeading && !heads[passage.index] && stop >= 0)) return null;
  const words = plain.slice(begin, end).replace(/^[\s、.．)）]+/, "");
  const clause = words.split(/[，,；;]/)[0] ?? "";
  const at = plain.indexOf(clause, begin);
  const match = told.exec(clause.trimEnd());
  const { name = "", way = "" } = match?.groups ?? {};
  if (!match || at < 0 || /增速|增幅|降幅|推进|推动|促进|着力|加快|努力|防止|遏制|力争|不$/.test(clause)) return null;
  const wayFrom = at + clause.lastIndexOf(way);
  return { passage, to: end, wayFrom, wayTo: wayFrom + way.length, name, sign: match.groups?.up ? 1 : -1 };
}

const yearBefore = /同比|[比较]\s*(?:上年|去年|20\d\d年|上季|上月)|由(?:上年|去年|20\d\d年)/;

function* ofHeading({ passage, to, wayFrom, wayTo, name, sign }: Heading, text: Text): Generator<Observation> {
  const rest = text.readings[passage.index]?.facts.filter(({ from }) => from > to) ?? [];
  const next = text.readings[passage.index + 1];
  const facts = rest.length > 0 || to < passage.plain.length - 1 ? rest : next && !next.passage.cell ? next.facts : [];
  const [first] = facts;
  if (!first) return;
  // Its first sentence with a figure and the next: what goes the way of the heading settles it.
  const near = facts.filter(({ sentence, passage: own }) => own === first.passage && sentence <= first.sentence + 1);
  const moved = near.filter((fact) => fact.direction !== 0 && ["change", "growth", "point"].includes(fact.role));
  const against = moved[0];
  if (!against || moved.some(({ direction }) => direction === sign)) return;
  const sentenceWords = first.passage.plain.slice(Math.max(0, against.from - 40), against.from);
  const words = first.passage.plain.slice(0, against.from).slice(rest.length > 0 ? to : 0);
  const isSame =
    yearBefore.test(sentenceWords) && likenessOf(name.replaceAll(/[“”()、]|全[市县区省]/g, ""), words) >= 0.25;
  if (!isSame || against.sentence !== first.sentence) return;
  yield slipOf(passage, wayFrom, wayTo, against);
}

const slipOf = (passage: Passage, from: number, to: number, fact: Fact): Observation => ({
  kind: "slip",
  rule: "direction",
  severity: "warning",
  at: { passage, from, to },
  stated: passage.text.slice(from, to),
  expected: fact.direction > 0 ? "增长（上升）" : "下降（减少）",
  because: `正文写“${fact.direction > 0 ? "增" : "减"} ${printed(fact)}”`,
  operands: [stretchOf(fact)],
  message: "标题所说的升降与正文不符，请核对",
});
