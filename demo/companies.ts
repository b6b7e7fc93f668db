import { makeCreditCode } from "#kit/base/creditcode.ts";
import { addDays } from "#kit/base/dates.ts";
import type { Sent } from "#kit/base/operation.ts";
import type { companyOperations, contactOperations } from "#records/directory/contract.ts";
import type { CompanyTag } from "#records/directory/words.ts";
import type { DemoAgency } from "./agencies.ts";
import type { Draw } from "./draw.ts";
import { contactName, notes, pairAt, positions, type Trade, trades } from "./names.ts";
import { regionName } from "./regions.ts";

export type NewCompany = Sent<typeof companyOperations.create>;
export type NewContact = Omit<Sent<typeof contactOperations.create>, "companyId">;

interface Kind {
  /** How many of every twenty. */
  share: number;
  tags: CompanyTag[];
  /** Tags that some of them have. */
  perhaps: CompanyTag[];
  trades: Trade[];
  name: (pair: string, trade: string, place: string) => string;
}

const any: Trade[] = ["C", "D", "E", "F", "G", "I", "J", "L", "M", "N", "R"];

/** 企业类型: which tags go together, and how such a company is called. */
export const kinds = {
  plain: { share: 3, tags: [], perhaps: ["aboveScale"], trades: any, name: (p, t, at) => `${at}${p}${t}有限公司` },
  tech: {
    share: 4,
    tags: ["highTech"],
    perhaps: ["aboveScale"],
    trades: ["I", "M"],
    name: (p, t) => `示例${p}${t}有限公司`,
  },
  maker: {
    share: 3,
    tags: ["aboveScale"],
    perhaps: ["highTech"],
    trades: ["C", "D"],
    name: (p, t) => `示例${p}${t}有限公司`,
  },
  foreign: {
    share: 2,
    tags: ["foreign"],
    perhaps: ["fortune500"],
    trades: any,
    name: (p, t) => `${p}示例${t}（中国）有限公司`,
  },
  listed: {
    share: 2,
    tags: ["listed"],
    perhaps: ["highTech", "aboveScale"],
    trades: ["C", "I", "D"],
    name: (p, t) => `${p}示例${t}股份有限公司`,
  },
  central: {
    share: 2,
    tags: ["centralState"],
    perhaps: ["china500"],
    trades: ["D", "E", "L", "J"],
    name: (p, t) => `示例央企${p}${t}有限公司`,
  },
  municipal: {
    share: 1,
    tags: ["municipalState"],
    perhaps: [],
    trades: ["E", "G", "L"],
    name: (p, t) => `示例市属${p}${t}有限公司`,
  },
  unicorn: {
    share: 1,
    tags: ["unicorn", "highTech"],
    perhaps: [],
    trades: ["I", "M"],
    name: (p, t) => `${p}（示例）${t}有限公司`,
  },
  group: {
    share: 1,
    tags: ["china500"],
    perhaps: ["fortune500", "listed"],
    trades: ["C", "F", "J"],
    name: (p, t) => `示例${p}${t}控股集团有限公司`,
  },
  /** 线索: not registered yet, so most of it is still unknown. */
  lead: { share: 1, tags: [], perhaps: [], trades: any, name: (p, t) => `示例${p}${t}有限公司（筹）` },
} satisfies Record<string, Kind>;
export type KindName = keyof typeof kinds;

/** A deck in which every kind stands as often as its share says. */
export function kindsFor(count: number): KindName[] {
  const twenty = Object.entries(kinds).flatMap(([name, { share }]) => Array<KindName>(share).fill(name as KindName));
  return Array.from({ length: count }, (_, index) => twenty[index % twenty.length] as KindName);
}

const otherRegions = ["990101", "990102", "990104", "980101", "980102", "980121"];
/** 万元 */
const capitals = [100, 200, 300, 500, 500, 1000, 1000, 2000, 3000, 5000, 8000, 10_000, 20_000, 50_000];

const large: KindName[] = ["listed", "central", "municipal", "unicorn", "group"];

interface Wanted {
  agency: DemoAgency;
  /** Of the company among its agency's; names and codes follow from it. */
  number: number;
  kind: KindName;
  pair: string;
  enteredOn: string;
}

/** One company as an officer would type it. */
export function drawCompany(draw: Draw, { agency, number, kind, pair, enteredOn }: Wanted): NewCompany {
  const { tags, perhaps, trades: sections, name }: Kind = kinds[kind];
  const industry = draw.pick(sections);
  const trade = draw.pick<string>(trades[industry]);
  const region = draw.chance(0.75) ? agency.region : draw.pick(otherRegions);
  const company: NewCompany = {
    name: name(pair, trade, regionName(region)),
    industry,
    region,
    tags: [...tags, ...perhaps.filter(() => draw.chance(0.35))],
    note: draw.pick(notes),
  };
  if (kind === "lead") return company;
  return {
    ...company,
    creditCode: creditCodeOf(agency, number),
    formerNames: draw.chance(0.12) ? [name(pairAt(number * 3 + 50), trade, regionName(region))] : [],
    address: drawAddress(draw, region),
    registeredCapital: String(draw.pick(large.includes(kind) ? capitals.slice(-6) : capitals) * 10_000),
    foundedOn: addDays(enteredOn, -draw.between(90, 7000)),
  };
}

/** The body says DEM and the agency's letter, which no registrar gives out. */
export const creditCodeOf = ({ letter, region }: DemoAgency, number: number): string =>
  makeCreditCode({ region, body: `DEM${letter.toUpperCase()}${String(number + 1).padStart(4, "0")}` });

export function drawAddress(draw: Draw, region: string): string {
  const street = pairAt(draw.between(0, 999));
  const rest = draw.chance(0.4)
    ? `产业园${draw.between(1, 12)}号楼${draw.between(1, 20)}层`
    : `路${draw.between(1, 199)}号`;
  return `${regionName(region)}${street}${rest}`;
}

/** Numbers of the kinds set aside for examples: 1380000xxxx and 010-5555xxxx; letters to example.com reach nobody. */
export function drawContact(draw: Draw): NewContact {
  const four = String(draw.between(0, 9999)).padStart(4, "0");
  return {
    name: contactName(draw.between(0, 999)),
    position: draw.pick(positions),
    phone: draw.chance(0.75) ? `1380000${four}` : `010-5555${four}`,
    email: draw.chance(0.6) ? `kehu${four}@example.com` : null,
  };
}
