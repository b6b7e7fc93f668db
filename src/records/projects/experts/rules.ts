import type { Refusal } from "#kit/base/errors.ts";
import type { ReviewsPack } from "../reviews/pack.ts";
import { type PanelOutcome, panelOutcomes } from "../reviews/words.ts";

/* 专家论证: who may sit, how they are drawn, what their scores come to. */

const refusal = (code: string, message: string): Refusal => ({ code: `seats.${code}`, message });

interface Candidate {
  id: string;
  name: string;
  employer: string;
  field: string;
  relations: readonly string[];
  retiredOn: string | null;
}

/** 应当回避: the employer or a declared relation and the investor name one another. */
export function recusalOf(
  expert: Pick<Candidate, "employer" | "relations">,
  parties: readonly string[],
): string | null {
  const related = [expert.employer, ...expert.relations].find((each) =>
    parties.some((party) => party !== "" && (party.includes(each) || each.includes(party))),
  );
  return related === undefined ? null : `与投资方有利害关系（${related}）`;
}

/** Who can be drawn: in the pool, of the field where one is asked for, not seated yet, nothing to recuse for. */
export function eligible<T extends Candidate>(
  pool: readonly T[],
  { field, seated, parties }: { field: string; seated: readonly string[]; parties: readonly string[] },
): T[] {
  return pool.filter(
    (each) =>
      each.retiredOn === null &&
      (field === "" || each.field === field) &&
      !seated.includes(each.id) &&
      recusalOf(each, parties) === null,
  );
}

/** 抽取 without replacement; `pick` gives a whole number below its argument. */
export function draw<T>(candidates: readonly T[], size: number, pick: (below: number) => number): T[] {
  const left = [...candidates];
  return Array.from({ length: Math.min(size, left.length) }, () => left.splice(pick(left.length), 1)[0] as T);
}

export function whyNotDraw(candidates: readonly unknown[], size: number): Refusal | null {
  return candidates.length >= size
    ? null
    : refusal(
        "draw.few",
        `可抽取的专家只有 ${candidates.length} 位（已在席和应回避的除外），不够 ${size} 位：请补充专家库，或放宽专业领域`,
      );
}

export function whyNotChoose(
  expert: Candidate,
  { seated, parties }: { seated: readonly string[]; parties: readonly string[] },
): Refusal | null {
  if (expert.retiredOn !== null) return refusal("choose.retired", "这位专家已出库，请另选");
  if (seated.includes(expert.id)) return refusal("choose.seated", "这位专家已在本次论证席位中（含回避的）");
  const recusal = recusalOf(expert, parties);
  return recusal === null ? null : refusal("choose.recusal", `这位专家${recusal}，应当回避，请另选`);
}

interface Scored {
  recusal: string | null;
  scores: Record<string, number> | null;
}

export function whyNotRecuse({ recusal, scores }: Scored): Refusal | null {
  if (recusal !== null) return refusal("recuse.done", "已登记回避");
  return scores === null ? null : refusal("recuse.scored", "这位专家已评分，不能再回避");
}

/** 评分 fills every line of the sheet, within what the line gives. */
export function whyNotScore(
  { recusal }: Scored,
  scores: readonly { criterion: string; points: number }[],
  criteria: ReviewsPack["criteria"],
): Refusal | null {
  if (recusal !== null) return refusal("score.recused", "回避的专家不评分");
  const strange = scores.find(({ criterion }, at) => {
    const isTwice = scores.findIndex((each) => each.criterion === criterion) !== at;
    return isTwice || !criteria.some(({ code }) => code === criterion);
  });
  if (strange) return refusal("score.strange", "评分项与评分表不符，请刷新后重填");
  const left = criteria.filter(({ code }) => !scores.some(({ criterion }) => criterion === code));
  if (left.length > 0) return refusal("score.left", `还没有评：${left.map(({ title }) => title).join("、")}`);
  const over = criteria.find(({ code, most }) => scores.some((each) => each.criterion === code && each.points > most));
  return over ? refusal("score.over", `“${over.title}”满分 ${over.most} 分，请核对`) : null;
}

const seated = <T extends Scored>(seats: readonly T[]): T[] => seats.filter(({ recusal }) => recusal === null);

export function whyNotConcludePanel(seats: readonly Scored[], panelSize: number): Refusal | null {
  const sitting = seated(seats);
  if (sitting.length < panelSize)
    return refusal("panel.few", `论证专家不少于 ${panelSize} 位，现有 ${sitting.length} 位，请抽取或选定`);
  const left = sitting.filter(({ scores }) => scores === null).length;
  return left > 0 ? refusal("panel.left", `还有 ${left} 位专家没有评分`) : null;
}

const totalOf = (scores: Record<string, number>): number =>
  Object.values(scores).reduce((sum, points) => sum + Math.round(points * 100), 0);

/** 平均分, two decimals, of those who sat. */
export function averageOf(seats: readonly Scored[]): string | null {
  const totals = seated(seats).flatMap(({ scores }) => (scores ? [totalOf(scores)] : []));
  if (totals.length === 0) return null;
  return (Math.round(totals.reduce((sum, each) => sum + each, 0) / totals.length) / 100).toFixed(2);
}

export const panelOutcomeOf = (average: string, passMark: number): PanelOutcome =>
  Number(average) >= passMark ? "recommended" : "notRecommended";

export const panelTitle = (outcome: PanelOutcome, average: string): string =>
  `专家论证：平均 ${average} 分，${panelOutcomes[outcome]}`;
