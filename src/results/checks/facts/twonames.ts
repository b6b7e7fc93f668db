/*
 * 两个名称之间的差: both figures are only named: 甲类比乙类高6.6个百分点; 决算数比预算数少12.5万元. By their names they are figures of the same paragraph.
 */
import type { Fact } from "./fact.ts";
import type { Reading } from "./quantities.ts";
import { areKin } from "./units.ts";

export interface TwoNamed {
  level: Fact;
  base: Fact;
  sign: 1 | -1;
}

const name = "[A-Z一-龥]{2,10}";
const words = new RegExp(
  `(?<own>${name})，?(?:(?:比|较)(?<other>${name}?)(?:(?<up>多|高|快|超|增加|提高|高出|多出)|(?<down>少|低|慢|减少|下降|降低))(?:了|出|支出|支)?|(?:(?<over>[高多快]于|超过|领先)|[低少慢]于|落后)(?<than>${name}))\\s*$`,
);

/** `isOf`: which figures the difference may be of. */
export function twoNamed(fact: Fact, { facts, passage }: Reading, isOf: (each: Fact) => boolean): TwoNamed | null {
  const {
    own = "",
    other,
    up,
    over,
    than,
  } = words.exec(passage.plain.slice(Math.max(0, fact.from - 32), fact.from))?.groups ?? {};
  const [a, b] = [bare(own), bare(other ?? than ?? "")];
  const sign = (up ?? over) ? 1 : -1;
  if (a.endsWith("前者") && b === "后者") return lastTwo(fact, facts.filter(isOf), sign);
  if (a.length < 2 || b.length < 2 || a === b || /^(?:上|去)年|同期|平均|年初|20\d\d/.test(b)) return null;
  const called = (name: string, not: string) =>
    facts.filter((each) => each !== fact && isOf(each) && isCalled(each, name) && !isCalled(each, not));
  const [levels, bases] = [called(a, b), called(b, a)];
  const [level] = levels;
  const [base] = bases;
  if (!level || !base || !areKin(level.unit, base.unit)) return null;
  const isOne = (all: Fact[]) => all.every((each) => each.base === all[0]?.base);
  return isOne(levels) && isOne(bases) ? { level, base, sign } : null;
}

/** 前者比后者高: the two told last. */
function lastTwo(fact: Fact, facts: readonly Fact[], sign: 1 | -1): TwoNamed | null {
  const [level, base] = facts
    .filter(({ index, sentence }) => index < fact.index && sentence === fact.sentence)
    .slice(-2);
  return level && base && areKin(level.unit, base.unit) ? { level, base, sign } : null;
}

const bare = (name: string): string =>
  name
    .replace(/^(?:其中|而|但|使得?)|^.*[是为](?=.{2})|^(?:最[高低多少]|居[首末]位?|排名?第.|末位)的/g, "")
    .replace(/(?:分别|明显|仍|还|也)$|[数额]$/g, "");

/** Its clause begins with the name, or ends so: 编制45人; 会议费预算30万元. */
function isCalled({ lead }: Fact, name: string): boolean {
  const own = lead.replaceAll(/\s|^.*[，。；：、]/g, "").replace(/^(?:其中|而|但|和)/, "");
  return own.startsWith(name) || own.replace(/(?:为|共|是|[数额])+$/, "").endsWith(name);
}
