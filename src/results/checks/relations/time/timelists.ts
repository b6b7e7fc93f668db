/*
 * 时间的列举: times listed one after the other do not repeat and do not turn back.
 *
 * Of two that are named (2022年和2023年) a repeat is a 疑点; of three or more also one that stands between its neighbours but not in their
 * order. Listing backwards (2023年、2022年、2021年) is an order as well. “近三年（…）” says how many there are and that none is left out.
 *
 * 例：2021年投入380万元，2023年投入388万元，2023年投入401万元；一季度…，二季度…，二季度…；近三年（2020年、2022年、2023年）。
 * 反例：2018年、2020年、2022年；1月、2月、12月；2023年到位12亿元，2023年开工30个。
 */
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import { type TimeList, type TimeSaid, timeListsIn } from "../../facts/timelists.ts";
import type { Slip } from "../../judgement/claim.ts";
import { periodSlip } from "./periodparts.ts";

export function* timeLists({ passages }: Text): Generator<Slip> {
  for (const passage of passages) {
    if (passage.cell) continue;
    for (const list of timeListsIn(passage)) {
      const odd = oddIn(list);
      if (odd) yield slip(passage, odd, "同一列举中的时间重复或颠倒，请核对");
      else if (hasGap(passage, list))
        yield slip(passage, list.times[0] as TimeSaid, "所列年份与所说的年数不符，请核对");
    }
  }
}

function oddIn({ times }: TimeList): TimeSaid | null {
  const steps = times.slice(1).map(({ number }, index) => Math.sign(number - (times[index]?.number ?? 0)));
  const way = steps.filter((step) => step > 0).length * 2 >= steps.length ? 1 : -1;
  const wrong = steps.flatMap((step, index) => (step === way ? [] : [index]));
  // All turned back at once, or several: another order is meant.
  if (wrong.length !== 1 || (times.length < 3 && steps[0] !== 0)) return null;
  return times[(wrong[0] ?? 0) + 1] ?? null;
}

/** 近三年（2020年、2022年、2023年） */
function hasGap({ plain }: Passage, { kind, times }: TimeList): boolean {
  const [first, last] = [times[0], times.at(-1)];
  if (kind !== "year" || !first || !last) return false;
  const said = /(?:近|前|连续|过去)([二两三四五])年[^，。；\d]{0,6}[(，：]?\s*$/.exec(
    plain.slice(Math.max(0, first.from - 14), first.from),
  );
  const count = said ? "零一二三四五".indexOf((said[1] ?? "").replace("两", "二")) : times.length;
  return said !== null && (count !== times.length || Math.abs(last.number - first.number) !== count - 1);
}

const slip = (passage: Passage, { from, to }: TimeSaid, message: string): Slip =>
  periodSlip(passage, from, to, null, "所列的时间应当依次相接，各不重复", "warning", message);
