/*
 * 分项的同名数: the second and third figures of the items of a list, by their labels. “实际支出1299万元，资金结余36万元。其中：基本支出738万元，
 * 结余4万元；项目支出561万元，结余32万元”: what every item calls 结余 adds up to what the introduction calls 结余.
 *
 * 例：共拨付520万元、惠及86家；一类拨付300万元、惠及50家；二类… 反例：每项平均…；各项的起点（由…提高到…）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Listing } from "../../facts/listings.ts";
import { areKin, isAdded } from "../../facts/units.ts";
import { type Claim, claim, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

export function* labelled({ items, wider, wholes, isOpen }: Listing): Generator<Claim> {
  const rows = wider.length > 1 ? wider : items;
  const [head, ...others] = rows;
  if (!head || others.length === 0 || isOpen) return;
  for (const first of head.facts.slice(1, 6)) {
    const label = labelOf(first);
    if (label.length < 2 || !isPart(first)) continue;
    const isAlike = (fact: Fact) => labelOf(fact) === label && isPart(fact) && areKin(fact.unit, first.unit);
    const column = rows.flatMap(({ facts }) => facts.slice(1).find(isAlike) ?? []);
    if (column.length < rows.length) continue;
    const whole = wholes.find((fact) => isPart(fact) && areKin(fact.unit, first.unit) && labelOf(fact).endsWith(label));
    const made = whole ? claim("total-parts", whole, total(column), "总数与分项之和不符", false) : null;
    if (made && (isSound(made) || isNear(made))) yield made;
  }
}

const labelOf = ({ subject }: Fact): string => subject.replace(/(?:资金|金额)$/, "");

const isPart = ({ role, unit, hedge, lead }: Fact): boolean =>
  (role === "level" || role === "change") &&
  isAdded(unit) &&
  hedge === null &&
  !/平均|均|每|最|比|上年|同期/.test(lead);

/** All bear one label, so a slip may double the sum. */
const isNear = ({ stated, sum }: Claim): boolean =>
  Math.abs(stated.base - sum.compute(sum.operands.map(({ base }) => base))) <= 1.5 * stated.base;
