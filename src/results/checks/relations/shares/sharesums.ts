/*
 * 占比之和: shares set side by side that divide one whole make a hundred: “机电产品占58.6%，农产品占23.4%，其他产品占18.0%”. No 其中 need open them.
 *
 * They divide a whole where the last is of the rest (其他, 其余), or their names do (内资、外资). Shares that each name another whole are no such list.
 *
 * 反例：A占全市的40%、占全省的12%（两个总数）；A占40%，B占25%（只说了两项）。
 */
import { areDivision } from "../../facts/divisions.ts";
import type { Fact } from "../../facts/fact.ts";
import { nameOf } from "../../facts/sharewholes.ts";
import type { Text } from "../../facts/text.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { rounded } from "../../judgement/print.ts";

export function* shareSums(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3 || !/其他|其它|其余|剩余/.test(passage.plain)) continue;
    for (const shares of listsOf(facts)) yield* ofList(shares);
  }
}

/** Shares of one sentence without a new whole behind the first. */
function* listsOf(facts: readonly Fact[]): Generator<Fact[]> {
  let list: Fact[] = [];
  for (const fact of facts) {
    if (fact.role !== "share" || fact.unit?.title !== "%" || fact.hedge) continue;
    const [first] = list;
    const isNext = first?.sentence === fact.sentence && ["", nameOf(first)].includes(nameOf(fact));
    if (!isNext) {
      yield list;
      list = [];
    }
    list.push(fact);
    if (/其他|其它|其余|剩余/.test(wordsOf(fact))) {
      yield list;
      list = [];
    }
  }
}

/** The words from the share before it on. */
const wordsOf = ({ passage, from, lead }: Fact): string =>
  passage.plain.slice(Math.max(0, from - lead.length - 30), from).replace(/^.*%/, "");

function* ofList(shares: Fact[]): Generator<Observation> {
  const last = shares.at(-1);
  // 其中…占…: read as a list (shares.ts).
  const [first] = shares;
  if (!first || /其中|分别|包括|分为/.test(first.passage.plain.slice(Math.max(0, first.from - 60), first.from))) return;
  if (!last || shares.length < 3 || !/其他|其它|其余|剩余/.test(wordsOf(last))) return;
  const names = shares.map(({ subject }) => subject);
  if (names.some((name) => /合计|共|以上/.test(name)) && !areDivision(shares)) return;
  const sum = shares.reduce((all, { base }) => all + base, 0);
  const off = Math.abs(sum - 100);
  const because = `${shares.map(({ base, places }) => rounded(base, places)).join(" + ")} = ${rounded(sum, Math.max(...shares.map(({ places }) => places)))}`;
  const operands = shares.slice(0, -1).map(stretchOf);
  const play = shares.reduce((all, { half }) => all + half, 0);
  if (off <= play + 1e-9) yield { kind: "match", rule: "shares-total", at: stretchOf(last), because, operands };
  else if (off < 40)
    yield {
      kind: "slip",
      rule: "shares-total",
      severity: "warning",
      at: stretchOf(last),
      stated: `${rounded(sum, 2)}%`,
      expected: "100%",
      because,
      operands,
      message: "各项占比之和不是 100%，请核对",
    };
}
