/*
 * 编号的名称: 表1、图2、附件3、项目五、第四批, and the column 序号 of a table: named things count on like headings do.
 *
 * Only names at the head of a passage (a caption, an item) or of a table's row are a row of numbers; inside a sentence they are
 * mentions. Captions may count anew under a part; “表2-1” counts within “表2-”. What begins late has its beginning elsewhere
 * (附件2 alone), except a figure or table: 图2 without 图1 is a 提示.
 *
 * 例：表1、表2、表4 → 缺表3；见表5（只有表1至表3）；项目一…项目四、项目四、项目六；序号 1 2 4；第三批后为第五批。
 * 反例：“见表4”；按年份或金额排列的列；第一季度、第三季度（只列部分）。
 */
import { parseNumeral, writeNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { type Flaw, flawsOf } from "../../facts/sequence.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import type { Match, Slip, Stretch } from "../../judgement/claim.ts";

interface Serial {
  name: string;
  number: number;
  at: Stretch;
}

const names = "图表|附图|附表|附件|附录|图|表|项目|专栏|案例|示例|例|任务|方案|问题|目标|步骤|阶段|标准";
const leading = new RegExp(
  `^\\s*(?:[-*>#]+\\s*)?(${names})\\s*(\\d{1,2}[-—–.])?(\\d{1,2}|[一二三四五六七八九十]{1,3})(?=[\\s:：.、，(—-]|$)`,
);
const ordinal = /^\s*第([一二三四五六七八九十]{1,3}|\d{1,2})(批|轮|期|阶段|步|类|档|组|标段|包)(?!次?目)/;

export function* serials(text: Text): Generator<Slip | Match> {
  const rows = new Map<string, Serial[]>();
  for (const passage of text.passages) {
    const serial = passage.cell ? null : serialOf(passage);
    if (serial) rows.set(serial.name, [...(rows.get(serial.name) ?? []), serial].slice(-400));
  }
  for (const row of rows.values())
    for (const run of runsOf(row)) yield* judged(run, /[图表]$/.test(run[0]?.name ?? ""));
  for (const table of text.tables) yield* inTable(table);
  yield* mentions(text, rows);
}

/** 见表5, where the captions end at 表3. */
function* mentions({ passages }: Text, rows: ReadonlyMap<string, readonly Serial[]>): Generator<Slip> {
  for (const [name, row] of rows) {
    if (row.length < 2 || !/^附?[图表]$/.test(name)) continue;
    const numbers = new Set(row.map((serial) => serial.number));
    const cited = new RegExp(`(?:见|如|详见|参见|列于)\\s*${name}\\s*(\\d{1,2})(?![\\d.—–-])`, "g");
    for (const passage of passages)
      for (const match of matchesOf(passage.plain, cited))
        if (!numbers.has(Number(match[1]))) yield unknownMention(passage, match, row);
  }
}

const unknownMention = (passage: Passage, match: RegExpExecArray, row: readonly Serial[]): Slip => ({
  kind: "slip",
  rule: "numbering",
  severity: "warning",
  at: { passage, from: match.index, to: match.index + match[0].length },
  stated: match[0].replaceAll(/\s/g, ""),
  expected: null,
  because: `全文只有${row.map(quoteOf).slice(0, 6).join("、")}`,
  operands: row.slice(-1).map(({ at }) => at),
  message: "所指的图表不存在，请核对编号",
});

function serialOf(passage: Passage): Serial | null {
  const match = leading.exec(passage.plain);
  const [all = "", name = "", chapter = "", digits = ""] = match ?? [];
  // A sentence that begins with a mention is no caption: 表1显示，…。
  if (!match || (/[图表]$/.test(name) && passage.plain.length > 60)) return null;
  const number = parseNumeral(digits);
  const from = all.indexOf(name);
  return number ? { name: name + chapter, number, at: { passage, from, to: all.length } } : null;
}

/** A 1 begins anew; so does what is said again in the same order (a list of annexes, then the annexes). */
function runsOf(row: readonly Serial[]): Serial[][] {
  const runs: Serial[][] = [];
  for (const serial of row) {
    if (serial.number === 1 || runs.length === 0) runs.push([serial]);
    else runs.at(-1)?.push(serial);
  }
  return runs;
}

function* judged(run: readonly Serial[], isFromOne: boolean): Generator<Slip | Match> {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last || (run.length < 2 && !isFromOne)) return;
  const flaws = flawsOf(
    run.map((serial) => serial.number),
    isFromOne ? 1 : Math.min(first.number, 2) === 2 && run.length > 2 ? 1 : first.number,
  );
  for (const flaw of flaws) yield misnumbered(run, flaw);
  if (flaws.length === 0 && run.length > 2)
    yield {
      kind: "match",
      rule: "numbering",
      at: first.at,
      because: `${first.name.trim()}编号连续，共 ${run.length} 个`,
      operands: [last.at],
    };
}

function misnumbered(run: readonly Serial[], { at, expected, kind }: Flaw): Slip {
  const serial = run[at] as Serial;
  const before = run[at - 1];
  const own = quoteOf(serial);
  const due = own.replace(/\d+$|[一二三四五六七八九十]+(?=\D?$)|\d+(?=\D{1,2}$)/, (digits) =>
    /\d/.test(digits) ? String(expected) : writeNumeral(expected),
  );
  return {
    kind: "slip",
    rule: "numbering",
    severity: before ? "warning" : "note",
    at: serial.at,
    stated: own,
    expected: due,
    because: before ? `“${quoteOf(before)}”之后应为“${due}”` : `没有“${due}”`,
    operands: before ? [before.at] : [],
    message: kind === "repeat" ? "编号重复或倒退，请核对" : "编号不连续，请核对是否漏项",
  };
}

const quoteOf = ({ at }: Serial): string => at.passage.plain.slice(at.from, at.to).replaceAll(/\s/g, "");

/** The column 序号, and rows called 第一批、第二批. */
function* inTable(table: Table): Generator<Slip | Match> {
  for (let column = 0; column < Math.min(table.columns, 3); column++) {
    const isNumbered = /^(?:序号|编号|项次|№|No\.?)$/.test(table.columnTitle(column));
    const row = bodyRows(table).flatMap((index) => {
      const passage = table.isOwn(index, column) ? table.passage(index, column) : null;
      const serial = passage && cellSerial(passage, isNumbered);
      return serial ? [serial] : [];
    });
    const groups = new Map<string, Serial[]>();
    for (const serial of row) groups.set(serial.name, [...(groups.get(serial.name) ?? []), serial]);
    for (const group of groups.values()) for (const run of runsOf(group)) if (run.length > 2) yield* judged(run, false);
  }
}

const bodyRows = (table: Table): number[] =>
  Array.from({ length: Math.max(0, table.rows - table.body) }, (_, row) => row + table.body);

function cellSerial(passage: Passage, isNumbered: boolean): Serial | null {
  const plain = passage.plain.trim();
  const at = { passage, from: passage.plain.indexOf(plain), to: passage.plain.trimEnd().length };
  if (isNumbered) {
    const number = /^\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[).、]?$/.test(plain)
      ? parseNumeral(plain.replaceAll(/[().、]/g, ""))
      : null;
    return number ? { name: /\d/.test(plain) ? "序号" : "序号（大写）", number, at } : null;
  }
  const match = ordinal.exec(plain);
  const number = match ? parseNumeral(match[1] ?? "") : null;
  if (!match || !number || plain.length > 12) return null;
  return { name: match[2] ?? "", number, at: { ...at, to: at.from + match[0].length } };
}
