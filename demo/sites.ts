import { addDays } from "#kit/base/dates.ts";
import type { Sent } from "#kit/base/operation.ts";
import type { siteOperations } from "#records/sites/contract.ts";
import type { occupationOperations } from "#records/sites/occupations/contract.ts";
import type { DemoAgency } from "./agencies.ts";
import { minutesAfter, momentOn, openingOf, workingDay } from "./calendar.ts";
import { Draw } from "./draw.ts";
import { pairAt } from "./names.ts";
import type { DemoPerson } from "./people.ts";
import { regionName } from "./regions.ts";

type NewSite = Sent<typeof siteOperations.create>;

/** 空间资源 of an agency: entered in its first weeks, taken up in the years after. */
export type SiteStep =
  | { does: "addSite"; key: string; parent: string | null; sent: Omit<NewSite, "parentId"> }
  | { does: "occupy"; key: string; site: string; sent: Omit<Sent<typeof occupationOperations.occupy>, "siteId"> }
  | { does: "vacate"; site: string; occupation: string; endedOn: string; reason: string }
  | { does: "moveSite"; site: string; state: "negotiating" | "toClear"; happenedOn: string; reason: string };

type Taken = { at: string; by: string } & SiteStep;

/** 无人的戈壁: no place of anybody's, and each agency some distance from the next. */
const middles: Record<string, readonly [number, number]> = {
  a: [90.2, 40.2],
  b: [90.6, 40.2],
  c: [90.2, 40.5],
  d: [90.6, 40.5],
  e: [91, 40.35],
};

interface Laying {
  agency: DemoAgency;
  draw: Draw;
  officers: DemoPerson[];
  last: string;
  steps: Taken[];
  /** Minutes since the opening, so that everything is entered in order. */
  minute: number;
}

export function sitesOf(agency: DemoAgency, officers: DemoPerson[], last: string): Taken[] {
  const draw = new Draw(agency.code.charCodeAt(agency.code.length - 1) * 104_729);
  const laying: Laying = { agency, draw, officers, last, steps: [], minute: 0 };
  const parks = agency.isSmall ? 1 : 2;
  for (let park = 0; park < parks; park++) layPark(laying, park);
  return laying.steps;
}

const enteredOn = (agency: DemoAgency): string => workingDay(addDays(openingOf(agency.year).slice(0, 10), 14));

function add(laying: Laying, key: string, parent: string | null, sent: Omit<NewSite, "parentId">): string {
  const { agency, draw, officers, steps } = laying;
  laying.minute += 3;
  const at = minutesAfter(`${enteredOn(agency)}T09:05:00+08:00`, laying.minute);
  const region = { region: agency.region };
  steps.push({ does: "addSite", key, parent, at, by: draw.pick(officers).login, sent: { ...region, ...sent } });
  return key;
}

function layPark(laying: Laying, number: number): void {
  const { agency } = laying;
  const [east, north] = middles[agency.letter] ?? [90.2, 40.2];
  const center = [east + number * 0.06, north + number * 0.03] as const;
  const pair = pairAt(number * 31 + agency.letter.charCodeAt(0));
  const isFirst = number === 0;
  const park = add(laying, `site park ${number}`, null, {
    kind: "park",
    name: `${pair}${isFirst ? "产业园" : "科技园"}`,
    code: `${agency.letter.toUpperCase()}-Y${number + 1}`,
    address: `${regionName(agency.region)}${pair}大道`,
    area: isFirst ? 1800 : 620,
    powerCapacity: isFirst ? 40_000 : 12_500,
    utilities: ["road", "water", "sewage", "gas", "dualPower", "network"],
    industries: isFirst ? ["C"] : ["I", "M"],
    industryNote: isFirst ? "智能装备、新材料" : "软件信息、生命健康",
    plannedUse: isFirst ? "industrial" : "research",
    ...placed(center, 0, 0),
    outline: squareOf(center, 0.018, 0.012),
  });
  const place = { laying, park, center, pair };
  if (isFirst) layFactories(place);
  else layOffices(place);
  layPlots(place, agency.isSmall ? 2 : 4);
  if (agency.isSmall) layOffices(place);
}

