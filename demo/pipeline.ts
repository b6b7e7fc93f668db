import { addDays } from "#kit/base/dates.ts";
import type { Capital, SigningKind, Source, Stage, Track } from "#records/projects/words.ts";
import { workingDay } from "./calendar.ts";
import type { Draw } from "./draw.ts";
import type { Trade } from "./names.ts";
import type { Reviewing } from "./reviewing.ts";

/** 展会: where projects are signed. */
export interface Fair {
  key: string;
  name: string;
  on: string;
}

/** One project as the published figures want it: how much, how far it came, and when. */
export interface Wish {
  track: Track;
  capital: Capital;
  source: Source;
  industry: Trade;
  /** 万元; 万美元 where it is in dollars. */
  amount: number;
  isInDollars?: boolean;
  receivedOn: string;
  reached: [Stage, string][];
  signing?: { kind: SigningKind; on: string };
  fair?: Fair;
  /** 核验 of the stage it reached last, without which it is not 落地. */
  isVerified?: boolean;
  /** Of the last weeks: what was said and done about it is told too. */
  isLately?: true;
  /** 评审 and 尽职调查 it is in, of the one agency that is shown with them. */
  reviewing?: Reviewing;
  /** Reported by the outpost, which goes on with it. */
  isFromOutpost?: boolean;
}

interface Wanted {
  draw: Draw;
  year: number;
}

export const fairs: Record<string, Fair[]> = {
  "shili-a": [
    { key: "services fair", name: "示例服务交易会投资峰会", on: "2023-09-04" },
    { key: "two-city fair", name: "示例双城洽谈会", on: "2023-10-18" },
    { key: "import expo", name: "示例进口博览会专场", on: "2023-11-06" },
  ],
  "shili-b": [{ key: "services fair", name: "示例服务交易会", on: "2023-09-04" }],
};

/** 公开数字 that count projects, agency by agency: whatever is not published is invented. */
export const wishesOf: Record<string, (wanted: Wanted) => Wish[]> = {
  "shili-a": landedAndSigned,
  "shili-b": inTalks,
  "shili-c": approved,
  "shili-d": aboveHundredMillion,
  "shili-e": library,
};

const yi = 10_000;

/** 落地 33 (内资 27、外资 6); 双城洽谈会 14 signed in dollars, and two fairs with 框架协议. */
function landedAndSigned({ draw, year }: Wanted): Wish[] {
  const landed = shared(draw, 33, 62 * yi, 2000).map((amount, index): Wish => {
    const isExpansion = index % 4 === 3;
    const signedOn = dayIn(draw, `${year}-01-09`, 300);
    return {
      ...(isExpansion ? { track: "expansion", industry: "C" } : { track: "service", industry: serviceTrade(draw) }),
      capital: index % 5 === 1 && index < 30 ? "foreign" : "domestic",
      source: "officer",
      amount,
      ...course(draw, signedOn, [
        ["signed", 0, 0],
        [isExpansion ? "building" : "registered", 10, 30],
      ]),
      signing: { kind: "formal", on: signedOn },
      isVerified: true,
    };
  });
  const [services, twoCity, expo] = fairs["shili-a"] as [Fair, Fair, Fair];
  const framework = (fair: Fair) => (amount: number) => atFair(draw, fair, amount);
  return [
    ...landed,
    ...shared(draw, 14, 35.39 * yi, 3000).map(
      (amount): Wish => ({
        ...atFair(draw, twoCity, amount),
        ...course(draw, twoCity.on, [["signed", 0, 0]]),
        capital: "foreign",
        isInDollars: true,
        signing: { kind: "formal", on: twoCity.on },
      }),
    ),
    ...shared(draw, 9, 161.06 * yi, 5 * yi).map((amount, index) => ({
      ...framework(services)(amount),
      ...(looked[index] && { reviewing: looked[index] }),
    })),
    ...shared(draw, 6, 24 * yi, yi).map(framework(expo)),
  ];
}

