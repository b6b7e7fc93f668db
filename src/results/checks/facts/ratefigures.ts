/* 比率所指的数: the figures said before a rate, and what its name asks for. */
import type { Fact } from "./fact.ts";
import type { Text } from "./text.ts";

const farBack = 45;
/** Plain figures before a rate, nearest first: of its sentence, or of the whole document as far back as one may refer. */
export function levelsBefore(rate: Fact, text: Text, within: "sentence" | "document", reach = farBack): Fact[] {
  const depth = rate.passage.depths;
  const found: Fact[] = [];
  for (let index = rate.index - 1; index >= Math.max(0, rate.index - reach); index--) {
    const fact = text.facts[index];
    if (!fact) break;
    const isOwn = fact.passage === rate.passage && fact.sentence === rate.sentence;
    if (within === "sentence" && !isOwn) break;
    // 17.6分（满分20分），得分率88%: the full score stands in a bracket.
    const isAside = isOwn && (depth[fact.from] ?? 0) > (depth[rate.from] ?? 0);
    if (isAside && !/^\s*(?:满分|总分)[值为]?\s*$/.test(fact.lead)) continue;
    if (fact.passage.cell || fact.base <= 0 || fact.unit === null || fact.unit.dimension === "percent") continue;
    // 5000万元至1亿元的项目: the name of a class, not an amount.
    if (fact.hedge === "range") continue;
    if (["level", "target", "base", "change"].includes(fact.role)) found.push(fact);
  }
  return found;
}

/** 按期办结率 → 办结; 执行率 → 执行, 支出 */
export function namesOf({ lead }: Fact): string[] {
  const [, name = ""] = /([一-龥]{2,6})(?:率|度)[^，。；]{0,4}$/.exec(lead) ?? [];
  const stem = name.slice(-2);
  const kin: Record<string, string[]> = {
    执行: ["执行", "支出", "支付", "使用"],
    回收: ["回收", "收回"],
    有效: ["有效"],
    完成: ["完成", "实际", "实现"],
    到位: ["到位"],
  };
  return stem ? (kin[stem] ?? [stem]) : [];
}

/** What a spending or a result is called beyond being one: 项目支出执行 → 项目支出, 全年实际支出 → nothing. */
export const bareOf = (words: string): string =>
  words
    .replaceAll(
      /\s|年初|全年|当年|本年|实际|累计|预算数?|调整后?为?|执行数?|完成数?|决算数?|支付|使用|下达|指标|目标值?|任务数?|计划|不少于|不低于|应|为|共|的/g,
      "",
    )
    .replace(/^支出$|^项?预算$/, "");

export const beyondWords =
  /(?<up>超|多|高)(?:过|出|额)?(?:年度|全年|年初|预期|既定)?(?:目标|计划|任务|预算|指标)[值数]?|(?<down>少于|低于|欠|差|不及)(?:年度|全年|年初|预期|既定)?(?:目标|计划|任务|预算|指标)[值数]?|[比较](?:年度|全年|年初|预期|既定)?(?:目标|计划|任务|预算|指标)[值数]?(?:(?<more>多|超|高|增)|(?<less>少|低|减|欠|差))[^，。；\d]{0,4}$/;
/** 比目标多15个, 超计划2亿元: how far beyond (or below) the goal, which is no goal itself. */
export const isBeyond = ({ lead, role, base }: Fact, level?: Fact): boolean =>
  (role === "change" || role === "level" || role === "target") &&
  beyondWords.test(lead) &&
  (level === undefined || base * 3 < level.base);
