/*
 * 同语之列: a list that is told sentence by sentence in the same words: “第一组……，走访企业14家；第二组……，走访企业22家；……”. The words that recur
 * say what is counted; the total bears the same words, here or paragraphs away (实地走访企业51家). And of people: 赴法2人、赴韩6人，累计8人次.
 *
 * At least three items with the same words right before their figures. Of totals called so the one that the items make up was meant; a breach is
 * asked about where there is but one, near, and greater than every item by far.
 *
 * 例：……走访企业14家；……走访企业22家；……走访企业15家（前文共走访企业51家）。 反例：逐年的同名数（累计数另有所指时不等）。
 */
import type { Fact } from "../../facts/fact.ts";
import { calledSo } from "../../facts/measures.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { isAdded } from "../../facts/units.ts";
import { type Claim, claim, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

export function* likeLists(text: Text): Generator<Claim> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 3) continue;
    yield* recurring(reading, text);
    if (reading.passage.plain.includes("人次")) yield* ofPeople(reading);
  }
}

const most = 12;

function* recurring({ facts }: Reading, text: Text): Generator<Claim> {
  const lists = new Map<string, Fact[]>();
  for (const fact of facts) {
    const words = wordsOf(fact);
    if (words.length < 3 || !isPart(fact)) continue;
    const key = `${words} ${fact.unit?.title}`;
    const known = lists.get(key);
    if (known) known.push(fact);
    else lists.set(key, [fact]);
  }
  for (const parts of lists.values()) {
    const [first] = parts;
    if (!first || parts.length < 3 || parts.length > most || !isEven(parts)) continue;
    const sum = parts.reduce((all, { base }) => all + base, 0);
    const least = Math.max(...parts.map(({ base }) => base));
    const wholes = calledSo(wordsOf(first), first, text, 0.99)
      .map(({ fact }) => fact)
      .filter(
        (fact) =>
          !fact.passage.cell &&
          !parts.includes(fact) &&
          fact.unit?.title === first.unit?.title &&
          fact.base > least &&
          !/上年|去年|同期|目标|计划/.test(fact.lead),
      );
    const made = wholes.map((whole) => claim("total-parts", whole, total(parts), "总数与各项之和不符", false));
    const held = made.find(isSound);
    const [only] = made;
    if (held) yield held;
    else if (
      only &&
      new Set(wholes.map(({ base }) => base)).size === 1 &&
      Math.abs(only.stated.passage.index - first.passage.index) <= 6 &&
      Math.abs(only.stated.base - sum) <= 0.3 * sum
    )
      yield only;
  }
}

/** What stands right before the figure, up to the mark before it: 走访企业. */
const wordsOf = ({ lead }: Fact): string => (/[一-龥]{2,10}$/.exec(lead.replaceAll(/\s/g, "")) ?? [""])[0];

const isPart = ({ role, unit, hedge, base }: Fact): boolean =>
  role === "level" && hedge === null && isAdded(unit) && base > 0;

/** Every item is parted from the next by ； or 。 and has the words once. */
const isEven = (parts: readonly Fact[]): boolean =>
  parts.slice(1).every((part, index) => {
    const between = part.passage.plain.slice(parts[index]?.to, part.from);
    return /[；。]/.test(between) && between.length < 120 && !/上年|去年|同期|其中|累计/.test(between);
  });

/** 2人、6人，累计8人次: persons and how often persons went, where nothing else can be meant. */
function* ofPeople({ facts, passage: { plain } }: Reading): Generator<Claim> {
  for (const [index, whole] of facts.entries()) {
    if (
      whole.unit?.dimension !== "attendance" ||
      !/^[，,]?\s*(?:累计|共计?|合计|总计)[^，。；\d]{0,4}$/.test(plain.slice(facts[index - 1]?.to, whole.from))
    )
      continue;
    const parts: Fact[] = [];
    for (let at = index - 1; at >= 0; at--) {
      const part = facts[at];
      if (!part || part.unit?.dimension !== "person" || part.sentence !== whole.sentence) break;
      if (parts.length > 0 && !/^[、，,][^，。；、\d]{0,16}$/.test(plain.slice(part.to, parts[0]?.from))) break;
      parts.unshift(part);
    }
    if (parts.length > 1) yield claim("total-parts", whole, total(parts), "总数与各项之和不符", false);
  }
}
