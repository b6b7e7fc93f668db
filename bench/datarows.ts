import { makeCreditCode } from "#kit/base/creditcode.ts";
import { type CompanyTag, companyTags, type IndustrySection } from "#records/directory/words.ts";
import { companyName, type Dice, dice, idOf, personName } from "./names.ts";

export interface Owner {
  officerId: string;
  divisionId: string;
}

/** Keys are column names: these objects are written as they are. */
export type MadeCompany = {
  id: string;
  name: string;
  credit_code: string | null;
  tags: CompanyTag[];
  industry: IndustrySection | null;
  region: string;
  registered_capital: string | null;
  founded_on: string | null;
  officer_id: string | null;
  division_id: string | null;
  created_on: string;
  taggings: { id: string; tag: CompanyTag; happened_on: string; typed_at: string; voided_at: string | null }[];
};

const industries: [IndustrySection | null, number][] = [
  ["C", 35],
  ["F", 18],
  ["I", 15],
  ["M", 10],
  ["L", 8],
  ["G", 5],
  ["E", 4],
  ["J", 3],
  [null, 2],
];
const tags = Object.keys(companyTags) as CompanyTag[];
const tagged: [number, number][] = [
  [0, 55],
  [1, 30],
  [2, 12],
  [3, 3],
];

export function makeCompanies(seed: string, count: number, owners: Owner[]): MadeCompany[] {
  const d = dice(`companies of ${seed}`);
  return Array.from({ length: count }, (_, n) => makeCompany(d, n, count, owners));
}

function makeCompany(d: Dice, n: number, count: number, owners: Owner[]): MadeCompany {
  const region = `4201${String(1 + d.below(13)).padStart(2, "0")}`;
  const owner = d.roll() < 0.05 ? null : d.pick(owners);
  // Entered over ten years, in the order of their ids.
  const entered = Math.floor((n / count) * 3_600);
  const moment = Date.UTC(2016, 2, 7, 1) + entered * 86_400_000;
  const tagCount = d.weigh(tagged);
  const own = [...tags].sort(() => d.roll() - 0.5).slice(0, tagCount);
  return {
    id: idOf(d, moment),
    name: companyName(d),
    credit_code: d.roll() < 0.04 ? null : makeCreditCode({ region, body: `MA${String(n).padStart(6, "0")}` }),
    tags: own,
    industry: d.weigh(industries),
    region,
    registered_capital: d.roll() < 0.06 ? null : String(Math.round(10 ** (4.5 + 4 * d.roll())) * 100),
    founded_on: d.roll() < 0.2 ? null : day(moment - d.below(5_000) * 86_400_000),
    officer_id: owner?.officerId ?? null,
    division_id: owner?.divisionId ?? null,
    created_on: day(moment),
    taggings: [
      ...own.map((tag) => ({ tag, isVoid: false })),
      ...(d.roll() < 0.1 ? [{ tag: d.pick(tags), isVoid: true }] : []),
    ].map(({ tag, isVoid }) => {
      const at = Math.min(moment + d.below(900) * 86_400_000, Date.UTC(2026, 2, 1));
      return {
        id: idOf(d, at),
        tag,
        happened_on: day(at),
        typed_at: new Date(at).toISOString(),
        voided_at: isVoid ? new Date(at + 86_400_000).toISOString() : null,
      };
    }),
  };
}

export interface MadeContact {
  id: string;
  company_id: string;
  name: string;
  position: string;
  note: string;
  version: number;
  phone: string;
  email: string | null;
}

const positions = ["董事长", "总经理", "副总经理", "财务总监", "办公室主任", "项目经理", ""];

/** One and a half for each company: half of them have one, half two; every hundredth has eight. */
export function makeContacts(seed: string, companies: MadeCompany[]): MadeContact[] {
  const d = dice(`contacts of ${seed}`);
  return companies.flatMap(({ id }, n) =>
    Array.from({ length: n % 100 === 0 ? 8 : 1 + (n % 2) }, (_, each) => ({
      id: idOf(d, Date.UTC(2020, 0, 1) + n),
      company_id: id,
      name: personName(d),
      position: d.pick(positions),
      note: "",
      version: 1,
      phone: `139${String(d.below(100_000_000)).padStart(8, "0")}`,
      email: each === 0 ? `lianxi${n}@example.com` : null,
    })),
  );
}

const day = (moment: number): string => new Date(moment).toISOString().slice(0, 10);
