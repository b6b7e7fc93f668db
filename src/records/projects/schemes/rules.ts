import { writeDate } from "#kit/base/dates.ts";
import { divideDecimals, multiplyDecimals } from "#kit/base/decimals.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { addYuan, compareYuan, readable, subtractYuan } from "#kit/base/money.ts";
import type { IndustrySection } from "#records/directory/words.ts";
import {
  type Capital,
  capitals,
  type InvestorKind,
  signingKinds,
  type SigningKind,
  type Stage,
  stages,
} from "../words.ts";
import {
  type AmountBasis,
  amountBases,
  type CountingBasis,
  type CountingKind,
  countingKinds,
  type ExclusionKind,
  exclusionKinds,
  type RateBasis,
  type SchemeKind,
} from "./words.ts";

export interface Exclusion {
  kind: ExclusionKind;
  clause: string;
  industries: IndustrySection[];
  investorKinds: InvestorKind[];
}

export interface Scheme {
  name: string;
  kind: SchemeKind;
  fromOn: string;
  toOn: string;
  basis: CountingBasis;
  stage: Stage | null;
  signingKinds: SigningKind[];
  capital: Capital | null;
  amountBy: AmountBasis;
  minAmount: string | null;
  exclusions: Exclusion[];
  isClosed: boolean;
}

/** What a scheme looks at of a project; `happenedOn` is null where the fact it counts by is not there. */
export interface Facts {
  happenedOn: string | null;
  /** By the first fact, and all of it by now; null where no amount is known. */
  firstAmount: string | null;
  amount: string | null;
  capital: Capital | null;
  industry: IndustrySection | null;
  investorKind: InvestorKind | null;
}

/** “到达阶段·评审通过” */
export function basisText({
  basis,
  stage,
  signingKinds: kinds,
}: Pick<Scheme, "basis" | "stage" | "signingKinds">): string {
  if (basis === "stage") return `到达“${stage ? stages[stage] : "—"}”`;
  if (basis === "landing") return "落地";
  return `首次签订${kinds.map((kind) => signingKinds[kind]).join("、")}`;
}

export function whyNotScheme(scheme: Omit<Scheme, "name" | "isClosed">): Refusal | null {
  if (scheme.fromOn > scheme.toOn) return { code: "schemes.period", message: "起算日晚于截止日，请核对期间" };
  if (scheme.basis === "stage" && scheme.stage === null)
    return { code: "schemes.stage", message: "按到达阶段计入的，请选择阶段" };
  if ((scheme.basis === "signing" || scheme.amountBy === "signed") && scheme.signingKinds.length === 0)
    return { code: "schemes.signingKinds", message: "按签约或协议金额计入的，请至少选择一种协议" };
  const bare = scheme.exclusions.find(
    ({ kind, industries, investorKinds }) =>
      (kind === "industry" && industries.length === 0) || (kind === "investor" && investorKinds.length === 0),
  );
  return bare
    ? { code: "schemes.exclusions", message: `“${exclusionKinds[bare.kind]}”要写明是哪些，否则无法按事实判断` }
    : null;
}

/** 一经计数 what a scheme counts by stays: rows were counted by it. */
const fixed = ["code", "kind", "basis", "stage", "signingKinds", "capital", "amountBy", "minAmount", "fromOn"] as const;

export function whyNotReshape(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  rowCount: number,
): Refusal | null {
  const changed = fixed.some((key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null));
  return changed && rowCount > 0
    ? {
        code: "schemes.counted",
        message: `已按这个口径登记 ${rowCount} 行台账，计入规则和起算日不能再改；规则变了请另建口径，两个口径可以核对`,
      }
    : null;
}

/** 不计入的情形 that show in the facts; null where none does. */
export function excludedBy({ name, exclusions }: Pick<Scheme, "name" | "exclusions">, facts: Facts): Refusal | null {
  const found = exclusions.find(
    ({ industries, investorKinds }) =>
      (facts.industry !== null && industries.includes(facts.industry)) ||
      (facts.investorKind !== null && investorKinds.includes(facts.investorKind)),
  );
  return found
    ? { code: "countings.excluded", message: `“${name}”不计入：${exclusionKinds[found.kind]}（${found.clause}）` }
    : null;
}

/** 须人工核对 exclusions: no fact of ours tells them. */
export const lookedAt = ({ exclusions }: Pick<Scheme, "exclusions">) =>
  exclusions.filter(({ industries, investorKinds }) => industries.length === 0 && investorKinds.length === 0);

