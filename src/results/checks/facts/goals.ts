/* 目标: what figures are goals, budgets or bounds, by their words, wherever they stand: in a sentence, behind 目标任务：, in a column 目标值. */
import type { Fact } from "./fact.ts";
import { once } from "./once.ts";
import type { Text } from "./text.ts";

export const goalWord =
  "目标任务|目标|任务|计划|指标|预算|概算|控制价|合同|限额|定额|预期|要求|承诺|约定|额度|核定|上限|下限";
const named = new RegExp(`(?:${goalWord})`);
const done = /实际|完成|实现|达到|已|执行|支出(?!预算)|低于|高于|超|少于|多于|[比较与]/;

/** 计划放流800万尾, 目标任务：新增就业5200人, 年初预算865万元; not 完成目标, which tells what was done. */
export function isGoal({ passage, from, lead, role }: Fact): boolean {
  if (role === "change" || role === "growth" || role === "point") return false;
  if (role === "target") return !/(?<!不)(?:低于|高于|超[过出]|少于|多于)/.test(lead);
  const begin = Math.max(0, from - 40);
  const words = passage.plain.slice(begin, from).replace(/^.*[。；;]/, "");
  const at = words.search(named);
  if (at < 0) return false;
  const rest = words.slice(at).replace(named, "");
  // Another figure between the word and this one: the word is of that.
  return !done.test(rest) && !done.test(words.slice(Math.max(0, at - 4), at)) && !/\d/.test(rest);
}

/** The goals of a text, in order, with the words each is known by. */
export const goalsOf = once((text: Text): { fact: Fact; words: string }[] => {
  const found: { fact: Fact; words: string }[] = [];
  for (const fact of text.facts)
    if (!fact.passage.cell && fact.base > 0 && fact.unit?.dimension !== "percent" && isGoal(fact))
      found.push({ fact, words: fact.lead + fact.noun });
  for (const table of text.tables.slice(0, 20))
    for (let column = 0; column < table.columns; column++) {
      if (!named.test(table.columnTitle(column)) || /完成|率|实际|差/.test(table.columnTitle(column))) continue;
      for (let row = table.body; row < Math.min(table.rows, table.body + 60); row++) {
        const fact = table.fact(row, column);
        if (fact && fact.base > 0) found.push({ fact, words: table.rowTitle(row) });
      }
    }
  return found.slice(0, 300);
});
