/** A stream of numbers that is the same for the same seed, on every machine (mulberry32). */
export interface Dice {
  /** 0 ≤ n < 1. */
  roll: () => number;
  below: (limit: number) => number;
  pick: <T>(from: readonly T[]) => T;
  /** By weight: `[what, weight]`. */
  weigh: <T>(from: readonly (readonly [T, number])[]) => T;
}

/** An id of version 7 for that moment, the same for the same dice. */
export function idOf(d: Dice, moment: number): string {
  const hex = (digits: number) =>
    d
      .below(16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  const time = moment.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`;
}

export function dice(seed: string): Dice {
  let state = [...seed].reduce((sum, character) => Math.imul(sum ^ (character.codePointAt(0) ?? 0), 2_654_435_761), 7);
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(roll() * limit);
  return {
    roll,
    below,
    pick: (from) => from[below(from.length)] as never,
    weigh: (from) => {
      let left = roll() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [what, weight] of from) {
        left -= weight;
        if (left < 0) return what;
      }
      return from[from.length - 1]?.[0] as never;
    },
  };
}

const places: [string, number][] = [
  ["江城", 250],
  ["武汉", 120],
  ["湖北", 90],
  ...[..."宜昌襄阳荆州黄冈孝感长沙南昌合肥上海深圳苏州杭州北京成都重庆广州宁波青岛".matchAll(/../gu)].map(
    ([name]): [string, number] => [name, 20],
  ),
  ["中", 30],
  ["", 60],
];
const brands = [
  ..."华瑞恒泰安盛鑫宏博远达信诚德隆嘉禾润丰明光启航卓越腾云海天正元凯旋普惠晨曦力诺佳祥永兴万和金石锦程智汇众联创优朗科星宇新锐康宁百川立方九州长青东方南山",
];
const trades: [string, number][] = [
  ["智能科技", 60],
  ["信息技术", 60],
  ["商贸", 60],
  ["建设工程", 45],
  ["新材料", 40],
  ["生物医药", 35],
  ["环保科技", 35],
  ["物流", 35],
  ["新能源", 30],
  ["装备制造", 30],
  ["食品", 30],
  ["文化传媒", 30],
  ["供应链管理", 25],
  ["汽车零部件", 25],
  ["医疗器械", 20],
  ["精密机械", 20],
  ["半导体", 15],
  ["光电子", 15],
  ["现代农业", 15],
  ["投资管理", 15],
  ["网络安全", 10],
  ["集成电路设计", 6],
  ["氢能装备", 4],
  ["卫星导航", 3],
  ["脑机接口", 0.5],
];
const forms: [string, number][] = [
  ["有限公司", 75],
  ["股份有限公司", 12],
  ["集团有限公司", 6],
  ["（湖北）有限公司", 4],
  ["合伙企业（有限合伙）", 3],
];

/** Two characters of a brand are shared by a handful of companies, a trade by hundreds, the home town by a quarter. */
export function companyName(d: Dice): string {
  const brand = Array.from({ length: d.roll() < 0.2 ? 3 : 2 }, () => d.pick(brands)).join("");
  return d.weigh(places) + brand + d.weigh(trades) + d.weigh(forms);
}

const surnames = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"];
const givenNames = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建文辉"];

export function personName(d: Dice): string {
  return d.pick(surnames) + d.pick(givenNames) + (d.roll() < 0.6 ? d.pick(givenNames) : "");
}
