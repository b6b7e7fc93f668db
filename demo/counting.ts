import { addDays } from "#kit/base/dates.ts";
import type { Sent } from "#kit/base/operation.ts";
import type { listOperations } from "#records/projects/libraries/contract.ts";
import type { schemeOperations } from "#records/projects/schemes/contract.ts";
import type { Capital } from "#records/projects/words.ts";
import type { DemoAgency } from "./agencies.ts";
import { momentOn, workingDay } from "./calendar.ts";
import { Draw } from "./draw.ts";
import { pairAt, type Trade } from "./names.ts";
import { shared } from "./pipeline.ts";

type Listed = Sent<typeof listOperations.take>["rows"][number];

/** 计数口径: a scheme is set up, and an upper library's list is handed in. */
export type CountingStep = { at: string; by: string } & (
  | { does: "define"; key: string; sent: Sent<typeof schemeOperations.create> }
  | { does: "takeList"; scheme: string; rows: Listed[] }
);

/**
 * “两区”项目库 of 示例乙区: 1121 entered in the year against 370, 1005 亿元 against 890, 843 landed in the library's own sense.
 * The published 落地率 63 % has no published denominator; with 217 entries of earlier years in stock it is 843 of 1338.
 */
const zones = { entered: 1121, landed: 843, held: 217, wan: 1005 * 10_000 };

/** 在谈: a project still in talks at the end of the year, as the plan of projects tells it. */
export interface Talking {
  name: string;
  amount: string;
  capital: Capital;
  industry: Trade;
  on: string;
}

/** 储备在谈: 604 with 2042 亿元 at the end of the year; the new ones of the year stand as projects, the others on the list alone. */
const reserve = { count: 604, wan: 2042 * 10_000 };

/** 储备在谈项目库: what was in talks before the year is handed in with its first list, the new of the year with its last. */
function reserveOf({ letter, year }: DemoAgency, talking: Talking[]): CountingStep[] {
  const draw = new Draw(604);
  const by = `${letter}-head`;
  const own = talking.filter(({ on }) => on.startsWith(String(year)));
  const wan = own.reduce((sum, { amount }) => sum + Number(amount) / 10_000, 0);
  const before = listed(draw, {
    from: `${year - 2}-01-10`,
    days: 700,
    year: year - 1,
    amounts: shared(draw, reserve.count - own.length, reserve.wan - wan, 500),
  }).map((row, index) => ({ ...row, entryNumber: numbered(year - 1, index) }));
  const fresh = own.map(
    ({ on, ...row }, index): Listed => ({
      ...row,
      entryNumber: numbered(year, index),
      enteredOn: on,
    }),
  );
  return [
    {
      does: "define",
      key: "reserve",
      at: momentOn(draw, workingDay(`${year}-01-09`)),
      by,
      sent: {
        code: `储备在谈${year}`,
        name: "储备在谈项目库",
        kind: "library",
        authority: "示例乙区投资促进服务中心",
        document: "示例储备项目管理办法",
        documentOn: `${year - 2}-01-04`,
        year,
        fromOn: `${year - 2}-01-01`,
        toOn: `${year}-12-31`,
        basis: "stage",
        stage: "negotiating",
        amountBy: "planned",
        denominator: "stock",
        note: "截至期末在谈的项目，含以前年度转入的。",
      },
    },
    { does: "takeList", scheme: "reserve", at: momentOn(draw, workingDay(`${year}-01-11`)), by, rows: before },
    { does: "takeList", scheme: "reserve", at: momentOn(draw, workingDay(`${year}-12-29`)), by, rows: fresh },
  ];
}

const numbered = (year: number, index: number): string => `CB${year}-${String(index + 1).padStart(4, "0")}`;

export function countingOf(agency: DemoAgency, talking: Talking[]): CountingStep[] {
  const { code, letter, year } = agency;
  if (code !== "shili-b") return [];
  const draw = new Draw(1_338);
  const by = `${letter}-head`;
  const on = (day: string) => momentOn(draw, workingDay(day));
  const before = listed(draw, {
    from: `${year - 1}-02-01`,
    days: 300,
    year: year - 1,
    amounts: shared(draw, zones.held, 130 * 10_000, 100),
  });
  const entered = listed(draw, {
    from: `${year}-01-05`,
    days: 345,
    year,
    amounts: shared(draw, zones.entered, zones.wan, 100),
  });
  const whole = landed(draw, [...before, ...entered], `${year}-01-09`, `${year}-12-27`);
  return [
    {
      does: "define",
      key: "two zones",
      at: on(`${year}-01-06`),
      by,
      sent: {
        code: `两区${year}`,
        name: "“两区”项目库",
        kind: "library",
        authority: "示例市“两区”工作领导小组办公室",
        document: "示例“两区”建设年度考核指标",
        documentOn: `${year}-01-03`,
        year,
        fromOn: `${year}-01-01`,
        toOn: `${year}-12-31`,
        basis: "stage",
        stage: "negotiating",
        amountBy: "planned",
        targetCount: 370,
        targetAmount: "89000000000",
        targetRate: 40,
        denominator: "stock",
        note: "落地率的分母按期末在库项目，含上年结转。",
      },
    },
    { does: "takeList", scheme: "two zones", at: on(`${year}-01-10`), by, rows: before },
    { does: "takeList", scheme: "two zones", at: on(`${year}-12-29`), by, rows: whole },
    ...reserveOf(agency, talking),
  ];
}

interface Wanted {
  from: string;
  days: number;
  year: number;
  /** 万元 */
  amounts: number[];
}

const trades: readonly Trade[] = ["I", "M", "L", "C", "J"];

function listed(draw: Draw, { from, days, year, amounts }: Wanted): Listed[] {
  return amounts.map((amount, index) => ({
    entryNumber: `LQ${year}-${String(index + 1).padStart(4, "0")}`,
    name: `示例${pairAt(index)}${pairAt(Math.floor(index / 7) + 31)}项目（${year}）`,
    amount: String(amount * 10_000),
    capital: draw.chance(0.2) ? "foreign" : "domestic",
    industry: draw.pick(trades),
    enteredOn: workingDay(addDays(from, Math.floor((index * days) / amounts.length))),
  }));
}

/** So many of them, spread over the list, landed some weeks after they entered and within the year. */
function landed(draw: Draw, rows: Listed[], first: string, last: string): Listed[] {
  const chosen = new Set(draw.shuffled(rows.map(({ entryNumber }) => entryNumber)).slice(0, zones.landed));
  return rows.map((row) => {
    if (!chosen.has(row.entryNumber)) return row;
    const day = addDays(row.enteredOn, draw.between(1, 60));
    const within = day < first ? first : day > last ? last : day;
    return { ...row, landedOn: within };
  });
}
