/*
 * 成文日期: the date a report bears, at its end or under its title, stands after all it tells and before all it promises.
 *
 * It is read only from a short passage that ends with a full date. A report on a year cannot be older than the end of that year (November is let pass);
 * what is told as done cannot be younger than the report; what is still to be done (未完成事项、下一步) cannot be due before it.
 * “全部工作于10月底前销号” closes the deadlines listed above it. All 疑点: drafts are dated early.
 *
 * 例：2023年度总结，落款2023年1月22日；落款2024年6月28日，“2023年7月31日前完成”。
 * 反例：通知、方案、计划（先于所说的年度）；“要求2023年6月底前完成，已全部完成”。
 */
import { type DateSaid, datesOf, isPossible } from "../../facts/dates.ts";
import { type Issued, issuedOf } from "../../facts/issuedates.ts";
import type { Passage } from "../../facts/passages.ts";
import { ahead, plansOf } from "../../facts/plans.ts";
import { type ReportSpan, reportSpanOf } from "../../facts/reportspan.ts";
import type { Text } from "../../facts/text.ts";
import type { Match, Slip } from "../../judgement/claim.ts";

export function* ownDates(text: Text): Generator<Slip | Match> {
  yield* deadlines(text);
  const own = issuedOf(text);
  if (!own) return;
  const span = reportSpanOf(text);
  const isEarly = span !== null && isBeforeEnd(own, span, text);
  if (isEarly)
    return yield {
      ...slip(
        own.passage,
        own.date,
        null,
        `报告的是 ${span.year} 年${span.months < 12 ? `1—${span.months} 月` : ""}，成文日期却在此之前`,
        "成文日期早于报告期末，请核对",
      ),
      operands: span.titleAt ? [span.titleAt] : [],
    };
  if (span?.titleAt && isLongAfter(own, span))
    return yield {
      ...slip(own.passage, own.date, null, `报告的是 ${span.year} 年`, "成文日期远在报告期之后，请核对"),
      operands: [span.titleAt],
    };
  const later = text.passages.flatMap((passage) => (passage === own.passage ? [] : laterThan(own, passage)));
  if (later.length > 2)
    return yield slip(
      own.passage,
      own.date,
      later[0] ?? null,
      `正文有 ${later.length} 处日期在成文日期之后`,
      "成文日期早于正文所述的日期，请核对",
    );
  let isSound = true;
  for (const passage of text.passages) {
    if (passage === own.passage) continue;
    for (const date of yearsLent(passage, own, span)) {
      const found = date.year !== null && isPossible(date) ? against(passage, date, own, text) : null;
      if (found) yield found;
      isSound &&= !found;
    }
  }
  if (isSound && span)
    yield {
      kind: "match",
      rule: "date-order",
      at: { passage: own.passage, from: own.date.from, to: own.date.to },
      because: "成文日期在报告期末和所述各日期之后",
      operands: [],
    };
}

/** Was the report written before what it reports was over? */
function isBeforeEnd({ date }: Issued, span: ReportSpan, text: Text): boolean {
  const { year, months, isPlan, titleYear, titleAt, openings } = span;
  const title = text.passages
    .slice(0, 3)
    .map((passage) => passage.plain)
    .join(" ");
  const isNamed = titleYear === null ? openings.has(year) && tellsWholeYear(text) : titleYear === year;
  if (isPlan || !isNamed || /通知|方案|意见|办法|批复|公告|纪要|计划|规划|函|细则|要点|安排/.test(title)) return false;
  const isReport = /年度|总结|决算|自评|绩效|季度|半年|月|兑现|工作情况|通报|分析|报告/.test(title);
  if (isReport && (date.year ?? 0) < year) return true;
  if (months < 12) return date.last < year * 10_000 + months * 100 + 1;
  // A report on a fair or a drill of this year is written in this year.
  const isOfYear = /年度|决算/.test(titleAt?.passage.plain ?? "") || tellsWholeYear(text);
  return isReport && isOfYear && date.last < year * 10_000 + 1101;
}

const wholeYear = /全年(?!度?(?:任务|目标|计划|预算|的\d))|截至[^，。]{0,6}12\s*月|年末(?!前)/;

/** 全年到位…, 年末在册…: told, not planned. */
const tellsWholeYear = (text: Text): boolean =>
  text.passages.some(({ plain, cell, index }) => !cell && wholeYear.test(plain) && !plansOf(text).has(index));

/** The report on a quarter that bears a date of another year: more than half a year after its period. */
const isLongAfter = ({ date }: Issued, { year, months, titleYear, isPlan, also }: ReportSpan): boolean =>
  titleYear === year &&
  !isPlan &&
  also.size === 0 &&
  ((date.year ?? year) - year) * 12 + date.month - months > (months < 12 ? 7 : 15);

