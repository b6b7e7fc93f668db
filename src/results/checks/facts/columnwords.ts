/*
 * 列名的算式: which columns a column may be computed from, judged by their titles alone: 2 where the words name the formula
 * (执行率 of 执行数 and 预算数), 1 where they allow it, 0 where only the figures can tell, null where it makes no sense.
 */
import { onceForWords } from "./once.ts";

export type Fit = 0 | 1 | 2;

const budget = /预算|安排|下达|指标(?!值)|额度|批复|计划|应/;
const spent = /执行|支出|使用|决算|支付|拨付|实际/;
const goal = /目标|任务|计划|指标值|应|预期/;
const done = /完成|实际|到位|实现|已|本[年期]/;
const rateWord = /率|占|比|均|进度|强度|密度|单耗|能耗|倍|系数|覆盖面/;

const plainTitle = onceForWords((title) => title.replaceAll(/\([^()]*\)|[“”"/\s]/g, ""));

/** 办结率 → 办结, 项目数占比 → 项目数, 亩均税收 → 税收 */
const stemOf = onceForWords((title) =>
  plainTitle(title)
    .replace(/(?:占总?[一-龥]{0,6}比重|占比|比重|比例|率|进度|占)$/, "")
    .replace(/^(?:累计|平均|[人户亩车单家]均|单位)/, ""),
);

/** Do the two share their matter: a run of two characters that says something. */
export function shareWords(a: string, b: string): boolean {
  const [x, y] = [plainTitle(a), plainTitle(b)];
  for (let at = 0; at + 2 <= x.length; at++) if (y.includes(x.slice(at, at + 2))) return true;
  return false;
}

/** target = a ÷ b */
export function ratioFit(target: string, a: string, b: string): Fit | null {
  const [whole, part, base] = [plainTitle(target), plainTitle(a), plainTitle(b)];
  if (isChange(whole) && !/完成|进度/.test(whole)) return null;
  if (/执行率|支出进度|支出率|使用率|执行进度|支付率|拨付率/.test(whole))
    return spent.test(part) && budget.test(base) ? 2 : 0;
  if (/完成率|完成比例|完成进度|完成情况|达标率|实现率|任务进度|序时/.test(whole))
    return done.test(part) && goal.test(base) ? 2 : 1;
  if (/得分率/.test(whole)) return /得分/.test(part) && /分值|满分|权重/.test(base) ? 2 : 0;
  if (/调整率/.test(whole)) return 0;
  const stem = stemOf(target);
  if (/均|单位|强度|密度/.test(whole) && !whole.endsWith("率"))
    return stem.length > 1 && shareWords(stem, part) && !shareWords(stem, base) ? 2 : 1;
  if (/率$|占|比/.test(whole)) {
    if (stem.length > 1 && (part.includes(stem) || stem.includes(part)) && part !== base) return 2;
    return stem.length > 1 && shareWords(stem, part) ? 1 : 0;
  }
  return rateWord.test(whole) ? 1 : 0;
}

export const isChange = (title: string): boolean =>
  /增[长减幅速加]|同比|环比|变动|变化|降幅|升降|差异率|[±+]/.test(title);

const yearIn = (title: string): number | null => {
  const [, year] = /((?:19|20)\d{2})年?/.exec(title) ?? [];
  return year ? Number(year) : null;
};
const former = /上年|上期|去年|同期|前[一1]?年|上月|上季|基期|期初|年初/;

/** Is b what a is compared with: 2024年 with 2023年, 本年 with 上年. */
function isFormer(a: string, b: string): boolean {
  const [later, earlier] = [yearIn(a), yearIn(b)];
  if (later && earlier) return later === earlier + 1;
  return former.test(b) && !former.test(a);
}

/** target = (a − b) ÷ b */
export function growthFit(target: string, a: string, b: string): Fit | null {
  if (!isChange(target) || /额|数$/.test(plainTitle(target))) return /率|幅|速/.test(target) ? 0 : null;
  return isFormer(a, b) ? 2 : 1;
}

/** target = (b − a) ÷ b: 比承诺提速, 压减比例, 降幅 */
export function declineFit(target: string, a: string, b: string): Fit | null {
  const whole = plainTitle(target);
  if (!/提速|压[减缩]|缩短|节[约支省]|降[幅低]|下降|减少/.test(whole)) return null;
  const than = /[比较]([一-龥]{2})/.exec(whole)?.[1];
  if (than)
    return plainTitle(b).includes(than) && !plainTitle(a).includes(than) ? (/实际|现|后/.test(a) ? 2 : 1) : null;
  return isFormer(a, b) || (/实际|改革后|现/.test(a) && /法定|承诺|原|改革前|预算|计划/.test(b)) ? 2 : 1;
}

/** target = a ÷ total of a */
export function shareFit(target: string, a: string, others: number): Fit | null {
  const whole = plainTitle(target);
  if (!/占|比重|构成|份额|结构|比例|权重|进度|贡献/.test(whole)) return null;
  const stem = stemOf(target).replace(/^占|总额$/, "");
  if (others === 1 || (stem.length > 1 && shareWords(stem, a))) return 2;
  return 1;
}

/** target = a − b */
export function differenceFit(target: string, a: string, b: string): Fit | null {
  const [whole, from, away] = [plainTitle(target), plainTitle(a), plainTitle(b)];
  if (rateWord.test(whole) && !/结余|差/.test(whole) && !/百分点/.test(target)) return null;
  if (/结余|结转|余额|剩余|节约|未执行|未支/.test(whole)) return budget.test(from) && spent.test(away) ? 2 : 1;
  if (/增减|增加|净增|增量|增长|比上|较上|变动|变化|差额|差异|[±+]/.test(whole))
    return isFormer(a, b) || (spent.test(from) && budget.test(away)) ? 2 : 1;
  if (/扣分|扣减/.test(whole)) return /分值|满分|权重|标准/.test(from) && /得分/.test(away) ? 2 : 1;
  if (/超|缺口|短|差|欠/.test(whole)) return done.test(from) || goal.test(from) ? 1 : 0;
  if (/^(?:在|未|待|尚|剩|余|其他|其余)/.test(whole)) return 1;
  return 0;
}

/** target = a + b */
export function sumFit(target: string, a: string, b: string): Fit | null {
  const whole = plainTitle(target);
  if (rateWord.test(whole)) return null;
  if (/调整后|全年预算|变动后|调整预算|可用/.test(whole))
    return /预算|年初/.test(`${a}${b}`) && /调整|追加|增|结转/.test(`${a}${b}`) ? 2 : 1;
  // 合计 and 小计 sum whatever stands beside them: tabletotals.ts.
  return /合计|小计|总计|共计/.test(whole) ? null : 0;
}

/** target = a + b − c: 全年预算 of 年初, 追加, 调减; 期末 of 期初, 收入, 支出. */
export function movementFit(target: string, a: string, b: string, c: string): Fit | null {
  const whole = plainTitle(target);
  if (/调整后|全年预算|变动后|调整预算|调整数/.test(whole))
    return /年初|批复|预算/.test(a) && /追加|调增|增/.test(b) && /调减|减|收回|压/.test(c) ? 2 : null;
  if (/期末|年末|月末|结余|结转|余额|存量|累计/.test(whole))
    return /期初|年初|上年|月初/.test(a) && /收入|增|新|拨|到/.test(b) && /支出|减|使用|销|退|核/.test(c) ? 2 : null;
  return null;
}

/** 扣分, 支出, 调减: what is taken away where columns are added up. */
export const isTakenAway = (title: string): boolean =>
  /扣|减|支出|退|核销|收回|出库|处置|上缴/.test(plainTitle(title.split("/").at(-1) ?? title));

/** target = the columns before it, what is taken away with a minus: 总分 = 得分 + 加分 − 扣分. */
export const runFit = (target: string): Fit | null => {
  const whole = plainTitle(target.split("/").at(-1) ?? target);
  if (rateWord.test(whole)) return null;
  return /总分|得分|合计|总计|期末|年末|结余|余额|净|可用|全年/.test(whole) ? 2 : 1;
};

/** target = a × b */
export function productFit(target: string, a: string, b: string): Fit | null {
  if (rateWord.test(plainTitle(target))) return null;
  const isPrice = /单价|标准|均价|单位价|每/.test(a);
  const isNumber = /数量|数$|人数|个数|面积|次|天|户|家|台|月/.test(plainTitle(b)) || /数量/.test(b);
  return isPrice && isNumber ? (/金额|合价|小计|总价|总额|费|补|奖|合计/.test(target) ? 2 : 1) : null;
}

/** target = what was said in the row before + a */
export function runningFit(target: string, a: string): Fit | null {
  if (!/累计|季末|月末|期末|滚动/.test(target) || rateWord.test(plainTitle(target))) return null;
  const stem = plainTitle(target).replace(/累计|季末|月末/g, "");
  return stem === "" || shareWords(stem, a) ? 2 : 1;
}
