/*
 * 占比笔误: a share that no part and whole make right, yet one digit or one swap away from what a pair makes it. Which pair was meant is not said
 * to the letter (占未兑现总额的, 占73.7%, 两者合计占), so a typo is the only thing that is told, and always as a 疑点. The shorter the share, the
 * fewer pairs may be tried.
 *
 * The pairs are the text's own (shares.ts), the two or three shares just added up (A占40%，B占24%，两者合计占64%), and the rows of a table that the
 * clause is about, over the total of one column (甲类经费占项目支出的36.25%).
 */
import type { Fact } from "../../facts/fact.ts";
import { mentionsBefore, namesIn } from "../../facts/tablenames.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo, significant } from "../../facts/typos.ts";
import { type Claim, claim, same, type Sum, total } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import { numberOf, rounded } from "../../judgement/print.ts";
import { isShareTitle, rowShares, severalShares, shareOf } from "../tables/tableshares.ts";
import { listed } from "../tables/textfigures.ts";

const message = "占比与部分、总数不符";
const resultOf = ({ compute, operands }: Sum): number => compute(operands.map(({ base }) => base));

/** One slip away, and long enough that this is no chance. `play`: so many last steps may have gone in rounding. */
function isSlipOf(share: Fact, sum: Sum, least: number, play = 0): boolean {
  const step = 10 ** -share.places;
  return Array.from({ length: 2 * play + 1 }, (_, index) => resultOf(sum) + (index - play) * step).some((due) =>
    isSlip(share, rounded(due, share.places), least),
  );
}

function isSlip(share: Fact, due: string, least: number): boolean {
  return Math.min(significant(numberOf(share)), significant(due)) >= least && isTypo(numberOf(share), due, true);
}

export function mistypedShare(share: Fact, sums: Sum[], text: Text): Claim | null {
  if (share.hedge || share.isChinese) return null;
  const mentions = mentionsBefore(share, namesIn(text.tables), null);
  const [last] = mentions;
  const nearest = last ? mentions.filter(({ to }) => last.to - to <= 2) : [];
  if (shareOf(share, nearest) ?? severalShares(share, mentions)) return null;
  const of = (sum: Sum): Claim => claim("share", share, sum, message, false);
  const added = sumOfShares(share, text);
  if (added)
    return isSound(of(added)) || (judge(of(added)).verdict === "warning" && isSlipOf(share, added, 2, 1))
      ? of(added)
      : null;
  const subject = share.passage.plain.slice(last?.to ?? 0, share.from);
  if (
    last &&
    last.isExact &&
    !last.isFar &&
    /^(?:次之|合计|共计|[两二三]者|[两二三]项|[，,又仅约也就共])*占[^，。；\d]{0,16}$/.test(subject)
  ) {
    const group = listed(share, mentions);
    const tabled = nearest
      .filter(({ isExact }) => isExact)
      .flatMap(({ table, row }) => [
        ...rowShares(group.length > 1 ? group : [{ table, row }]),
        ...(group.length > 1 ? [] : printedShares(table, row)),
      ]);
    const meant = tabled.find((sum) => isSlipOf(share, sum, 3));
    if (meant) return of(meant);
  }
  const results = new Set(sums.map((sum) => resultOf(sum).toFixed(2)));
  const meant =
    sums.find((sum) => isSlipOf(share, sum, results.size <= 6 ? 3 : 4)) ??
    (significant(numberOf(share)) >= 4 ? sums.find((sum) => isBeside(share, sum)) : undefined);
  return meant ? of(meant) : null;
}

/** A digit of the part is wrong: the share is off by a little only. */
const isBeside = (share: Fact, sum: Sum): boolean => Math.abs(resultOf(sum) / share.base - 1) < 0.006;

const isSound = (each: Claim): boolean => judge(each).verdict === "holds";

type Rowed = Parameters<typeof rowShares>[0][number];

function printedShares(table: Rowed["table"], row: number): Sum[] {
  const found: Sum[] = [];
  for (let column = table.named; column < table.columns; column++) {
    const cell = isShareTitle(table.columnTitle(column)) ? table.fact(row, column) : null;
    if (cell) found.push(same(cell));
  }
  return found;
}

/** A占41.26%，B占22.15%，两者合计占63.41%: the last two or three shares of the passage. */
function sumOfShares(share: Fact, { readings }: Text): Sum | null {
  const [, many] =
    /([两二三])(?:者|项|类|家|个|地|种)?(?:合计|共计|共|相加|之和)占[^，。；占]*$/.exec(share.lead) ?? [];
  if (!many) return null;
  const count = many === "三" ? 3 : 2;
  const before = (readings[share.passage.index]?.facts ?? []).filter(({ index }) => index < share.index);
  const shares = before
    .filter(({ role, unit, hedge }) => role === "share" && unit?.title === "%" && !hedge)
    .slice(-count);
  return shares.length === count && shares.every(({ sentence }) => sentence === share.sentence) ? total(shares) : null;
}
