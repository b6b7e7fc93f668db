/*
 * 净增净减: what came and what went, or the beginning and the end, give the net: 年初186辆，购置24辆、报废31辆，年末179辆，净减少7辆.
 *
 * Taken are the figures of its unit in the sentence (of a whole passage where the sentence has none): one told as what came and one as what went, one
 * told as of the beginning and one of the end. A pair that gives the net tells the direction; where the words leave one pair and it does not, the net is
 * asked about.
 *
 * 例：新增24辆，报废31辆，净增加7辆。反例：净增税收3亿元（没有增减两数）；新增24辆、更新31辆，净增加20辆。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { claim, gap, type Observation, stretchOf } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";

export function* netMoves(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3 || !/净[增减流]/.test(passage.plain)) continue;
    for (const net of facts) {
      const sign = signOf(net);
      if (sign !== 0 && !net.hedge) yield* ofNet(net, sign, facts);
    }
  }
}

/** 净减少9辆; 净增企业8家 */
function signOf({ lead, role, direction }: Fact): -1 | 0 | 1 {
  const [, rose, fell] = /净(?:(增|流入)|(减|流出))[^，。；\d]{0,10}$/.exec(lead) ?? [];
  if ((!rose && !fell) || /净[增减][加少]?[到至]$/.test(lead.trim())) return 0;
  return role === "change" && direction !== 0 ? direction : rose ? 1 : -1;
}

const cameWord =
  /(?:新增|新[入建购设招进开登签注]|购置|购入|招录|录用|招聘|调入|转入|迁入|流入|入库|入园|入驻|入统|纳入|引进|核增|追加|调增|设立|登记|发展|增加)[^，。；、\d]{0,8}$/;
const wentWord =
  /(?:报废|处置|调减|压减|核减|退出|退库|退休|退役|退养|出库|出统|移出|注销|核减|核销|调出|转出|迁出|迁离|流出|取消|关闭|关停|撤销|撤并|清退|淘汰|拆除|辞职|离职|减少)[^，。；、\d]{0,8}$/;
const openingWord = /(?:年初|期初|上年末|上年底|去年末|去年底|原有|月初|季初)[^，。；、\d]{0,8}$/;
const closingWord = /(?:年末|年底|期末|月末|月底|季末|目前|现有)[^，。；、\d]{0,8}$/;

type Kind = "came" | "went" | "opening" | "closing";

function kindOf({ lead }: Fact): Kind | null {
  if (/净/.test(lead)) return null;
  // 年底调减62.40万元: what was done says more than when.
  if (wentWord.test(lead)) return "went";
  if (cameWord.test(lead)) return "came";
  if (openingWord.test(lead)) return "opening";
  return closingWord.test(lead) ? "closing" : null;
}

interface Pair {
  plus: Fact;
  minus: Fact;
}

function* ofNet(net: Fact, sign: -1 | 1, facts: readonly Fact[]): Generator<Observation> {
  const near = facts.filter(
    (fact) => fact !== net && Math.abs(fact.index - net.index) < 9 && areKin(fact.unit, net.unit) && !fact.hedge,
  );
  const own = pairsIn(near.filter(({ sentence }) => sentence === net.sentence));
  const pairs = own.length > 0 ? own : pairsIn(near.filter(({ sentence }) => sentence >= net.sentence - 1));
  const said = ({ plus, minus }: Pair) => claim("difference", net, gap(plus, minus), "净增减与所列各数不符", false);
  const right = pairs.find((pair) => isSound(said(pair)));
  const [only] = pairs;
  const isOne = new Set(pairs.map(({ plus, minus }) => Math.round(plus.base - minus.base))).size === 1;
  const meant = right ?? (isOne ? only : undefined);
  if (!meant) return;
  yield said(meant);
  const { plus, minus } = meant;
  if (Math.sign(plus.base - minus.base) * sign >= 0) return;
  yield {
    kind: "slip",
    rule: "direction",
    severity: right ? "error" : "warning",
    at: stretchOf(net),
    stated: sign > 0 ? "净增加" : "净减少",
    expected: sign > 0 ? "净减少" : "净增加",
    because: `${printed(plus)} ${plus.base > minus.base ? ">" : "<"} ${printed(minus)}`,
    operands: [plus, minus].map(stretchOf),
    message: "净增减的方向与所列各数不符，请核对",
  };
}

/** What came and went, what stood at the beginning and the end; none where one is told twice. */
function pairsIn(facts: readonly Fact[]): Pair[] {
  const of = (kind: Kind): Fact | null => {
    const [fact, ...more] = facts.filter((each) => kindOf(each) === kind);
    return fact && more.length === 0 ? fact : null;
  };
  const [came, went, opening, closing] = [of("came"), of("went"), of("opening"), of("closing")];
  return [
    ...(came && went ? [{ plus: came, minus: went }] : []),
    ...(opening && closing ? [{ plus: closing, minus: opening }] : []),
  ];
}
