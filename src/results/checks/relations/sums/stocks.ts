/*
 * 存量与流量: what there was, came and went makes what there is. 年初 + 新增 − 退出 = 年末; 新收 + 上年结转 = 共需办理; 共需办理 − 办结 = 结转下年;
 * 现有 + 拟建 = 建成后.
 *
 * Each figure's own words say whether it opens the account, moves it or closes it; figures of one unit, in one sentence or two. What is said in 其中 or a
 * bracket belongs to the figure before it, unless it says what was done with the pool. Where a move does not say which way it goes nothing is asked, and
 * a figure that closes a chain may be of another thing (力争到2027年达到…): only a narrow miss or a slip of the hand is told.
 *
 * 例：年初在库 82 个，入库 29 个，退库 11 个，年末在库 100 个。 反例：新收 214 件，审结 219 件（没有年初数）；现有 2460 张，力争达到 4000 张。
 */
import type { Fact } from "../../facts/fact.ts";
import { misprintOf } from "../../facts/misprints.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { isAdded } from "../../facts/units.ts";
import { balance, type Claim, claim, type Observation, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

type Kind = "opening" | "pool" | "in" | "out" | "left" | "closing" | "other";

interface Step {
  fact: Fact;
  kind: Kind;
}

const guard =
  /[年期月季]初|上年|去年|[年期月季]末|年底|结转|存[量续]|[现原]有|目前有|加上|连同|后[^，。；]{0,12}[达增为]|届时/;

export function* stocks(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    const { passage, facts } = reading;
    if (passage.cell || facts.length < 2 || !guard.test(passage.plain)) continue;
    for (const steps of chainsOf(reading)) yield* ofChain(steps, text);
  }
}

const kinds: readonly [Kind, RegExp][] = [
  ["closing", /后[^，。；]{0,14}$|届时[^，。；]{0,14}$/],
  [
    "opening",
    /(?:[年期月季]初|(?:上|去)年(?:度)?(?:末|底|结转|未|遗留|存|跨)|以前年度|[现原]有|目前有|存量|存续|遗留)[^，。；]{0,12}$/,
  ],
  [
    "left",
    /(?:结转(?:至|到|入)?(?:下|次|明)|转入(?:下|次|明)|未(?!成年)|尚|仍|正在|在[审办查]|剩余|结余|结存|余(?!额))[^，。；]{0,10}$/,
  ],
  ["closing", /(?:[年期月季]末|年底)[^，。；]{0,14}$|(?:增至|增加[到至]|扩大[到至]|(?:将|可)达到?)[^，。；]{0,4}$/],
  ["pool", /(?:^|[^公一])(?:共|合计|总计|一共|总共|应办|应审|可用)[^，。；]{0,8}$/],
  [
    "in",
    /(?:新|增|购|引进|入[库园]|拨入|转入|招[录收]|收[到入]|加上|连同|另有|追加|扩募|再建|拟建|自行)[^，。；]{0,12}$/,
  ],
  [
    "out",
    /(?:退|减|注销|核销|偿还|归还|发放|领用|报废|处置|迁出|调出|离职|出库|支出|使用|办理|[办审查核]结|完成|核查|销号)[^，。；]{0,8}$/,
  ],
];

/** 拟新建储备库3座，库容4.50万吨: what comes is said in the clause before. */
const coming = /(?:新[建增设购]|拟建|再建)[^，。；]{0,10}，[^，。；\d]{0,6}$/;

/** Words of its clause; a figure may stand before what is said of it (另有18件上年未结). */
function kindOf({ lead, role, passage, from }: Fact): Kind {
  const words = lead.replaceAll(/\s/g, "");
  if (/净|平均|同比|最|每|目标|计划完成|任务/.test(words)) return "other";
  const kind =
    kinds.find(([, pattern]) => pattern.test(words))?.[0] ??
    (coming.test(passage.plain.slice(Math.max(0, from - 24), from)) ? "in" : "other");
  return role === "base" && kind !== "opening" ? "other" : kind;
}

/** Figures of one unit, one sentence beginning less than two behind the other; asides are left out. */
function chainsOf({ passage: { plain, depths }, facts }: Reading): Step[][] {
  const byUnit = new Map<string, Step[]>();
  for (const fact of facts) {
    if (!isAdded(fact.unit) || !fact.unit || fact.isChinese || fact.hedge || (depths[fact.from] ?? 0) > 0) continue;
    if (fact.role !== "level" && fact.role !== "change" && fact.role !== "base" && fact.role !== "target") continue;
    const steps = byUnit.get(fact.unit.title) ?? [];
    byUnit.set(fact.unit.title, steps);
    const kind = kindOf(fact);
    const last = steps.at(-1);
    const clauses = plain.slice(
      Math.max(0, plain.lastIndexOf("。", fact.from), plain.lastIndexOf("；", fact.from)),
      fact.from,
    );
    const isAside = /其中|包括|中[，,]/.test(clauses);
    const isSaid =
      kind === "closing" || kind === "pool" || kind === "left" || (kind === "out" && last?.kind === "pool");
    if (!isAside || (isSaid && !/中[，,]/.test(clauses))) steps.push({ fact, kind });
  }
  return [...byUnit.values()].filter((steps) => steps.length > 1);
}

