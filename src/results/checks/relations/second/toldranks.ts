/*
 * 名次再说: the rank of one measure told twice (列第4位 … 仅列第4位), and how many of the ranks just told are among the first: 四项指标中有三项进入前三.
 *
 * 例：到位资金列第2位，……到位资金仅列第6位。 反例：上年列第5位；在全省列第3位、在全市列第1位（两个范围）。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { type Ranking, rankingsOf } from "../../facts/rankings.ts";
import type { Text } from "../../facts/text.ts";
import { trackCore } from "../../facts/tracks.ts";
import type { Observation, Stretch } from "../../judgement/claim.ts";

export function* toldRanks(text: Text): Generator<Observation> {
  const known = new Map<string, Ranking>();
  for (const passage of text.passages) {
    if (passage.cell || !passage.plain.includes("第")) continue;
    const said = rankingsOf(passage);
    for (const ranking of said) yield* again(ranking, known);
    yield* firsts(said, passage.plain);
  }
}

const stretch = ({ passage, from, to }: Ranking): Stretch => ({ passage, from, to });
const rankVerb =
  /(?:在[^，。；]{0,24}|[全各][市省国区县州][^，。；]{0,10}|仅|均|分别|稳|继续)*(?:排名?|位?居|位?列|名列|位次|排在|仅列)?(?:为|在)?\s*$/;

function* again(ranking: Ranking, known: Map<string, Ranking>): Generator<Observation> {
  const { lead, rank, scope } = ranking;
  if (/上年|去年|同期|前移|后移|[上下]升|比|较|由|从|均|年初|目标|力争/.test(lead)) return;
  const core = trackCore(lead.replace(rankVerb, "").replace(/^.*[、，]|^(?:我[市县区局]|全[市区县])/g, ""));
  if (core.length < 3) return;
  const before = known.get(core);
  if (!before) {
    known.set(core, ranking);
    return;
  }
  if (before.passage === ranking.passage || (before.scope !== scope && before.scope !== "" && scope !== "")) return;
  const operands = [stretch(before)];
  if (before.rank === rank)
    yield { kind: "match", rule: "rank", at: stretch(ranking), because: `另一处也是第 ${rank}`, operands };
  else
    yield {
      kind: "slip",
      rule: "rank",
      severity: "warning",
      at: stretch(ranking),
      stated: `第${rank}`,
      expected: `第${before.rank}`,
      because: `另一处为第 ${before.rank}`,
      operands,
      message: "同一指标的位次前后不一，请核对",
    };
}

const counted =
  /(?:有|其中)?([一二两三四五六七八九十]|\d{1,2})项[^，。；项\d]{0,5}(?:进入|位居|居|列|排在)(?:[全各][市省国区县州])?前([一二三四五六七八九十]|\d{1,2})(?![一-龥]?[名位]?次)/;

/** Ranks and count in one paragraph, the ranks first. */
function* firsts(said: readonly Ranking[], plain: string): Generator<Observation> {
  const match = said.length > 2 ? counted.exec(plain) : null;
  const [count, line] = [parseNumeral(match?.[1] ?? ""), parseNumeral(match?.[2] ?? "")];
  if (!match || count === null || line === null) return;
  const begin = Math.max(plain.lastIndexOf("。", match.index), 0);
  const here = said.filter(({ from, lead }) => from < match.index && from >= begin && !/上年|去年|同期/.test(lead));
  const [first] = here;
  if (!first || here.length < 3 || line < 2) return;
  const due = here.filter(({ rank }) => rank <= line).length;
  const at: Stretch = { passage: first.passage, from: match.index, to: match.index + match[0].length };
  const because = `所列 ${here.length} 个位次中，前 ${line} 的有 ${due} 个`;
  const operands = here.map(stretch);
  if (due === count) yield { kind: "match", rule: "rank", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "rank",
      severity: "warning",
      at,
      stated: `${match[1]}项`,
      expected: `${due}项`,
      because,
      operands,
      message: "名列前茅的项数与所列位次不符，请核对",
    };
}
