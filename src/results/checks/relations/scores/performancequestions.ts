/*
 * 审计设问（项目、指标与兑现）: results that are too smooth, and money that goes one way.
 *
 * 例：十个项目执行率都是 100.00%；全年预算调整得与支出分毫不差；满意度 96% 而没有样本数；四季度支出占 56%；一家企业拿走六成。
 * 反例：三个项目里两个 100%；调查发放问卷 240 份；四季度占 38%；只有两家企业。
 */
import type { Fact } from "../../facts/fact.ts";
import { formColumns } from "../../facts/forms.ts";
import { listingsOf } from "../../facts/listings.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import type { Slip } from "../../judgement/claim.ts";
import { printed, rounded } from "../../judgement/print.ts";
import { question } from "../counts/asked.ts";

/** Rows of a table that name something and are no totals. */
function itemRows(table: Table): number[] {
  const rows: number[] = [];
  for (let row = table.body; row < table.rows; row++)
    if (!/合计|总计|小计|总额|平均/.test(table.rowTitle(row))) rows.push(row);
  return rows;
}

const enough = 4;

/** Every program spent exactly its budget. */
function* allSpent({ tables }: Text): Generator<Slip> {
  for (const table of tables) {
    const { rate, spent } = formColumns(table);
    if (rate === null || spent === null) continue;
    const rates = itemRows(table).flatMap((row) => table.figure(row, rate) ?? []);
    const [at, ...others] = rates;
    if (!at || rates.length < enough || rates.some((fact) => fact.base !== 100)) continue;
    yield question({
      at,
      others: others.slice(0, 3),
      because: `${rates.length} 个项目的执行率都是 100%`,
      asked: "每个项目都恰好用完，有无年底突击支付、以拨代支或先定支出再倒推预算",
      papers: "支付进度表、合同与验收单、年末大额支付凭证",
    });
  }
}

/** The budget was adjusted during the year until it was what had been spent. */
function* adjustedToFit({ tables }: Text): Generator<Slip> {
  for (const table of tables) {
    const { initial, budget, spent } = formColumns(table);
    if (initial === null || budget === null || spent === null || initial === budget) continue;
    for (let row = table.body; row < table.rows; row++) {
      const [first, last, paid] = [initial, budget, spent].map((column) => table.figure(row, column));
      if (!first || !last || !paid || last.base === 0 || first.base === last.base || last.base !== paid.base) continue;
      yield question({
        at: last,
        others: [first, paid],
        because: `年初预算 ${printed(first)}，全年预算 ${printed(last)}，执行 ${printed(paid)}`,
        asked: "全年预算恰好调整到与支出相等，调整是在支出之前办的吗",
        papers: "预算调整的申请与批复及其日期、调整前的支付记录",
      });
    }
  }
}

/** Satisfaction without a word of who was asked. */
function* unsampled({ facts, passages }: Text): Generator<Slip> {
  const rate = facts.find(
    ({ unit, lead, role, hedge, passage }) =>
      unit?.dimension === "percent" &&
      /满意[度率]/.test(lead) &&
      !passage.cell &&
      role !== "target" &&
      !hedge &&
      !/≥|不低于|目标/.test(lead),
  );
  if (!rate || passages.some(({ plain }) => /问卷|样本|抽样|受访|回收|走访调查|电话回访|\d+\s*份/.test(plain))) return;
  yield question({
    at: rate,
    others: [],
    because: `满意度 ${printed(rate)}，文中没有调查对象和样本数`,
    asked: "满意度是怎样调查的，问了谁、多少人、收回多少",
    papers: "调查方案、问卷及统计表、抽样名单",
  });
}