interface Place {
  laying: Laying;
  park: string;
  center: readonly [number, number];
  pair: string;
}

const degrees = (value: number): number => Math.round(value * 1e6) / 1e6;
const placed = ([east, north]: readonly [number, number], right: number, up: number) => ({
  longitude: degrees(east + right),
  latitude: degrees(north + up),
});

function squareOf(center: readonly [number, number], wide: number, high: number): string {
  const corners = [
    [-wide, -high],
    [wide, -high],
    [wide, high],
    [-wide, high],
  ] as const;
  return corners.map(([x, y]) => `${degrees(center[0] + x)},${degrees(center[1] + y)}`).join("\n");
}

/** 标准厂房: two buildings of three floors, and a hall by itself. */
function layFactories({ laying, park, center, pair }: Place): void {
  const { draw, agency } = laying;
  for (let building = 1; building <= 2; building++) {
    const at = placed(center, -0.008 + building * 0.004, 0.004);
    const key = add(laying, `${park} building ${building}`, park, {
      kind: "building",
      name: `${pair}产业园 ${building} 号楼`,
      area: 9600,
      powerCapacity: 1600,
      ...at,
    });
    for (let floor = 1; floor <= 3; floor++) {
      const own = add(laying, `${key} floor ${floor}`, key, {
        kind: "factorySpace",
        name: `${pair}产业园 ${building} 号楼 ${floor} 层`,
        code: `${agency.letter.toUpperCase()}-CF${building}${floor}`,
        floor: `${floor} 层`,
        area: 3200,
        leastArea: 800,
        ceilingHeight: floor === 1 ? 8.1 : 5.4,
        floorLoad: floor === 1 ? 3 : 1,
        powerCapacity: draw.pick([315, 500, 630]),
        utilities: ["water", "sewage", "network", "freightLift"],
        rent: String(draw.between(16, 26)),
        plannedUse: "industrial",
        industries: ["C"],
        environmentLimit: "不得有酸洗、电镀工序",
        ...at,
      });
      liveOn(laying, own, 3200);
    }
  }
  const hall = add(laying, `${park} hall`, park, {
    kind: "factorySpace",
    name: `${pair}产业园单体厂房`,
    code: `${agency.letter.toUpperCase()}-CF01`,
    area: 12_000,
    isDivisible: false,
    ceilingHeight: 12,
    floorLoad: 5,
    powerCapacity: 1250,
    utilities: ["road", "water", "sewage", "gas", "steam", "dualPower", "crane"],
    rent: String(draw.between(20, 28)),
    plannedUse: "industrial",
    industries: ["C"],
    energyLimit: "万元产值能耗不高于 0.3 吨标准煤",
    ...placed(center, 0.008, 0.003),
  });
  if (draw.chance(0.6)) talk(laying, hall, "与一家装备企业洽谈整体承租");
}

function layOffices({ laying, park, center, pair }: Place): void {
  const { draw, agency } = laying;
  const at = placed(center, 0.004, -0.004);
  const tower = add(laying, `${park} tower`, park, { kind: "building", name: `${pair}大厦`, area: 12_000, ...at });
  for (let floor = 3; floor <= 8; floor++) {
    const own = add(laying, `${tower} floor ${floor}`, tower, {
      kind: "officeSpace",
      name: `${pair}大厦 ${floor} 层`,
      code: `${agency.letter.toUpperCase()}-XZ${String(floor).padStart(2, "0")}`,
      floor: `${floor} 层`,
      area: 1500,
      leastArea: 200,
      ceilingHeight: 3.9,
      utilities: ["network", "dualPower"],
      rent: String(draw.between(38, 66)),
      plannedUse: "commercial",
      industries: ["I", "J", "L", "M"],
      ...at,
    });
    liveOn(laying, own, 1500);
  }
}

