/*
 * 分成几类: how many parts a whole is said to have, against the parts that make it up: 四类十三个问题：甲五个、乙三个、丙三个、丁两个; 分三期举办，
 * 首期68人、二期74人、三期59人，共201人; 四批累计下达.
 *
 * Where a list ends is proven by its sum: parts that make up their whole are all of them. So the number said with the whole, right before the list or
 * with the sum behind it, is the number of parts. It is a 疑点: a class may have been left out because it had none.
 *
 * 反例：全年召开4次会议，解决三类问题12个（甲8个、乙4个外还有“等”）；分三批引进，其中制造业5家、服务业7家（分法不同）。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { type Count, countsOf } from "../../facts/counts.ts";
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import { partListsOf } from "../../facts/partlists.ts";
import type { Text } from "../../facts/text.ts";
import { type Claim, claim, type Observation, stretchOf, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { numberOf } from "../../judgement/print.ts";
import { pairedLists } from "../sums/pairedlists.ts";
import { runs } from "../sums/runs.ts";
import { totals } from "../sums/totals.ts";
import { agreement, doubt } from "./countverdicts.ts";

export function* divisionCounts(text: Text): Generator<Observation> {
  const seen = new Set<number>();
  for (const found of [totals(text), runs(text), pairedLists(text), opened(text)])
    for (const each of found) {
      if (each.kind !== "claim" || each.rule !== "total-parts" || each.sum.operands.length < 2) continue;
      const [first] = each.sum.operands;
      const { plain } = each.stated.passage;
      if (!first || !/[类面种期批档块次域业道节个]/.test(plain)) continue;
      if (first.passage.cell || seen.has(first.index) || !isSound(each)) continue;
      if (!areInOrder(each.sum.operands) || !isAll(each, text)) continue;
      const told = counted(each);
      if (told) {
        seen.add(first.index);
        yield told;
      }
    }
}

/** Lists that their words tie to a whole. */
const opened = (text: Text): Claim[] =>
  partListsOf(text)
    .flat()
    .flatMap(({ lists }) =>
      lists.flatMap(({ tie, whole, parts }) =>
        tie === "opened" || parts.length > 2 ? [claim("total-parts", whole, total(parts), "")] : [],
      ),
    );

const areInOrder = (parts: readonly Fact[]): boolean =>
  parts.every(
    ({ passage, index }, at) => at === 0 || (passage === parts[0]?.passage && index > (parts[at - 1]?.index ?? 0)),
  );

/** No other figure of the list stands beside its parts: 四个季度分别…, of which two make up 上半年. */
function isAll({ stated, sum: { operands } }: Claim, text: Text): boolean {
  const [first] = operands;
  const run = first ? partListsOf(text)[first.passage.index]?.find((each) => each.run.includes(first))?.run : null;
  return run?.every((fact) => fact === stated || operands.includes(fact) || isFar(fact, operands.at(-1))) ?? true;
}

/** Behind a semicolon or a comma with other words a list may have ended: …，现场答复18条. */
const isFar = (fact: Fact, last: Fact | undefined): boolean =>
  last !== undefined &&
  fact.index > last.index &&
  !/^[^，；]*、[^，；]*$/.test(fact.passage.plain.slice(last.to, fact.from)) &&
  /[；;]/.test(fact.passage.plain.slice(last.to, fact.from));

/** What a whole is divided into, by its measure word or the noun behind it. */
const classes = /^(?:大?类(?!似)|个?方面|部分|种|期|批|档|块)/;
const nouns =
  /^个?(?:小?组(?!织|成|建|合)|行业|领域|渠道|来源|阶段|环节|板块|类别|类型|层级|档次|等次|等级|年度|季度|批次|标段|片区|梯队|国家和地区)/;
/** The list leaves something out, or the number picks some of them. */
const open = /主要|等[^级于次]|部分|之一|前[一-龥\d]?$|后$/;

function counted({ stated, sum: { operands } }: Claim): Observation | null {
  const [first] = operands;
  const last = operands.at(-1);
  if (!first || !last) return null;
  const { passage } = first;
  const { plain } = passage;
  const isBehind = stated.passage === passage && stated.from > last.from;
  // 培训6期812人次。第一期…: the whole may end the sentence before.
  const said =
    stated.passage === passage && stated.from < first.from && first.index - stated.index < 3 ? stated.from : first.from;
  const start = Math.max(0, first.from - 60, plain.lastIndexOf("。", said) + 1, plain.lastIndexOf("；", said) + 1);
  const before = countsIn(plain, start, first.from);
  const behind = isBehind ? countsIn(plain, last.to, stated.from) : [];
  const [count, ...others] = [...before, ...behind].filter(
    (each) => each.from >= stated.to || each.to <= stated.from || each.to > stated.to,
  );
  if (!count || others.length > 0 || open.test(plain.slice(start, first.from)) || open.test(last.tail.slice(0, 4)))
    return null;
  const listed = {
    count: operands.length,
    because: `所列 ${operands.length} 项：${operands.map(numberOf).join(" + ")} = ${numberOf(stated)}`,
    operands: operands.map(stretchOf),
  };
  if (count.value === operands.length) return agreement(count, passage, listed);
  return Math.abs(count.value - operands.length) <= 2 && count.value > 1 ? doubt(count, passage, listed, false) : null;
}

/** 分三期举办: as a number of things 三期 would be the third stage. */
const phases = /分(?<number>[二两三四五六七八九十]|\d{1,2})(?<unit>期|批|次|轮)/g;

const countsIn = (plain: string, from: number, to: number): Count[] => [
  ...matchesOf(plain.slice(from, to), phases).map(({ index, groups = {} }) => ({
    from: from + index + 1,
    to: from + index + 1 + (groups.number ?? "").length + (groups.unit ?? "").length,
    value: parseNumeral((groups.number ?? "").replace("两", "二")) ?? 0,
    unit: groups.unit ?? "",
    noun: "",
    isChinese: !/\d/.test(groups.number ?? ""),
  })),
  ...countsOf(plain.slice(from, to + 6))
    .filter((count) => count.to + from <= to && count.value > 1)
    .flatMap((count) => {
      const rest = plain.slice(from + count.to - count.unit.length, from + count.to + 8);
      const isPhase = plain[from + count.from - 1] === "分" && /^[期批次轮]/.test(rest);
      return !isPhase && (classes.test(rest) || nouns.test(rest))
        ? [{ ...count, from: from + count.from, to: from + count.to }]
        : [];
    }),
];
