import { addDays } from "#kit/base/dates.ts";
import type { Db } from "#kit/server/database.ts";
import { inParts } from "#kit/server/history.ts";
import { sortNameOf, indexMany } from "#kit/server/search.ts";
import type { Stage, Track } from "#records/projects/words.ts";
import type { MadeCompany, Owner } from "./datarows.ts";
import { insertMany } from "./datawrite.ts";
import { type Dice, dice, idOf } from "./names.ts";

const tracks: [Track, number][] = [
  ["landManufacturing", 45],
  ["service", 35],
  ["expansion", 15],
  ["fund", 5],
];
/** 各走到哪里: most projects never get far. */
const reached: [number, number][] = [
  [1, 45],
  [2, 30],
  [3, 8],
  [4, 9],
  [5, 8],
];
const ways: Record<Track, Stage[]> = {
  landManufacturing: ["lead", "negotiating", "approved", "signed", "registered"],
  service: ["lead", "negotiating", "approved", "signed", "registered"],
  expansion: ["lead", "negotiating", "approved", "signed", "building"],
  fund: ["lead", "negotiating", "approved", "signed", "registered"],
};
/** As the national pack bands them, in yuan. */
const bands = [
  ["first", 5_000_000_000],
  ["second", 1_000_000_000],
  ["third", 500_000_000],
  ["fourth", 100_000_000],
] as const;
const sizeOf = (amount: number | null) =>
  amount === null ? "unknown" : (bands.find(([, from]) => amount >= from)?.[0] ?? "below");

function makeProject(d: Dice, n: number, count: number, { owners, companies }: Made) {
  const company = companies[d.below(companies.length)];
  const owner = d.pick(owners);
  const moment = Date.UTC(2016, 2, 7, 1) + Math.floor((n / count) * 3_600) * 86_400_000;
  const receivedOn = new Date(moment).toISOString().slice(0, 10);
  const track = d.weigh(tracks);
  const stages = ways[track].slice(0, d.weigh(reached));
  const days = stages.map((_, at) => addDays(receivedOn, at * (10 + d.below(5))));
  const amount = d.roll() < 0.1 ? null : Math.round(10 ** (6.5 + 3.5 * d.roll()));
  const [stage, stageOn] = [stages.at(-1) ?? "lead", days.at(-1) ?? receivedOn];
  const shared = {
    track,
    capital: d.roll() < 0.8 ? "domestic" : "foreign",
    industry: company?.industry ?? null,
    region: company?.region ?? null,
    source: d.roll() < 0.6 ? "officer" : "event",
    size: sizeOf(amount),
    officer_id: owner.officerId,
    division_id: owner.divisionId,
  };
  const name = `${company?.name.replace(/(?:有限公司|股份公司|集团)$/, "") ?? "测速"}项目${n}`;
  const project = {
    ...shared,
    id: idOf(d, moment),
    code: `P${receivedOn.slice(0, 4)}-${String(n + 1).padStart(5, "0")}`,
    name,
    sort_name: sortNameOf(name),
    stage,
    stage_on: stageOn,
    investor_id: company?.id ?? null,
    investor_name: company?.name ?? name,
    total_investment: amount,
    received_on: receivedOn,
    active_on: stageOn,
    created_at: `${receivedOn}T09:00:00+08:00`,
  };
  const facts = stages.map((code, at) => ({
    ...shared,
    id: idOf(d, moment),
    project_id: project.id,
    stage: code,
    amount,
    happened_on: days[at],
    typed_at: `${days[at]}T09:00:00+08:00`,
    evidence: [],
    note: "",
  }));
  return { project, facts };
}

interface Made {
  owners: Owner[];
  companies: MadeCompany[];
}

/** What the columns default to: rows are written whole. */
const blank = {
  brief: "",
  standing: "ongoing",
  source_place: "",
  currency: "CNY",
  rate_source: "",
  site_wish: "",
  source_note: "",
  note: "",
  version: 1,
};

/** 招商项目 of one agency, as many as it has companies, with their stages and what they are found by. */
export async function writeProjects(
  write: (work: (db: Db) => Promise<void>) => Promise<void>,
  agencyId: string,
  seed: string,
  made: Made,
): Promise<number> {
  const d = dice(`projects of ${seed}`);
  const count = made.companies.length;
  const all = Array.from({ length: count }, (_, n) => makeProject(d, n, count, made));
  const owned = { agency_id: agencyId };
  for (const part of inParts(all, 2_000))
    await write(async (db) => {
      await insertMany(
        db,
        "project",
        part.map(({ project }) => ({ ...owned, ...blank, ...project })),
      );
      await insertMany(
        db,
        "project_stage",
        part.flatMap(({ facts }) => facts.map((fact) => ({ ...owned, ...fact }))),
      );
      const named = part.map(({ project: { id, name, investor_name: investorName, code } }) => ({
        id,
        findable: { names: [name, investorName], codes: [code] },
      }));
      for (const some of inParts(named, 250)) await indexMany({ db, agencyId }, "project", some, { areNew: true });
    });
  return all.length;
}
