/*
 * 各有着落: what became of a whole, one outcome after the other: 受理206件，已办结194件，正在办理12件; 申报156个，通过132个、暂缓15个、否决9个. No 其中 need
 * announce them: words that say how the rest ended (正在、尚未、终止、不合格、其余) leave nothing of the whole over.
 *
 * Looked for last, where a figure of them is settled by no other relation. The parts are all figures of the unit behind the whole in its sentence, whatever
 * they count up to. Where a shorter list or another whole makes them right nothing is asked; nor where no single slip of the hand would make them so.
 *
 * 例：受理206件，已办结914件，正在办理12件。 反例：签约120个，开工80个、投产50个（一个比一个进一步）；检查30家，发现问题45个（另一类）。
 */
import type { Fact } from "../../facts/fact.ts";
import { misprintOf } from "../../facts/misprints.ts";
import type { Text } from "../../facts/text.ts";
import { isAdded } from "../../facts/units.ts";
import { type Claim, claim, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

/** How the rest ended. */
const ended =
  /正在|[尚还]未|未(?!来|成年|满)|仍|其余|其他|其它|剩|继续|终止|暂缓|否决|退回|退出|取消|驳回|撤[销回]|不予|不合格|不通过|不满意|不达标|失败|延期|注销|停[建工产]|待[^遇]|在[建办途谈审编岗]|空[编缺置]|闲置|结转|解除/;
const compared = /[比较]|同比|同期|上年|去年|年初|平均|均|每|累计|合计|共计|总计|一共|达到|目标|任务|计划|另|此外|还要/;

export function* partitions(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3 || !ended.test(passage.plain) || facts.every(isSettled)) continue;
    const broken: Claim[] = [];
    const sound = new Set<Fact>();
    for (const [at, whole] of facts.entries()) {
      const made = isWhole(whole) ? outcomesOf(at, whole, facts, isSettled) : null;
      if (!made) continue;
      if (isSound(made)) for (const fact of made.sum.operands) sound.add(fact);
      if (!isSound(made)) broken.push(made);
    }
    // The whole nearest to its parts is meant.
    const told = new Set<Fact>(sound);
    for (const made of broken.reverse()) {
      if (made.sum.operands.some((fact) => told.has(fact)) || !isMistyped(made)) continue;
      for (const fact of made.sum.operands) told.add(fact);
      yield made;
    }
  }
}

const isPlain = ({ unit, role, hedge, base }: Fact): boolean =>
  unit !== null && role === "level" && hedge === null && base > 0 && isAdded(unit) && unit.dimension !== "score";

/** 已开工24个: itself what became of something. */
const isWhole = (fact: Fact): boolean =>
  isPlain(fact) && !fact.isChinese && !/已/.test(fact.lead) && !compared.test(fact.lead) && !ended.test(fact.lead);

/** One figure mistyped, none left out: 914 for 194, not 12 for 152. */
function isMistyped({ stated, sum }: Claim): boolean {
  const all = sum.operands.reduce((made, { base }) => made + base, 0);
  const isSlip = (fact: Fact, due: number): boolean => {
    const kind = due > 0 ? misprintOf(fact, due) : null;
    return kind !== null && kind !== "length" && !(kind === "shift" && fact.places === 0);
  };
  return isSlip(stated, all) || sum.operands.some((fact) => isSlip(fact, stated.base - all + fact.base));
}

function outcomesOf(at: number, whole: Fact, facts: readonly Fact[], isSettled: (fact: Fact) => boolean): Claim | null {
  const parts = partsBehind(at, whole, facts);
  if (parts.length < 2 || !parts.some(({ lead, noun }) => ended.test(lead + noun))) return null;
  const of = (some: Fact[]): Claim => claim("total-parts", whole, total(some), "各有着落之数与总数不符", false);
  for (let count = 2; count <= parts.length; count++) {
    const made = of(parts.slice(0, count));
    if (isSound(made)) return made;
  }
  return [whole, ...parts].every(isSettled) ? null : of(parts);
}

const longestGap = 36;

function partsBehind(at: number, whole: Fact, facts: readonly Fact[]): Fact[] {
  const parts: Fact[] = [];
  const { plain } = whole.passage;
  let last = whole;
  for (const fact of facts.slice(at + 1)) {
    if (fact.sentence !== whole.sentence) break;
    const between = plain.slice(last.to, fact.from);
    if (between.length > longestGap * 2) break;
    if (isBracketed(plain.slice(whole.to, fact.from)) || fact.unit?.title !== whole.unit?.title) continue;
    // 60日内整改的25个…；分阶段整改的8个: side by side.
    if (/；/.test(between) && (parts.length === 0 || between.length > longestGap)) break;
    if (!isPlain(fact) || compared.test(fact.lead)) break;
    if (between.includes("其中") && parts.length > 0) break;
    if (fact.isChinese) continue;
    parts.push(fact);
    last = fact;
  }
  return parts;
}

const isBracketed = (between: string): boolean => between.lastIndexOf("(") > between.lastIndexOf(")");