/** The large ones in talks: one decided upon with conditions, one before its experts, one looked into and found in order. */
const looked: Reviewing[] = [{ review: "decided", diligence: "waiting" }, { review: "panel" }, { diligence: "passed" }];

/** In talks, with a 框架协议 signed at the fair. */
function atFair(draw: Draw, fair: Fair, amount: number): Wish {
  return {
    ...plain(draw),
    ...course(draw, fair.on, []),
    source: "event",
    amount,
    fair,
    signing: { kind: "framework", on: fair.on },
  };
}

/**
 * 在谈, new in the year: 147 with 232 亿元 and more, 55 of them foreign; 59 signed 意向 at 推介, 21 of these at the fair. The
 * 457 that were in talks before are left out: two commands for each would double the load of this agency.
 */
function inTalks({ draw, year }: Wanted): Wish[] {
  const [fair] = fairs["shili-b"] as [Fair];
  return shared(draw, 147, 232.6 * yi, 1000).map((amount, index): Wish => {
    const receivedOn = workingDay(addDays(`${year}-01-09`, Math.floor((index * 335) / 147)));
    const isAtFair = index % 4 === 0 && index < 4 * 21;
    const isSigned = index % 2 === 1 && index < 2 * 38;
    const on = isAtFair ? fair.on : workingDay(addDays(receivedOn, 40));
    return {
      ...plain(draw),
      ...talks(draw, receivedOn),
      amount,
      // The two have no common divisor, so every remainder comes once.
      capital: (index * 55) % 147 < 55 ? "foreign" : "domestic",
      source: isAtFair ? "event" : index % 2 ? "intermediary" : "officer",
      ...(isAtFair ? { fair } : {}),
      ...(isAtFair || isSigned ? { signing: { kind: "intent", on } } : {}),
    };
  });
}

/** 评审通过 234 with 658.59 亿元 by size, of them 注册 130, 开工 77, 竣工 30. */
function approved({ draw, year }: Wanted): Wish[] {
  const amounts = [
    ...shared(draw, 3, 178 * yi, 50 * yi),
    ...shared(draw, 13, 190 * yi, 10 * yi),
    ...shared(draw, 19, 120 * yi, 5 * yi),
    ...shared(draw, 74, 128 * yi, yi),
    ...shared(draw, 125, 658.59 * yi - 616 * yi, 500),
  ];
  return draw.shuffled(amounts).map((amount, index): Wish => {
    const depth = index < 30 ? 5 : index < 77 ? 4 : index < 130 ? 3 : 1;
    const approvedOn = dayIn(draw, `${year}-01-09`, { 5: 70, 4: 170, 3: 240, 1: 340 }[depth]);
    const { receivedOn, reached } = course(
      draw,
      approvedOn,
      (
        [
          ["approved", 0, 0],
          ["signed", 10, 25],
          ["registered", 8, 25],
          ["building", 15, 50],
          ["completed", 100, 170],
        ] satisfies Gap[]
      ).slice(0, depth),
    );
    const signedOn = reached.find(([stage]) => stage === "signed")?.[1];
    return {
      ...plain(draw),
      ...(depth > 3 ? { track: "landManufacturing", industry: "C" } : {}),
      ...(depth === 3 ? { track: "service", industry: serviceTrade(draw) } : {}),
      source: draw.pick(["officer", "superior", "intermediary"]),
      amount,
      receivedOn,
      reached,
      ...(signedOn ? { signing: { kind: "formal", on: signedOn } } : {}),
    };
  });
}

/** 签约 of 1 亿元 and more: 49, and 155.62 亿元 agreed by the 31 that are industrial. */
function aboveHundredMillion({ draw, year }: Wanted): Wish[] {
  const signed =
    (industry: Trade | null) =>
    (amount: number): Wish => {
      const signedOn = dayIn(draw, `${year}-01-10`, 340);
      return {
        ...(industry ? { track: "landManufacturing", industry } : { track: "service", industry: serviceTrade(draw) }),
        capital: draw.chance(0.1) ? "foreign" : "domestic",
        source: "officer",
        amount,
        ...course(draw, signedOn, [["signed", 0, 0]]),
        signing: { kind: "formal", on: signedOn },
      };
    };
  return [...shared(draw, 31, 155.62 * yi, yi).map(signed("C")), ...shared(draw, 18, 46 * yi, yi).map(signed(null))];
}

