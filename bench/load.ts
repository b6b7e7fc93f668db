/**
 * `tsx bench/load.ts [--people 100] [--seconds 40] [--size agency]`: officers at work at once, five to nine seconds
 * between two clicks, over the bench's own data and its own door on loopback. At most a minute and 200 officers.
 */
import { setTimeout as later } from "node:timers/promises";
import { parseArgs } from "node:util";
import { companyOperations } from "#records/directory/contract.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { openFor, type Visitor } from "./door.ts";
import { quantile } from "./measure.ts";
import { type Dice, dice } from "./names.ts";
import { openStage, type Stage } from "./stage.ts";

const { values } = parseArgs({
  options: {
    people: { type: "string", default: "100" },
    seconds: { type: "string", default: "40" },
    size: { type: "string", default: "agency" },
  },
});
const people = Math.min(Number(values.people), 200);
const seconds = Math.min(Number(values.seconds), 60);

const stage = await openStage(values.size, (words) => console.error(words));
const door = await openFor(stage.house);
const took = new Map<string, number[]>();
const failures: string[] = [];
try {
  // The door lets thirty people a minute sign in from one address: many share the sessions of one division's officers.
  const { officers, divisions } = stage.size;
  const visitors: Visitor[] = [];
  for (let n = 1; n <= officers; n += divisions) visitors.push(await door.visitor(`bench-1-officer-${n}`));
  const companies = await companiesOf(stage);
  const until = Date.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: people }, (_, n) =>
      work(dice(`officer ${n}`), visitors[n % visitors.length], companies, until),
    ),
  );
} finally {
  await door.close();
  await stage.close();
}

const all = [...took.values()].flat();
console.log(
  `${stage.databaseName}，规模 ${stage.sizeName}：${people} 人同时办公 ${seconds} 秒，点击 ${all.length} 次，出错 ${failures.length} 次`,
);
for (const [what, times] of [...took, ["合计", all] as const])
  console.log(
    `${what}\t${times.length} 次\t中位 ${quantile(times, 0.5).toFixed(1)} ms\tp95 ${quantile(times, 0.95).toFixed(1)} ms`,
  );
for (const failure of new Set(failures)) console.log(failure);
process.exitCode = failures.length > 0 || quantile(all, 0.95) > 1000 ? 1 : 0;

async function work(d: Dice, visitor: Visitor | undefined, companies: Company[], until: number): Promise<void> {
  await later(d.roll() * 7_000);
  while (Date.now() < until && visitor) {
    const { what, address, input } = click(d, companies);
    const started = performance.now();
    await visitor.ask(address, input).catch((error: Error) => failures.push(error.message));
    took.set(what, [...(took.get(what) ?? []), performance.now() - started]);
    await later(Math.min(5_000 + d.roll() * 4_000, Math.max(0, until - Date.now())));
  }
}

type Company = { id: string; version: number };

function click(d: Dice, companies: Company[]) {
  const kind = d.weigh([
    ["列表", 40],
    ["检索", 20],
    ["详情", 25],
    ["修改", 10],
    ["指标", 5],
  ]);
  const { list, get, update } = companyOperations;
  if (kind === "检索")
    return { what: kind, address: list.address, input: { search: d.pick(["医药", "江城", "znkj", "恒瑞"]) } };
  if (kind === "详情") return { what: kind, address: get.address, input: { id: d.pick(companies).id } };
  if (kind === "指标")
    return {
      what: kind,
      address: metricOperations.table.address,
      input: { metric: "companies.tagged", year: 2025, by: ["tag", "month"] },
    };
  if (kind === "修改") {
    // Each is changed once, so that no version is behind.
    const [company = { id: "", version: 1 }] = companies.splice(d.below(companies.length), 1);
    return { what: kind, address: update.address, input: { ...company, changes: { note: `走访 ${d.below(1e6)}` } } };
  }
  const input = {
    industry: d.pick(["C", "F", "I"]),
    region: `4201${String(1 + d.below(13)).padStart(2, "0")}`,
    sort: "registeredCapital",
  };
  return { what: kind, address: list.address, input };
}

/** Of the first officer's division: the others of it may change them too. */
async function companiesOf({ floor, people: { officer } }: Stage): Promise<Company[]> {
  const { rows } = await floor.query<Company>(
    "select id, version from company where agency_id = $1 and division_id = $2 and state = 'active' order by id",
    [officer.agencyId, officer.divisionId],
  );
  return rows;
}