/** What the text dates after the report without promising it. */
const laterThan = (own: Issued, passage: Passage): Issued[] =>
  datesOf(passage.plain)
    .filter((date) => date.year !== null && isPossible(date) && date.first > own.date.last)
    .filter(
      (date) =>
        !ahead.test(
          passage.plain.slice(Math.max(0, date.from - 20), date.from) + passage.plain.slice(date.to, date.to + 20),
        ),
    )
    .map((date) => ({ passage, date }));

/** With the years that are left out: 2024年3月下达…，7月下达…; 截至8月17日 in a report written in the year it is on. */
function yearsLent({ plain }: Passage, own: Issued, span: ReportSpan | null): DateSaid[] {
  let before: DateSaid | null = null;
  return datesOf(plain).map((date) => {
    const isSame = before !== null && !/[。；]|年/.test(plain.slice(before.to, date.from));
    const isUntil =
      (span?.year ?? own.date.year) === own.date.year &&
      /(?:^|[。；，])\s*(?:截至|截止到?)\s*$/.test(plain.slice(0, date.from));
    const year: number | null =
      date.year ?? (isSame ? (before?.year ?? null) : isUntil ? (own.date.year ?? null) : null);
    if (year === null || date.year !== null) {
      before = date;
      return date;
    }
    // After November comes January of the next year.
    const lent = year + (before && isSame && date.month < before.month ? 1 : 0);
    before = { ...date, year: lent, first: date.first + lent * 10_000, last: date.last + lent * 10_000 };
    return before;
  });
}

const done =
  /^\s*，?(?:[^，。；]{0,24})?(?:完成|通过|形成|启动|召开|办结|签订|签约|验收|投产|开工|审议|印发|报送|结束|下达|拨付|到账|兑现|举办|举行|开展|组织|成立)/;

/** Told as done after the report, or still to be done before it. */
function against(passage: Passage, date: DateSaid, own: Issued, text: Text): Slip | null {
  const before = passage.plain.slice(Math.max(0, date.from - 16), date.from);
  const after = passage.plain.slice(date.to, date.to + 30);
  const isUntil = /(?:截至|截止)\s*$/.test(before);
  const isLater = date.first > own.date.last && !plansOf(text).has(passage.index);
  if (isLater && (isUntil || (done.test(after) && !ahead.test(before + after.slice(0, 24)))))
    return slip(passage, date, own, "晚于成文日期，却写成已发生", "日期晚于成文日期，请核对");
  const isDue = /^\s*(?:之?前)\s*(?:[^，。；]{0,10})?(?:完成|办结|销号|整改|落实|报送|到位|提交)/.test(after);
  if (!isDue || date.last >= own.date.first || /已|均|逾期|超过/.test(before + after)) return null;
  const heading = text.passages[text.section[passage.index] ?? -1]?.plain ?? "";
  const isOpen = /下一步|未完成|时限|打算|整改|计划|安排/.test(heading) || /责任|将|尚未/.test(passage.plain);
  return isOpen ? slip(passage, date, own, "早于成文日期，却写成尚待完成的时限", "时限早于成文日期，请核对") : null;
}

/** 以上3项…全部于2024年10月底前销号: none of the deadlines above may be later. */
function* deadlines(text: Text): Generator<Slip> {
  for (const passage of text.passages) {
    if (!/(?:以上|上述|全部|所有)[^。]{0,30}月/.test(passage.plain)) continue;
    const [total] = datesOf(passage.plain).filter(
      (date) => date.year !== null && /^\s*前/.test(passage.plain.slice(date.to)),
    );
    if (!total || !/(?:以上|上述|全部|所有)/.test(passage.plain.slice(Math.max(0, total.from - 40), total.from)))
      continue;
    for (const item of text.passages.slice(Math.max(0, passage.index - 8), passage.index))
      for (const date of datesOf(item.plain))
        if (date.year !== null && /^\s*前/.test(item.plain.slice(date.to)) && date.first > total.last)
          yield slip(
            item,
            date,
            { passage, date: total },
            `晚于总时限 ${passage.plain.slice(total.from, total.to)}`,
            "单项时限晚于总时限，请核对",
          );
  }
}

const slip = (passage: Passage, date: DateSaid, beside: Issued | null, because: string, message: string): Slip => ({
  kind: "slip",
  rule: "date-order",
  severity: "warning",
  at: { passage, from: date.from, to: date.to },
  stated: passage.text.slice(date.from, date.to),
  expected: null,
  because: beside ? `${because}（${beside.passage.text.slice(beside.date.from, beside.date.to)}）` : because,
  operands: beside ? [{ passage: beside.passage, from: beside.date.from, to: beside.date.to }] : [],
  message,
});