/** Whether the facts of a project meet a scheme; the first thing that does not, in the scheme's words. */
export function whyNotMet(scheme: Scheme, facts: Facts): Refusal | null {
  const not = (code: string, message: string) => ({
    code: `countings.${code}`,
    message: `不符合“${scheme.name}”：${message}`,
  });
  if (facts.happenedOn === null) return not("basis", `还没有${basisText(scheme)}的登记`);
  if (facts.happenedOn < scheme.fromOn || facts.happenedOn > scheme.toOn)
    return not(
      "period",
      `${basisText(scheme)}在${writeDate(facts.happenedOn)}，不在期间 ${scheme.fromOn} 至 ${scheme.toOn} 内`,
    );
  if (scheme.capital && facts.capital !== scheme.capital)
    return not(
      "capital",
      `只计${capitals[scheme.capital]}，项目${facts.capital ? `为${capitals[facts.capital]}` : "没有填内外资"}`,
    );
  if (scheme.minAmount !== null) {
    const title = amountBases[scheme.amountBy];
    if (facts.firstAmount === null) return not("amount", `起点为${readable(scheme.minAmount)}，项目没有${title}`);
    if (compareYuan(facts.firstAmount, scheme.minAmount) < 0)
      return not("amount", `${title} ${readable(facts.firstAmount)}，不到起点 ${readable(scheme.minAmount)}`);
  }
  return excludedBy(scheme, facts);
}

/** Why it is proposed, in words an officer can check. */
export function reasonsOf(scheme: Scheme, facts: Facts): string[] {
  return [
    `${writeDate(facts.happenedOn ?? scheme.fromOn)}${basisText(scheme)}`,
    ...(facts.firstAmount ? [`${amountBases[scheme.amountBy]} ${readable(facts.firstAmount)}`] : []),
    ...(scheme.capital ? [`属${capitals[scheme.capital]}`] : []),
  ];
}

export interface Entry {
  kind: CountingKind;
  happenedOn: string;
  number: number;
  countedAmount: string;
  credit: number;
}

/** Where a project stands in a scheme after its rows. */
export interface Stand {
  isIn: boolean;
  sinceOn: string | null;
  isLanded: boolean;
  amount: string;
  credit: number;
  lastOn: string | null;
}
const nowhere: Stand = { isIn: false, sinceOn: null, isLanded: false, amount: "0.00", credit: 0, lastOn: null };

const ofTally: readonly CountingKind[] = ["first", "increase", "upgrade", "shared"];
const ofLibrary: readonly CountingKind[] = ["entered", "landed", "exited", "shared"];
export const kindsOf = (kind: SchemeKind): readonly CountingKind[] => (kind === "tally" ? ofTally : ofLibrary);

/** 个数: what makes a project one more, or one less. */
export const numberOf = (kind: CountingKind): number =>
  kind === "first" || kind === "entered" ? 1 : kind === "exited" ? -1 : 0;

/** One row more: where it leads, or why it may not be. 依据：同一项目只计一次，增资只计增加部分，分享不叠加。 */
export function after(scheme: Pick<Scheme, "name" | "kind">, stand: Stand, row: Entry): Stand | Refusal {
  const { kind, happenedOn, countedAmount, credit } = row;
  const not = (code: string, message: string): Refusal => ({ code: `countings.${code}`, message });
  if (!kindsOf(scheme.kind).includes(kind))
    return not(
      "kind",
      `“${scheme.name}”是${scheme.kind === "tally" ? "计数口径" : "上级项目库"}，不登记“${countingKinds[kind]}”`,
    );
  const isEntering = kind === "first" || kind === "entered";
  if (isEntering && stand.isIn)
    return kind === "first"
      ? not(
          "twice",
          `项目已于${writeDate(stand.sinceOn ?? happenedOn)}首次计入“${scheme.name}”，同一项目只计一次；后来增加的投资请登记“增资”，协议升级请登记“升级”`,
        )
      : not("twice", `项目自${writeDate(stand.sinceOn ?? happenedOn)}起已在“${scheme.name}”内，不能重复入库`);
  if (!isEntering && !stand.isIn)
    return not(
      "order",
      kind === "exited"
        ? `项目不在“${scheme.name}”内，没有可出库的`
        : `项目还没有计入“${scheme.name}”，先登记“${countingKinds[scheme.kind === "tally" ? "first" : "entered"]}”，再登记“${countingKinds[kind]}”`,
    );
  if (stand.lastOn !== null && happenedOn < (isEntering ? stand.lastOn : (stand.sinceOn ?? happenedOn)))
    return not(
      "before",
      `发生日期早于${writeDate(isEntering ? stand.lastOn : (stand.sinceOn ?? happenedOn))}的登记，请核对`,
    );
  if ((kind === "increase" || kind === "upgrade") && compareYuan(countedAmount, "0") <= 0)
    return not("nothing", `“${countingKinds[kind]}”只计增加的部分，请填写增加的金额`);
  if (kind === "landed" && stand.isLanded) return not("landedTwice", `项目在“${scheme.name}”内已登记落地，不能重复`);
  if (kind === "shared" && credit <= 0) return not("credit", "分享的份额应大于 0");
  const held = isEntering ? credit : stand.credit + (kind === "shared" ? credit : 0);
  if (held > 100)
    return not("credit", `贡献份额合计不能超过 100%：已登记 ${stand.credit}%，还可登记 ${100 - stand.credit}%`);
  return {
    isIn: kind !== "exited",
    sinceOn: isEntering ? happenedOn : stand.sinceOn,
    isLanded: isEntering ? false : stand.isLanded || kind === "landed",
    amount: isEntering ? countedAmount : addYuan(stand.amount, countedAmount),
    credit: held,
    lastOn: stand.lastOn !== null && stand.lastOn > happenedOn ? stand.lastOn : happenedOn,
  };
}

