/*
 * 两栏相比: 决算数比年初预算少N, 有4个科目决算大于年初预算, 只有X低于年初预算, 支出小于收入N: what is compared are two columns of a table, of the row the passage
 * speaks of, or of how many rows; or two figures told by these names.
 *
 * A column is called by its title or part of it. The row is the one named last before; where none is, only a difference that comes out says which, and
 * then only its direction is questioned. Always a 疑点.
 *
 * 例：表中科技支出 180.00 / 162.30，“只有农林水支出低于年初预算”。反例：决算数大于预算数，主要是…（没有所指的行）。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import { clauseAt } from "../../facts/namedclauses.ts";
import { groupsOf } from "../../facts/namedgroups.ts";
import { type Group, type Member, valueOf } from "../../facts/namedvalues.ts";
import { mentionsIn } from "../../facts/namedindex.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { balance, claim, type Observation, type Slip, stretchOf } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";

export function* columnPairs(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || !/[大小高低多少超]于|[比较超]/.test(reading.passage.plain)) continue;
    for (const said of saidIn(reading.passage)) {
      yield* ofRows(said, reading, text);
      yield* ofFigures(said, reading, text);
    }
  }
}

interface Said {
  own: string;
  than: string;
  sign: 1 | -1;
  /** Where the comparing word stands. */
  from: number;
  to: number;
  /** Where the first name begins, and the second ends. */
  begin: number;
  end: number;
  passage: Passage;
}

const title =
  "(?:本年|当年|全年|年初|年末|实际|财政拨款|一般公共预算)*(?:预算|决算|支出|收入|执行|目标|计划|任务|完成|到位|编制|实有|合同|安排|下达)(?:预算|决算|支出|收入|人数|资金|任务|目标)?(?:数|额|值|合计|总额|总计)?";
const pattern = new RegExp(
  `(?<own>${title})?(?:均|都|仍|却|也|[一-龥]?年)?(?:(?<word>大于|小于|高于|低于|多于|少于|超过|不及|超出)(?:当年|全年|本年)?(?<than>${title})|[比较](?<base>${title})(?:略|稍|净)?(?<more>多|少|高|低|节约|超))`,
  "g",
);

function saidIn(passage: Passage): Said[] {
  return matchesOf(passage.plain, pattern).flatMap(({ index, 0: all, groups = {} }) => {
    const { own = "", word, than, base, more } = groups;
    const verb = word ?? more ?? "";
    const from = index + all.lastIndexOf(verb);
    const other = than ?? base ?? "";
    // 达到或超过目标
    if (other.length < 2 || /[或及不未]$/.test(passage.plain.slice(0, from))) return [];
    return [
      {
        own,
        than: other,
        sign: /[小低少不节]/.test(verb) ? (-1 as const) : (1 as const),
        from,
        to: from + verb.length,
        begin: index,
        end: index + all.length,
        passage,
      },
    ];
  });
}

const stem = (name: string): string =>
  name.replace(/^(?:本年|当年|全年|实际)/, "").replace(/(?:数|额|值|合计|总额|总计)$/, "");

