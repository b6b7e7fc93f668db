/*
 * 并列数: figures of one unit set side by side, each after its name: 甲 62 个、乙 54 个、丙 47 个. No word need announce them.
 * Shares and rates said beside a figure (62个，占26.27%) do not break a run.
 */
import type { Fact } from "./fact.ts";
import type { Reading } from "./quantities.ts";

export interface Run {
  parts: Fact[];
  /** 合计、共、累计 right behind the run. */
  after: Fact | null;
  /** The words from the beginning of the sentence to the first figure of the run. */
  opening: string;
}

/** A figure whose words compare, sum up or begin a new thought is no member of a run. */
const breaking =
  /比|较|同比|环比|其中|增长|下降|增加|减少|至今|达到|超过|(?:完成|目标值?|预算数?)(?:为|是|了)?\s*$|上年(?!结[余转])|去年|年初(?!结[余转])|累计|平均|均|最高|最多|占/;
const summing =
  /(?:合计|共计|总计|小计|累计|一共|总分|总得分|共|总额|总数|总(?:投资|规模|面积|收入|支出|产值|价|量|人数|里程)|合起来)[^，。；、占]{0,8}$/;

export function runsOf({ passage, facts }: Reading): Run[] {
  const runs: Run[] = [];
  let parts: Fact[] = [];
  const close = (next: Fact | null): void => {
    const [first] = parts;
    const last = parts.at(-1);
    if (first && last && parts.length > 1) {
      const isAfter =
        next !== null &&
        summing.test(next.lead) &&
        next.unit?.title === first.unit?.title &&
        areJoined(last, next, passage.plain);
      const start =
        Math.max(passage.plain.lastIndexOf("。", first.from), passage.plain.lastIndexOf("；", first.from)) + 1;
      runs.push({ parts, after: isAfter ? next : null, opening: passage.plain.slice(start, first.from) });
    }
    parts = [];
  };
  for (const [index, fact] of facts.entries()) {
    const last = parts.at(-1);
    // 四个季度分别签约58个: a numeral in words says how many there are of what is counted behind it.
    if (fact.isChinese && fact.base <= 20 && !isSpelled(last, fact) && !isSpelled(facts[index + 1], fact)) continue;
    if (isInName(fact, facts[index + 1], passage.plain)) continue;
    if (fact.unit?.dimension === "percent" || fact.unit?.dimension === "point") {
      if (last && !areJoined(last, fact, passage.plain)) close(null);
      continue;
    }
    const isPart = (fact.role === "level" || fact.role === "target") && fact.unit !== null && fact.hedge === null;
    const isNext =
      isPart && last !== undefined && last.unit?.title === fact.unit?.title && areJoined(last, fact, passage.plain);
    if (isNext && !breaking.test(fact.lead) && !summing.test(fact.lead)) parts.push(fact);
    else {
      close(fact);
      if (isPart && !/比|较|上年|去年|同期/.test(fact.lead) && !fact.unit?.dimension.includes("/")) parts = [fact];
    }
  }
  close(null);
  return runs;
}

/** 10亿元以上4个, 1亿—5亿元109个: a figure in the name of what the next one counts. */
export const isInName = (fact: Fact, next: Fact | undefined, plain: string): boolean =>
  next !== undefined &&
  next.unit?.title !== fact.unit?.title &&
  /^(?:周?岁)?(?:及?以[上下内]|\(含\))*(?:的|项目|企业|人员|占(?:比|总数的?)?|[-—~至到])*$/.test(
    plain.slice(fact.to, next.from),
  );

const divided = /按[^，。；]{1,16}(?:分|看|划分|统计)[，,]/;

/** 种子期三个、成长期七个: the one beside it is written in words as well. */
const isSpelled = (other: Fact | undefined, fact: Fact): boolean =>
  other?.isChinese === true && other.unit?.title === fact.unit?.title;

/** Side by side: at most a mark and a short name apart. */
function areJoined(a: Fact, b: Fact, plain: string): boolean {
  const between = plain.slice(a.to, b.from);
  // 按经营地统计，城镇102.36亿元，增长7.2%；乡村28.71亿元: a sentence that says by what it divides goes on over its semicolons.
  if (/^[^。；\n]*；[^。；\n]*$/.test(between) && between.length <= 60 && !/其中|按|从/.test(between))
    return divided.test(plain.slice(Math.max(0, plain.lastIndexOf("。", a.from) + 1), a.from).slice(-120));
  return between.length <= 60 && !/[。；;！？\n]/.test(between);
}
