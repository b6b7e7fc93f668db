/*
 * 余数的两头: of what a remainder is left, and what was taken away. The words say it: 未开工 wants what was 开工, 空编 a 编制 and the people there
 * are, 结余 a budget and what was spent, 超额 a goal and what was reached. Nearest first; what is said of a former year or inside 其中 is no whole.
 */
import { domainOf } from "./domains.ts";
import type { Fact } from "./fact.ts";
import { likenessOf } from "./likeness.ts";
import { areKin } from "./units.ts";

export interface Left {
  whole: Fact;
  parts: Fact[];
  /** 整改 of 未整改, where a verb says what was taken away. */
  verb?: string;
}

const posts = /(?:空编|空缺|缺编|尚缺|空余|空岗|余编|缺岗|满编还差)[^，。；\d]{0,6}$/;
const postWhole = /编制|岗位|职数|定员|定编/;
const postPart = /实有|在编|在岗|在职|现有|实配|到岗/;
const money = /(?:结余|剩余|结转|节余|节约|节省|节支|尚余|未支出|未使用|未执行|未拨付|未支付)[^，。；\d]{0,8}$/;
const moneyWhole = /预算|安排|到位|下达|资金总额|总额|筹集|拨入|指标|收入|拨付|拨款/;
const moneyPart = /支出|执行|使用|拨付|支付|兑现|偿还|发放|花费|采购金额|成交|中标/;
const beyond = /超额(?:完成|实现)?[^，。；\d]{0,4}$|超出[^，。；\d]{0,6}$/;
const goal = /目标|任务|计划|预期|应/;
/** 未开工, 尚未办结, 待偿还; said before the figure or behind it (7个未开工). */
const undone = /(?:未|没有?|待|正在|尚在|仍在)(?<verb>[一-龥]{1,4}?)(?:的|资金|项目|企业|问题|事项)?\s*$/;
const undoneBehind = /^\s*(?:[一-龥]{0,4}?)(?:尚|还|仍)?(?:未|没有?|正在|尚在|仍在)(?<verb>[一-龥]{2})/;

const former = /上年|去年|同期|年初结|期初/;

/** `before`: figures before the remainder, nearest first. */
export function leftOf(fact: Fact, before: readonly Fact[]): Left | null {
  const words = fact.lead.replaceAll(/\s/g, "");
  const known = before.filter(({ role, lead }) => role !== "base" && !former.test(lead));
  if (posts.test(words)) return ofPosts(known);
  // 逾期未办结每项扣0.5分: points are taken away, not left.
  const kin = fact.unit?.dimension === "score" ? [] : known.filter((each) => areKin(each.unit, fact.unit));
  const verb = undoneVerb(fact);
  const own = verb.length > 1 ? ofVerb(verb, kin) : null;
  if (own) return own;
  if (money.test(words)) return named(kin, moneyWhole, moneyPart);
  return beyond.test(words) ? named(kin, /./, goal) : null;
}

/** 未整改6个 → 整改 */
export const undoneVerb = ({ lead, tail }: Fact): string =>
  undone.exec(lead.replaceAll(/\s/g, ""))?.groups?.verb ?? undoneBehind.exec(tail)?.groups?.verb ?? "";

/** 编制42名（行政26名、事业16名），实有39人: the largest of either, of the sentence said last. */
function ofPosts(before: readonly Fact[]): Left | null {
  const most = (words: RegExp): Fact | undefined => {
    const found = before.filter(({ lead, unit }) => words.test(lead) && unit !== null && unit.dimension !== "percent");
    const [last] = found;
    return found
      .filter(({ passage, sentence }) => passage === last?.passage && sentence === last.sentence)
      .toSorted((a, b) => b.base - a.base)[0];
  };
  const [whole, part] = [most(postWhole), most(postPart)];
  return whole && part && whole !== part && whole.base >= part.base ? { whole, parts: [part] } : null;
}

function ofVerb(verb: string, kin: readonly Fact[]): Left | null {
  const done = new RegExp(`(?<!未|没|待|正在|尚在|应)(?:${verb}|已${verb[0]}|${verb[0]}(?:结|完|毕|成))`);
  const isDone = ({ lead }: Fact): boolean => done.test(lead);
  const part = kin.find(({ lead }) => lead.includes(`已${verb}`)) ?? kin.find(isDone);
  if (!part) return null;
  const [, domain = domainOf(part)] = /([一-龥“”]{2,10})中[，,]?(?:已|共|有)/.exec(part.lead) ?? [];
  const earlier = kin.filter((each) => each.index < part.index && each.base >= part.base && !isDone(each));
  const whole =
    (domain.length > 2 ? earlier.find(({ lead, noun }) => likenessOf(domain, lead + noun) > 0.9) : undefined) ??
    earlier.find(({ passage, sentence }) => passage === part.passage && sentence >= part.sentence - 1);
  if (!whole) return null;
  // 采纳180条，部分采纳42条，未采纳18条: all that was done is taken away.
  const parts = kin.filter(
    (each) =>
      isDone(each) && each.index > whole.index && each.sentence === part.sentence && each.passage === part.passage,
  );
  return parts.reduce((sum, { base }) => sum + base, 0) <= whole.base ? { whole, parts, verb } : null;
}

/** Budget and spending; the budget is said before, or right behind. */
function named(kin: readonly Fact[], wholeWords: RegExp, partWords: RegExp): Left | null {
  const part = kin.find(({ lead }) => partWords.test(lead));
  const whole = kin.find(
    (each) =>
      each !== part &&
      part !== undefined &&
      each.base >= part.base &&
      each.passage === part.passage &&
      Math.abs(each.sentence - part.sentence) < 2 &&
      wholeWords.test(each.lead),
  );
  return part && whole ? { whole, parts: [part] } : null;
}
