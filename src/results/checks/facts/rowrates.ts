/*
 * 两行的比率: the rates of two rows of one table that a difference speaks of by name only: 丙区执行率最低，比甲区低26.32个百分点；丁批兑现率比全区平均低….
 * Both rows and the column must be named, and only one column may be, so that nothing else can be meant.
 */
import type { Fact } from "./fact.ts";
import type { Rates } from "./rates.ts";

const compared =
  /(?:比|较|高于|低于|快于|慢于)(?<reference>[^，。；比较\d]{2,16}?)(?:平均水平|水平)?(?:提高|上升|下降|降低|[高低快慢多少])?(?:出|了)?\s*$/;
const overall = /平均|总体|整体|全[省市州区县]|合计/;
const totalRow = /合计|总计|全[省市州区县]$|^全[省市州区县]|平均/;

interface RowRate {
  fact: Fact;
  row: string;
  column: string;
}

export function betweenRows(fact: Fact, { tabled }: Rates): { level: Fact; base: Fact } | null {
  const { plain } = fact.passage;
  const sentence = plain.slice(Math.max(0, fact.from - 90), fact.from).replace(/^.*[。；;]/s, "");
  const found = compared.exec(sentence);
  const reference = found?.groups?.reference ?? "";
  if (!found || reference === "") return null;
  const before = sentence.slice(0, found.index);
  const said = tabled.filter(({ column }) => {
    const title = (column.split("/").at(-1) ?? "").replaceAll(/[(（][^()（）]*[)）]/g, "");
    return title.length > 1 && sentence.includes(title);
  });
  const levels = latest(said, before);
  const bases = said.filter(({ row }) =>
    overall.test(reference) ? totalRow.test(nameOf(row)) : nameOf(row).length > 1 && reference.startsWith(nameOf(row)),
  );
  const pairs = levels.flatMap((level) =>
    bases
      .filter((base) => base.fact !== level.fact && isOneColumn(base.fact, level.fact))
      .map((base) => ({ level: level.fact, base: base.fact })),
  );
  const [pair] = pairs;
  return pair && pairs.length === 1 ? pair : null;
}

/** Dates and dashes beside the name of a row are none: 第四批/10月25日, 合计/—. */
const nameOf = (row: string): string =>
  row
    .split("/")
    .filter((part) => !/^[\d\-—–.年月日%]*$/.test(part))
    .at(-1) ?? "";

/** The row named last. */
function latest(said: readonly RowRate[], words: string): RowRate[] {
  const named = said
    .filter(({ row }) => nameOf(row).length > 2 && !totalRow.test(nameOf(row)) && words.includes(nameOf(row)))
    .map((each) => ({ each, at: words.lastIndexOf(nameOf(each.row)) }));
  const last = Math.max(-1, ...named.map(({ at }) => at));
  return named.filter(({ at }) => at === last).map(({ each }) => each);
}

const isOneColumn = (a: Fact, b: Fact): boolean =>
  a.passage.cell !== null &&
  a.passage.cell?.table === b.passage.cell?.table &&
  a.passage.cell?.column === b.passage.cell?.column;