function layPlots({ laying, park, center, pair }: Place, count: number): void {
  const { draw, agency } = laying;
  for (let plot = 1; plot <= count; plot++) {
    const middle = [center[0] - 0.014 + plot * 0.006, center[1] - 0.006] as const;
    const area = draw.between(8, 60) * 5;
    const key = add(laying, `${park} plot ${plot}`, park, {
      kind: "landPlot",
      name: `${pair} ${plot} 号地块`,
      code: `${agency.letter.toUpperCase()}-DK${park.slice(-1)}${plot}`,
      area,
      isDivisible: area > 100,
      leastArea: area > 100 ? 50 : null,
      landPrice: String(draw.between(18, 38) * 10_000),
      plannedUse: draw.pick(["industrial", "research", "warehouse"]),
      termYears: draw.pick([20, 50]),
      plotRatio: "1.2—2.5",
      utilities: ["road", "water", "sewage", "leveled"],
      industries: draw.chance(0.7) ? ["C"] : [],
      ...placed(middle, 0, 0),
      outline: squareOf(middle, 0.0022, 0.0014),
    });
    if (plot === count) idle(laying, key);
    else if (draw.chance(0.4)) take(laying, key, { kind: "transferred", area });
  }
}

/** What becomes of a floor: let wholly, in part, reserved, given back, or empty. */
function liveOn(laying: Laying, site: string, area: number): void {
  const { draw } = laying;
  const fate = draw.between(1, 10);
  if (fate <= 3) take(laying, site, { kind: "leased", area });
  else if (fate <= 5) take(laying, site, { kind: "leased", area: draw.between(4, 6) * 200 });
  else if (fate === 6) take(laying, site, { kind: "leased", area: 800, gone: true });
  else if (fate === 7) take(laying, site, { kind: "reserved", area: 800 });
  else if (fate === 8) talk(laying, site, "投资方已看过两次，正在谈租期");
}

interface Taking {
  kind: "leased" | "transferred" | "reserved";
  area: number;
  gone?: boolean;
}

function take(laying: Laying, site: string, { kind, area, gone = false }: Taking): void {
  const { draw, steps, last } = laying;
  const fromOn = kind === "reserved" ? workingDay(addDays(last, -draw.between(5, 25))) : somedayOf(laying);
  const key = `${site} taken`;
  const at = momentOn(draw, fromOn);
  const untilOn = kind === "leased" ? addDays(fromOn, 3 * 365) : kind === "reserved" ? addDays(last, 30) : null;
  const userName = `示例${pairAt(draw.between(0, 99))}${kind === "transferred" ? "制造" : "科技"}有限公司`;
  steps.push({ does: "occupy", key, site, at, by: headOf(laying), sent: { kind, area, userName, fromOn, untilOn } });
  if (!gone) return;
  const endedOn = workingDay(addDays(fromOn, draw.between(60, 200)));
  if (endedOn <= fromOn || endedOn > last) return;
  const leaves = momentOn(draw, endedOn);
  const reason = "租户扩产，搬到自有厂房";
  steps.push({ does: "vacate", site, occupation: key, at: leaves, by: headOf(laying), endedOn, reason });
}

const headOf = ({ agency }: Laying): string => `${agency.letter}-head`;

/** A working day after the first weeks, none later than the last. */
function somedayOf({ agency, draw, last }: Laying): string {
  const from = addDays(enteredOn(agency), 20);
  const day = workingDay(addDays(from, draw.between(0, 500)));
  return day < last ? day : workingDay(addDays(last, -1));
}

function talk(laying: Laying, site: string, reason: string): void {
  const happenedOn = somedayOf(laying);
  move(laying, { does: "moveSite", site, state: "negotiating", happenedOn, reason });
}

function idle(laying: Laying, site: string): void {
  const happenedOn = somedayOf(laying);
  move(laying, { does: "moveSite", site, state: "toClear", happenedOn, reason: "供后未建，列入闲置清理" });
}

function move(laying: Laying, step: Extract<SiteStep, { does: "moveSite" }>): void {
  const at = momentOn(laying.draw, step.happenedOn);
  laying.steps.push({ ...step, at, by: headOf(laying) });
}
