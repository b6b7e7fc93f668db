/*
 * 比率的名称: what the name of a rate asks for. 整改完成率 is of what was 整改; 开工率 of what has 开工; the figures may stand a sentence or
 * a paragraph before it, so they are told by their words: the part by what was done, the whole by what there was to do.
 */
import type { Fact } from "./fact.ts";
import { onceForWords } from "./once.ts";
import type { Text } from "./text.ts";
import { areKin } from "./units.ts";

/** Words of a part that the name of the rate does not hold: 执行率 of a 支出. */
const kin: Record<string, string> = {
  执行: "执行|支出|支付|列支|使用",
  使用: "使用|支出|支付",
  支出: "支出|支付|列支",
  支付: "支付|支出|拨付",
  回收: "回收|收回",
  完成: "完成|实际|实现|办结|已整改|完工|建成|竣工|干完|办成|做完",
  整改: "整改|销号",
  办结: "办结|办理完毕|办理完成",
  完工: "完工|竣工|建成",
  开工: "开工|动工",
  到位: "到位",
  到岗: "到岗|在岗|到位",
  出勤: "实到|出勤|参加",
  到考: "到考|实考|参加",
  到会: "到会|实到|参会",
  验收: "验收",
  投产: "投产",
  落实: "落实|采纳",
  核减: "核减|审减",
  审减: "核减|审减",
  节约: "节约|节支|节省",
  节支: "节约|节支|节省",
  结余: "结余|结转|未支出|剩余",
  结转: "结余|结转|未支出",
};

export interface RateName {
  /** The whole name before 率: 整改完成. */
  name: string;
  /** What a part of it is called. */
  part: RegExp;
}

const nameless = /^(?:比|概|效|汇|利|税|费|占比|总|增长|增速|下降|贡献|出生|死亡|汇|利润|收益|城镇化)$/;

const partOf = onceForWords((name: string): RegExp => {
  const stem = name.slice(-2);
  // 整改完成率 is of what was 整改, whatever was 完成 besides.
  const first = stem === "完成" && name.length >= 4 ? name.slice(-4, -2) : "";
  const words = [
    kin[stem] ?? stem,
    ...(first && !/任务|目标|计划|指标|预算|投资/.test(first) ? [kin[first] ?? first] : []),
  ];
  return new RegExp(words.join("|"));
});

/** 办结率, 亏损面, 支出进度; null where the name says no doing. */
export function rateNameOf({ lead }: Fact): RateName | null {
  const [, name = ""] =
    /([一-龥]{2,10})(?:率|面|进度)(?:\([^()]{0,16}\))?\s*(?:已?达到?|[为是约]|仅为?|只有)?\s*$/.exec(
      lead.replaceAll(/[“”"]/g, ""),
    ) ?? [];
  const stem = name.slice(-2);
  return stem.length < 2 || nameless.test(stem) || /[年月日度期比较]$/.test(name) ? null : { name, part: partOf(name) };
}

/** What there was to do, to have, or to spend. */
export const wholeWords =
  /应|计划|目标|任务|下达|批复|安排|预算|概算|合同|控制价|到位|下拨|筹|配套|共|总|合计|全部|累计|受理|接收|收到|发现|指出|反馈|移交|排查|查出|列|提出|交办|转办|报名|发放|发出|抽检|抽查|抽取|现有|拥有|实施|确定|纳入|梳理|登记|签约|追加|年初|规模|现/;

const count = (words: string, name: string): number => {
  let found = 0;
  for (let at = 0; at + 2 <= name.length; at++) if (words.includes(name.slice(at, at + 2))) found += 1;
  return found;
};

const idle =
  /\s|截至|目前|其中|已经|全部|全市|全县|全区|全省|全年|本年度?|年末|年底|月底|上半年|实际|累计|共计|按期|按时|[为共已达到的约]/g;

/** How much the words of two figures have in common, beyond what every figure says: 新建项目75个 and 新建项目已开工63个. */
export function commonOf(a: Fact, b: Fact, part: RegExp): number {
  const name = (a.lead + a.noun).replaceAll(idle, "").replace(part, "");
  return count((b.lead + b.noun).replaceAll(idle, ""), name);
}

/** Amounts and counts of the paragraphs right before a figure, its own included, nearest first. */
export function nearby(rate: Fact, { facts, passages }: Text, paragraphs: number, reach = 40): Fact[] {
  const found: Fact[] = [];
  let [left, last] = [paragraphs, rate.passage.index];
  for (let index = rate.index - 1; index >= Math.max(0, rate.index - reach); index--) {
    const fact = facts[index];
    if (!fact || fact.passage.cell) break;
    if (fact.passage.index !== last) {
      left -= 1;
      // A heading between the two begins another matter.
      const isParted = passages.slice(fact.passage.index + 1, last).some(({ kind }) => kind === "heading");
      if (left < 0 || isParted) break;
      last = fact.passage.index;
    }
    if (fact.base <= 0 || !fact.unit || ["percent", "point", "times", "score"].includes(fact.unit.dimension)) continue;
    found.push(fact);
  }
  return found;
}

/** Figures of one kind that stand right beside each other in one sentence: 年初4,580万元，追加320万元. */
export function listAround(fact: Fact, { facts }: Text): Fact[] {
  const list = [fact];
  for (const step of [-1, 1])
    for (let at = fact.index + step; Math.abs(at - fact.index) < 6; at += step) {
      const next = facts[at];
      if (!next || next.passage !== fact.passage || next.sentence !== fact.sentence) break;
      if (next.role !== "level" && next.role !== "change" && next.role !== "target") break;
      if (next.unit?.dimension !== fact.unit?.dimension || !areKin(next.unit, fact.unit)) break;
      if (step < 0) list.unshift(next);
      else list.push(next);
    }
  return list;
}
