/*
 * 数字台账: every amount and count of a document by what it is called – in text by the words of its clause, in tables by row and column – so that a
 * figure may be held against others that stand anywhere (到位资金总额, said two chapters before). Names are compared two characters at a time, without
 * what says only that something is an amount (总、额、数). One ledger a document; a name is looked up by its own pairs of characters, so that the cost
 * of a question does not grow with the document.
 */
import type { Fact } from "./fact.ts";
import { once, onceForWords } from "./once.ts";
import type { Text } from "./text.ts";
import { areKin, type Unit } from "./units.ts";

export interface Measure {
  fact: Fact;
  name: string;
}

export interface Called extends Measure {
  likeness: number;
}

interface Ledger {
  /** Kind and two characters → measures in the order of the text. */
  byPair: Map<string, Measure[]>;
}

const thing: Unit = { title: "个", dimension: "个", factor: 1 };
const kindOf = ({ unit }: Pick<Fact, "unit">): string => (areKin(unit, thing) ? "个" : (unit?.dimension ?? ""));

/** 协议总投资, 协议投资额, 协议投资总额: what is measured. */
export const coreOf = onceForWords((words: string): string =>
  words
    .replaceAll(/[\s“”"()（）]/g, "")
    .replaceAll(
      /20\d{2}年度?|\d{1,2}[-—–~至]\d{1,2}月|全[年市区县省州部局]|本[年级市区县部]度?|今年|当年|累计|共计|合计|实际|总(?=[一-龥]{2})|[总金数]?额|数量|总[数量]/g,
      "",
    )
    .replace(/(?:达到?|完成|实现|为|共|约|有|的)+$/, ""),
);

const longestName = 16;
/** Of a clause the end is what its figure measures. */
const nameOf = ({ lead, noun }: Fact): string => coreOf(lead.slice(-24)).slice(-longestName) + noun.slice(0, 6);

const mostTabled = 1500;

const ledgerOf = once((text: Text): Ledger => {
  const byPair = new Map<string, Measure[]>();
  const add = (measure: Measure): void => {
    const kind = kindOf(measure.fact);
    for (const pair of pairsOf(measure.name)) {
      const known = byPair.get(`${kind}${pair}`);
      if (known) known.push(measure);
      else byPair.set(`${kind}${pair}`, [measure]);
    }
  };
  for (const fact of text.facts)
    if (!fact.passage.cell && isMeasure(fact)) {
      const name = nameOf(fact);
      if (name.length > 1) add({ fact, name });
    }
  let tabled = 0;
  for (const table of text.tables)
    for (let row = table.body; row < table.rows && tabled < mostTabled; row++) {
      const isTotal = /合计|总计|^全[市区县省州]|总额/.test(table.rowTitle(row));
      for (let column = 0; column < table.columns; column++) {
        const fact = table.fact(row, column);
        if (!fact?.unit || fact.base <= 0 || !table.isOwn(row, column)) continue;
        tabled += 1;
        const title = coreOf(table.columnTitle(column)).slice(0, longestName);
        add({ fact, name: isTotal ? title : coreOf(table.rowTitle(row)).slice(0, longestName) + title });
      }
    }
  return { byPair };
});

const isMeasure = ({ unit, base, hedge, role }: Fact): boolean =>
  unit !== null && base > 0 && hedge !== "range" && (role === "level" || role === "target" || role === "base");

const pairsOf = (name: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, name.length - 1) }, (_, at) => name.slice(at, at + 2)));

/** So many on either side are looked at for one pair of characters. */
const mostNear = 16;

/** What is called so, in the unit of `kin`; the likest first, then the nearest. */
export function calledSo(words: string, kin: Fact, text: Text, least: number): Called[] {
  const name = coreOf(words);
  const pairs = pairsOf(name);
  if (pairs.size < 2) return [];
  const { byPair } = ledgerOf(text);
  const found = new Map<Measure, number>();
  for (const pair of pairs) {
    const measures = byPair.get(`${kindOf(kin)}${pair}`) ?? [];
    const at = firstFrom(measures, kin.index);
    for (let index = Math.max(0, at - mostNear); index < Math.min(measures.length, at + mostNear); index++) {
      const measure = measures[index] as Measure;
      if (measure.fact !== kin) found.set(measure, (found.get(measure) ?? 0) + 1);
    }
  }
  return [...found]
    .map(([measure, count]) => ({ ...measure, likeness: count / pairs.size }))
    .filter(({ likeness }) => likeness >= least)
    .sort((a, b) => b.likeness - a.likeness || Math.abs(a.fact.index - kin.index) - Math.abs(b.fact.index - kin.index));
}

/** The first of them at or behind an index. */
function firstFrom(measures: readonly Measure[], index: number): number {
  let [low, high] = [0, measures.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((measures[middle]?.fact.index ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