/** Is a column called so? 决算数 is 支出决算, 年初预算 is 年初预算数. */
function isCalled(heading: string, name: string): boolean {
  const own = heading.replaceAll(/[(（][^()（）]*[)）]|\//g, "");
  const word = stem(name);
  return word.length >= 2 && own.includes(word) && !/率|占|比|增|减|差|进度/.test(own);
}

interface Columns {
  own: Group;
  than: Group;
}

function columnsFor({ own, than }: Said, text: Text): Columns[] {
  const groups = groupsOf(text).filter(({ table }) => table !== null);
  const bases = groups.filter(({ measure }) => isCalled(measure, than));
  return bases.flatMap((base) => {
    const same = groups.filter((each) => each.table === base.table && each !== base && areKin(each.unit, base.unit));
    const called = same.filter(({ measure }) =>
      own ? isCalled(measure, own) && !isCalled(measure, than) : /决算|执行|支出|完成|实际/.test(measure),
    );
    return called.length === 1 && called[0] ? [{ own: called[0], than: base }] : [];
  });
}

interface Row {
  name: string;
  own: Member;
  than: Member;
}

const rowsOf = ({ own, than }: Columns): Row[] =>
  own.members.flatMap((member) => {
    const other = than.members.find(({ name }) => name === member.name);
    return other ? [{ name: member.name, own: member, than: other }] : [];
  });

const gap = ({ own, than }: Row): number => valueOf(own) - valueOf(than);

function* ofRows(said: Said, { facts }: Reading, text: Text): Generator<Observation> {
  const { passage, sign, begin, end } = said;
  const { plain } = passage;
  const tables = columnsFor(said, text);
  if (tables.length === 0) return;
  const clause = clauseAt(plain, said.from);
  const before = plain.slice(clause.from, begin);
  const counted =
    /(?<count>[一二两三四五六七八九十]|\d{1,2})(?:个|项|家)[一-龥]{0,8}$/.exec(before)?.groups?.count ??
    /^(?:数|额)?的[一-龥]{0,4}(?:有|是|为)?(?<count>[一二两三四五六七八九十]|\d{1,2})(?:个|项|家)/.exec(
      plain.slice(end, end + 14),
    )?.groups?.count;
  const only = /(?:只有|仅有|唯有)(?<name>[^，。；]{2,16}?)的?$/.exec(before)?.groups?.name;
  const named = mentionsIn(text, passage);
  for (const columns of tables) {
    const rows = rowsOf(columns);
    const met = rows.filter((row) => gap(row) * sign > 1e-9);
    const at = { passage, from: said.from, to: said.to };
    const list = met.map(({ name }) => name.slice(0, 12)).join("、") || "没有";
    const operands = met.slice(0, 12).flatMap(({ own, than }) => [...own.values, ...than.values].map(stretchOf));
    if (only !== undefined) {
      const mine = named.filter((each) => each.group === columns.own && each.to <= begin && each.from >= clause.from);
      if (mine.length !== 1) continue;
      const isRight = met.length === 1 && met[0]?.own === mine[0]?.member;
      if (isRight) return yield { kind: "match", rule: "comparison", at, because: list, operands };
      return yield slip(at, mine[0]?.member.name ?? "", list, list, operands);
    }
    if (counted) {
      const count = parseNumeral(counted);
      if (count === met.length)
        return yield { kind: "match", rule: "item-count", at, because: `${list}，共 ${met.length} 个`, operands };
      if (tables.length > 1 || rows.length < 3) continue;
      return yield {
        ...slip(at, `${counted}个`, `${met.length}个`, `${list}，共 ${met.length} 个`, operands),
        rule: "item-count",
      };
    }
  }
  if (only !== undefined || counted) return;
  const fact = facts.find(({ from }) => from >= end && from - end <= 3);
  for (const columns of tables) {
    const mine = named.findLast((each) => each.group === columns.own && each.to <= begin + said.own.length);
    const row = mine ? rowsOf(columns).find(({ own }) => own === mine.member) : undefined;
    if (!row || !fact || fact.hedge || !areKin(fact.unit, columns.own.unit)) continue;
    const due = claim("difference", fact, difference(row, sign), "差额与所指两数不符", false);
    if (isSound(due)) return yield due;
    const turned = claim("difference", fact, difference(row, sign === 1 ? -1 : 1), "", false);
    if (isSound(turned)) return yield turnedSlip(said, fact, [...row.own.values, ...row.than.values]);
  }
}

const difference = ({ own, than }: Row, sign: 1 | -1) =>
  sign > 0 ? balance([...own.values], [...than.values]) : balance([...than.values], [...own.values]);

const slip = (at: Slip["at"], stated: string, expected: string, because: string, operands: Slip["operands"]): Slip => ({
  kind: "slip",
  rule: "comparison",
  severity: "warning",
  at,
  stated,
  expected,
  because,
  operands,
  message: "两栏相比的说法与表中数字不符，请核对",
});

const turnedSlip = (said: Said, fact: Fact, values: readonly Fact[]): Slip => ({
  ...slip(
    stretchOf(fact),
    said.sign > 0 ? "大于" : "小于",
    said.sign > 0 ? "小于" : "大于",
    values.map(printed).join("，"),
    values.map(stretchOf),
  ),
  rule: "direction",
  message: "比较的方向与所指两数不符，请核对",
});

const farthest = 4;

/** 支出小于收入102.7万元: by the amount two figures that are called so are known, and with them which is the greater. */
function* ofFigures(said: Said, { facts, passage }: Reading, text: Text): Generator<Observation> {
  const fact = facts.find(({ from }) => from >= said.end && from - said.end <= 3);
  if (!fact?.unit || fact.hedge || said.own === "" || fact.unit.dimension === "percent") return;
  const near = text.facts.filter(
    (each) =>
      each !== fact &&
      !each.passage.cell &&
      Math.abs(each.passage.index - passage.index) <= farthest &&
      areKin(each.unit, fact.unit) &&
      ["level", "target", "base"].includes(each.role),
  );
  const called = (name: string, not: string) =>
    near.filter(({ lead }) => {
      const words = lead.replace(/(?:为|共|是|达|约|\s)+$/, "").slice(-14);
      return words.includes(stem(name)) && !(stem(not) !== stem(name) && words.includes(stem(not)));
    });
  const [owns, thans] = [called(said.own, said.than), called(said.than, said.own)];
  for (const own of owns)
    for (const than of thans) {
      if (Math.abs(Math.abs(own.base - than.base) - fact.base) > fact.half + 1e-6 || fact.base === 0) continue;
      const isRight = Math.sign(own.base - than.base) === said.sign;
      if (isRight)
        yield claim(
          "difference",
          fact,
          said.sign > 0 ? balance([own], [than]) : balance([than], [own]),
          "差额与所指两数不符",
          false,
        );
      else yield turnedSlip(said, fact, [own, than]);
      return;
    }
}