function* ofChain(steps: readonly Step[], text: Text): Generator<Claim> {
  for (const [index, { fact, kind }] of steps.entries()) {
    const made =
      kind === "pool"
        ? poolOf(steps, index)
        : kind === "closing" || kind === "left"
          ? (closingOf(steps, index) ?? grownOf(steps, index, text))
          : null;
    if (made && (isSound(made) || isNear(made, kind !== "closing" || /[年期]末|[^以今]后/.test(fact.lead)))) yield made;
  }
}

const message = "年初、增减与年末之数不符";

/** 新收57件，连同上年结转4件，合计61件: all of its sentence before it, one of which was left from before. */
function poolOf(steps: readonly Step[], index: number): Claim | null {
  const whole = steps[index]?.fact;
  const parts = steps.slice(Math.max(0, index - 3), index).filter(({ fact }) => fact.sentence === whole?.sentence);
  if (!whole || parts.length < 2 || !parts.some(isBrought)) return null;
  if (!parts.every((part) => part.kind === "in" || part.kind === "opening" || /收|受理|接/.test(part.fact.lead)))
    return null;
  return claim("total-parts", whole, total(parts.map(({ fact }) => fact)), "新收、结转与合计之数不符", false);
}

const isBrought = ({ fact: { lead }, kind }: Step): boolean => kind === "opening" || /加上|连同|另有/.test(lead);

/** Back to the figure the account began with, or to the pool; every figure between must say which way it goes. */
function closingOf(steps: readonly Step[], index: number): Claim | null {
  const closing = steps[index];
  if (!closing) return null;
  const [ins, outs]: [Fact[], Fact[]] = [[], []];
  for (let at = index - 1; at >= Math.max(0, index - 6); at--) {
    const step = steps[at];
    if (!step || step.fact.sentence < closing.fact.sentence - 1) return null;
    // 2023年末486人，…，2024年末490人: the first of two ends of years opens.
    // 支出合计380，其中基本300、项目80: a total that nothing was brought to is no pool.
    if (step.kind === "pool" && !/[应需待可]/.test(step.fact.lead) && !poolOf(steps, at)) return null;
    const isOpening = step.kind === "opening" || step.kind === "pool" || (step.kind === "closing" && isYearEnd(step));
    if (isOpening) {
      if (ins.length + outs.length === 0 || (closing.kind === "left" && outs.length === 0)) return null;
      if (step.kind === "pool" && ins.length > 0) return null;
      return claim("total-parts", closing.fact, balance([step.fact, ...ins], outs), message, false);
    }
    if (step.kind === "in") ins.unshift(step.fact);
    else if (step.kind === "out") outs.unshift(step.fact);
    else return null;
  }
  return null;
}

/** 新设子基金1只，规模15亿元，设立后子基金总规模将达到120亿元: what comes is added to what was said above by the same name. */
function grownOf(steps: readonly Step[], index: number, { facts }: Text): Claim | null {
  const [move, closing] = [steps[index - 1], steps[index]?.fact];
  const name = /后([一-龥]{4,12}?)(?:将|可|预计|达|增|为)/.exec(closing?.lead ?? "")?.[1];
  if (!closing || !name || move?.kind !== "in" || move.fact.sentence !== closing.sentence) return null;
  const made = facts
    .filter(
      ({ index: at, lead, role, unit, passage }) =>
        at < move.fact.index &&
        role === "level" &&
        !passage.cell &&
        unit?.title === closing.unit?.title &&
        lead.replace(/[为达是共]+$/, "").endsWith(name),
    )
    .map((opening) => claim("total-parts", closing, balance([opening, move.fact], []), message, false));
  return made.find(isSound) ?? made.at(-1) ?? null;
}

const isYearEnd = ({ fact }: Step): boolean => /年年?[末底]/.test(fact.lead) && /\d{4}/.test(fact.lead);

/** What is left may be a small figure beside what it is left of: the miss is set against the largest. */
function isNear({ stated, sum }: Claim, isSaid: boolean): boolean {
  const due = sum.compute(sum.operands.map(({ base }) => base));
  const most = Math.max(stated.base, ...sum.operands.map(({ base }) => base));
  const missing = stated.base - due;
  if (due <= 0) return false;
  if (Math.abs(missing) <= (isSaid ? 0.2 : 0.1) * most) return true;
  return [stated, ...sum.operands].some((fact, at) => {
    const meant = fact.base + (at === 0 ? -missing : missing);
    const slip = meant > 0 ? misprintOf(fact, meant) : null;
    return slip !== null && slip !== "length" && (isSaid || slip !== "digit");
  });
}