/** 项目信息库: 73 in talks at the end of the year, and 10 more that were signed. */
function library({ draw, year }: Wanted): Wish[] {
  return [
    ...shared(draw, 73, 96 * yi, 800).map(
      (amount, index): Wish => ({
        ...plain(draw),
        ...talks(draw, workingDay(addDays(`${year}-01-09`, Math.floor((index * 335) / 73)))),
        amount,
      }),
    ),
    ...shared(draw, 10, 21 * yi, 5000).map((amount): Wish => {
      const signedOn = dayIn(draw, `${year}-02-06`, 310);
      const signing = { kind: "formal", on: signedOn } as const;
      return { ...plain(draw), ...course(draw, signedOn, [["signed", 0, 0]]), amount, signing };
    }),
  ];
}

/** Of the last weeks, so that there is something to do: two leads, three in talks. */
export function latelyOf(draw: Draw, last: string): Wish[] {
  return [2, 4, 14, 24, 33].map((ago): Wish => {
    const receivedOn = workingDay(addDays(last, -ago));
    const reached: Wish["reached"] = ago > 10 ? [["negotiating", workingDay(addDays(receivedOn, 6))]] : [];
    const amount = draw.between(2000, 60_000);
    const told = { isLately: true, isFromOutpost: ago === 4 || ago === 24 } as const;
    const reviewing = ago === 33 ? { reviewing: { review: "opinions", diligence: "open" } as const } : {};
    return { ...plain(draw), receivedOn, reached, amount, ...told, ...reviewing };
  });
}

const serviceTrade = (draw: Draw): Trade => draw.pick(["I", "L", "M", "F", "G"]);

/** What is said of a project of which nothing is published. */
function plain(draw: Draw): Pick<Wish, "track" | "industry" | "capital" | "source"> {
  const track = draw.pick(["landManufacturing", "service", "service", "service", "expansion", "fund"] as const);
  const industry = track === "service" ? serviceTrade(draw) : track === "fund" ? "J" : "C";
  return { track, industry, capital: draw.chance(0.1) ? "foreign" : "domestic", source: "officer" };
}

type Gap = [Stage, least: number, most: number];

/** 接到 and 在谈 some weeks before a day; from there on stage by stage, so many days after the last. */
function course(draw: Draw, from: string, gaps: Gap[]): Pick<Wish, "receivedOn" | "reached"> {
  const talksOn = workingDay(addDays(from, -draw.between(30, 90)));
  const receivedOn = workingDay(addDays(talksOn, -draw.between(4, 15)));
  let day = from;
  const reached = gaps.map(([stage, least, most]): [Stage, string] => {
    day = workingDay(addDays(day, draw.between(least, most)));
    return [stage, day];
  });
  return { receivedOn, reached: [["negotiating", talksOn], ...reached] };
}

const talks = (draw: Draw, receivedOn: string): Pick<Wish, "receivedOn" | "reached"> => ({
  receivedOn,
  reached: [["negotiating", workingDay(addDays(receivedOn, draw.between(4, 15)))]],
});

const dayIn = (draw: Draw, from: string, days: number): string => workingDay(addDays(from, draw.between(0, days)));

/** So many amounts of at least so much that make the total exactly; the first takes what rounding leaves. */
export function shared(draw: Draw, count: number, total: number, least: number): number[] {
  const whole = Math.round(total);
  const weights = Array.from({ length: count }, () => draw.between(10, 100));
  const weighed = weights.reduce((sum, each) => sum + each, 0);
  const parts = weights.map((weight) => least + Math.floor(((whole - count * least) * weight) / weighed));
  const left = whole - parts.reduce((sum, each) => sum + each, 0);
  return parts.map((part, index) => (index === 0 ? part + left : part));
}