/** Every target met to the unit. */
function* allExact({ tables }: Text): Generator<Slip> {
  for (const table of tables) {
    const { target, actual } = formColumns(table);
    if (target === null || actual === null || target === actual) continue;
    const pairs = itemRows(table).flatMap((row) => {
      const [planned, done] = [table.figure(row, target), table.figure(row, actual)];
      return planned && done && areKin(planned.unit, done.unit) && planned.unit?.dimension !== "percent"
        ? [{ planned, done }]
        : [];
    });
    const [first] = pairs;
    if (!first || pairs.length < enough || pairs.some(({ planned, done }) => planned.base !== done.base)) continue;
    yield question({
      at: first.done,
      others: pairs.slice(1, 4).map(({ done }) => done),
      because: `${pairs.length} 项指标的完成值都恰等于指标值`,
      asked: "各项指标都恰好完成，完成值是统计出来的还是照抄指标值",
      papers: "每项指标的原始台账、签到表、验收单",
    });
  }
}

/** More than half of the year's money in its last quarter. */
function* yearEnd({ facts, tables }: Text): Generator<Slip> {
  const asked = (at: Fact, others: Fact[], because: string) =>
    question({
      at,
      others,
      because,
      asked: "支出集中在第四季度，有无突击花钱、提前付款",
      papers: "分月支付台账、合同约定的付款节点、年末支付的验收依据",
    });
  for (const fact of facts) {
    if (fact.passage.cell || fact.unit?.dimension !== "percent" || fact.base <= 50 || fact.base > 100) continue;
    const words = fact.passage.plain.slice(Math.max(0, fact.from - 50), fact.from).replace(/^.*[。；]/, "");
    if (
      /(?:第?四季度|10\s*[-—至]\s*12月|12月)[^。；]{0,40}(?:支出|执行|支付|使用)/.test(words) &&
      /占[^，。；]{0,16}$/.test(words) &&
      !/累计|截至/.test(words)
    )
      yield asked(fact, [], `${words.trim()}${printed(fact)}`);
  }
  for (const table of tables) {
    const rows = itemRows(table);
    const named = (row: number) => /^第?[一二三四1-4]季度?$/.test(table.rowTitle(row));
    if (
      rows.filter(named).length !== 4 ||
      !/支出|执行|用款|支付|使用/.test(
        Array.from({ length: table.columns }, (_, column) => table.columnTitle(column)).join(""),
      )
    )
      continue;
    const quarters = rows.filter(named).flatMap((row) => table.figure(row, table.named) ?? []);
    const last = quarters.at(-1);
    const sum = quarters.reduce((all, fact) => all + fact.base, 0);
    if (last && quarters.length === 4 && last.unit?.dimension === "yuan" && last.base > sum * 0.5)
      yield asked(
        last,
        quarters.slice(0, 3),
        `第四季度 ${printed(last)}，占全年 ${rounded((last.base / sum) * 100, 2)}%`,
      );
  }
}

/** More than half of what was paid went to one company. */
function* oneCompany(text: Text): Generator<Slip> {
  for (const { items, wholes } of listingsOf(text)) {
    if (items.length < 3) continue;
    const amounts = items.flatMap(({ facts, passage, from }) => {
      const fact = facts.find(({ unit }) => unit?.dimension === "yuan");
      return fact && /公司|集团|企业有限/.test(passage.plain.slice(from, fact.from)) ? [fact] : [];
    });
    const sum = items.reduce(
      (all, { facts }) => all + (facts.find(({ unit }) => unit?.dimension === "yuan")?.base ?? 0),
      0,
    );
    const most = amounts.find((fact) => fact.base > sum * 0.5);
    const words = most ? most.passage.plain.slice(Math.max(0, most.from - 400), most.from) : "";
    if (!most || amounts.length < 2 || !/奖励|补贴|兑现|扶持|补助/.test(words)) continue;
    const whole = wholes.find((fact) => areKin(fact.unit, most.unit) && fact.base >= most.base);
    yield question({
      at: most,
      others: whole ? [whole] : [],
      because: `${printed(most)}，占所列的 ${rounded((most.base / sum) * 100, 2)}%`,
      asked: "一家企业得到一半以上的资金，依据哪一条政策，有无封顶，是否公示",
      papers: "政策条款、申报材料与审核表、公示截图、公平竞争审查表",
    });
  }
}

export const performanceQuestions: readonly ((text: Text) => Iterable<Slip>)[] = [
  allSpent,
  adjustedToFit,
  unsampled,
  allExact,
  yearEnd,
  oneCompany,
];
