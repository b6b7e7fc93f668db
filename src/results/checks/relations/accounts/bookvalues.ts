/*
 * 账面与存量: two balances that are told in one breath but in any order.
 *
 * 净值 = 原值 − 折旧 (摊销、减值准备、坏账准备): the three are known by their words, whatever stands between them.
 * 期末 = 期初 + 新增 − 销号: in one sentence “由19项降至12项” with one figure that came and one that went.
 *
 * 例：原值 1,000.80，累计折旧 300.30，净值 700.50；新增 20 项、销号 25 项，由 16 项降至 11 项。
 * 反例：本年折旧 50（不是累计，不减）；两类资产各有原值（名字不止一个数）；新增 8 项（没有说去了多少）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { balance, claim, type Observation } from "../../judgement/claim.ts";

export function* bookValues(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 3) continue;
    if (/净[值额]/.test(reading.passage.plain)) yield* netValues(reading);
    if (/由|从/.test(reading.passage.plain)) yield* stocks(reading);
  }
}

const original = /(?:原值|原价|账面余额)[^，。；\d]{0,4}$/;
const written = /(?:累计|已提|计提)[^，。；\d]{0,6}(?:折旧|摊销|减值准备|坏账准备)[^，。；\d]{0,4}$/;
const net = /(?:净值|净额)[^，。；\d]{0,4}$/;

/** The last original value, depreciation and net value of one thing: each word has one figure in its sentence group. */
function* netValues({ facts }: Reading): Generator<Observation> {
  const money = facts.filter(({ unit, role }) => unit?.dimension === "yuan" && role === "level");
  const nets = money.filter(({ lead }) => net.test(lead));
  for (const fact of nets) {
    const near = money.filter((each) => nets.length === 1 || each.sentence === fact.sentence);
    const wholes = near.filter(({ lead }) => original.test(lead));
    const taken = near.filter(({ lead }) => written.test(lead));
    const [whole] = wholes;
    const isOne = wholes.length === 1 && near.filter((each) => nets.includes(each)).length === 1;
    if (!whole || !isOne || taken.length === 0 || taken.length > 2) continue;
    yield claim("part-balance", fact, balance([whole], taken), "净值与原值、折旧之差不符", taken.length === 1);
  }
}

const came = /(?:新增|新收|新接|新进|新受理|转入|增补)[^，。；\d]{0,8}$/;
const went = /(?:销号|销账|办结|退出|注销|取消|清退|核销|转出|删除|移出|减少|调出)[^，。；\d]{0,8}$/;

/** 新增20项，销号25项，期末由16项降至11项 */
function* stocks({ facts, passage }: Reading): Generator<Observation> {
  for (const from of facts) {
    const to = facts.find(({ index }) => index === from.index + 1);
    if (from.role !== "origin" || !to || !areKin(from.unit, to.unit) || to.sentence !== from.sentence) continue;
    if (!/[到至为]\s*$/.test(passage.plain.slice(from.to, to.from))) continue;
    const others = facts.filter(
      (each) => each !== from && each !== to && each.sentence === from.sentence && areKin(each.unit, from.unit),
    );
    const comers = others.filter(({ lead }) => came.test(lead));
    const goers = others.filter(({ lead }) => went.test(lead));
    const [comer, goer] = [comers[0], goers[0]];
    const isClear = comers.length === 1 && goers.length === 1 && others.every((each) => isNear(each, from));
    if (comer && goer && isClear)
      yield claim("part-balance", to, balance([from, comer], [goer]), "期末数与期初、增减数不符", false);
  }
}

const isNear = (fact: Fact, from: Fact): boolean => Math.abs(fact.from - from.from) < 80;