/** All rows in the order they were typed; a refusal where one rests on nothing. */
export function replay(scheme: Pick<Scheme, "name" | "kind">, rows: readonly Entry[]): Stand | Refusal {
  let stand = nowhere;
  for (const row of rows) {
    const next = after(scheme, stand, row);
    if ("code" in next) return next;
    stand = next;
  }
  return stand;
}

/** 首次计入、入库 count what the first fact says at most; 增资、升级 only what was added to what is counted already. */
export function whyNotAmount(
  scheme: Scheme,
  facts: Facts,
  stand: Stand,
  { kind, countedAmount }: Entry,
): Refusal | null {
  if (kind === "shared" || kind === "landed" || kind === "exited" || facts.amount === null) return null;
  const isMore = kind === "increase" || kind === "upgrade";
  const open = isMore ? subtractYuan(facts.amount, stand.amount) : facts.amount;
  if (compareYuan(countedAmount, open) <= 0) return null;
  const title = amountBases[scheme.amountBy];
  return {
    code: "countings.amount",
    message: isMore
      ? `项目${title}现为 ${readable(facts.amount)}，已计入 ${readable(stand.amount)}，${
          compareYuan(open, "0") > 0 ? `只能再计入增加的 ${readable(open)}` : "没有可再计入的增加部分"
        }`
      : `项目${title}为 ${readable(facts.amount)}，计入金额不能超过它`,
  };
}

export function whyNotDay(scheme: Scheme, { kind, happenedOn }: Entry, facts: Facts, today: string): Refusal | null {
  if (happenedOn > today) return { code: "countings.future", message: "发生日期还没有到，请核对" };
  const isCounted = kind !== "landed" && kind !== "exited" && kind !== "shared";
  if (isCounted && (happenedOn < scheme.fromOn || happenedOn > scheme.toOn))
    return {
      code: "countings.period",
      message: `发生日期不在“${scheme.name}”的期间 ${scheme.fromOn} 至 ${scheme.toOn} 内`,
    };
  return numberOf(kind) > 0 && facts.happenedOn !== null && happenedOn < facts.happenedOn
    ? {
        code: "countings.early",
        message: `发生日期早于项目${basisText(scheme)}的${writeDate(facts.happenedOn)}，请核对`,
      }
    : null;
}

export const whyNotOpen = ({ name, isClosed }: Pick<Scheme, "name" | "isClosed">): Refusal | null =>
  isClosed ? { code: "schemes.closed", message: `“${name}”已停用，不再登记；要更正的，先在口径里恢复使用` } : null;

/** 落地率 by the denominator the scheme states; nothing is divided by nought. */
export function rateOf(
  basis: RateBasis,
  sums: {
    landedCount: number;
    enteredCount: number;
    everCount: number;
    stockCount: number;
    landedInStock: number;
    landedEver: number;
  },
) {
  const [landedCount, ofCount] = {
    stock: [sums.landedInStock, sums.stockCount],
    entered: [sums.landedCount, sums.enteredCount],
    ever: [sums.landedEver, sums.everCount],
  }[basis] as [number, number];
  const percent = ofCount > 0 ? divideDecimals(multiplyDecimals(String(landedCount), "100"), String(ofCount), 1) : null;
  return { landedCount, ofCount, percent };
}
