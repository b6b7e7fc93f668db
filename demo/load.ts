import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { addDays, today } from "#kit/base/dates.ts";
import { command } from "#kit/base/operation.ts";
import { type Actor, nobody } from "#kit/server/context.ts";
import { instanceId } from "#kit/server/database.ts";
import { record } from "#kit/server/history.ts";
import { type House, perform } from "#kit/server/serve.ts";
import { historyLinks, instances } from "#kit/server/tables.ts";
import { loadRegions } from "#records/directory/actions.ts";
import { createAgency } from "#records/people/actions.ts";
import { standingOfLogin } from "#records/people/queries.ts";
import { stepsAs } from "#kit/server/steps.ts";
import { searchAgency } from "#records/directory/duplicates/schedule.ts";
import { agencies } from "#records/people/tables.ts";
import { type DemoAgency, demoAgencies, demoPosts } from "./agencies.ts";
import { openingOf } from "./calendar.ts";
import { type DemoPerson, peopleOf } from "./people.ts";
import { planOf, type Step } from "./plan.ts";
import { demoRegions } from "./regions.ts";
import { heldAlready, take } from "./take.ts";
import type { DemoHouse } from "./takeprojects.ts";

/** 演示装入: who enters it, before there is anybody. */
const loader: Actor = { ...nobody, name: "演示装入", via: "demo", isLocal: true };

const loading = command("demo.load", {
  title: "装入演示数据",
  permission: "instance.manage",
  reach: "instance",
  input: z.strictObject({}),
  output: z.object({}),
});
const shape = z.object({ agencyCount: z.int().meta({ title: "演示机构数" }) });

interface Says {
  /** The data folder: where evidence is kept. */
  folder: string;
  tell: (line: string) => void;
  /** Some of the agencies, for tests. */
  agencies?: readonly DemoAgency[];
}

/**
 * Enters the demo agencies through the same commands as people do, with the clock of each command set back. Every command
 * is one transaction and one link of its agency's chain, so a load that was interrupted goes on where the chain ends; that
 * it reached its end is itself a link, of the installation's own chain (本系统). Does nothing in a database that is loaded.
 */
export async function loadDemo(house: House, { tell, folder, agencies: wanted = demoAgencies }: Says): Promise<void> {
  if (house.instance !== "demo") throw new Error("演示数据只能装入演示库");
  if (await isDemoLoaded(house)) return;
  tell(`装入 ${wanted.length} 个演示机构（只在首次启动时）`);
  await loadRegions(house.database, demoRegions);
  const last = await lastDay(house);
  let offset = 0;
  for (const [index, agency] of wanted.entries()) {
    const people = peopleOf(agency, offset);
    offset += people.length;
    const started = performance.now();
    const steps = await loadAgency({ ...house, folder }, agency, people, last);
    const entered = steps.filter(({ does }) => does === "enter").length;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    tell(`  ${index + 1}/${wanted.length} ${agency.name}：${people.length} 人、${entered} 家企业（${seconds} 秒）`);
  }
  const as = { role: "owner", agencyId: instanceId } as const;
  await perform(house, { as, agencyId: instanceId, actor: loader, operation: loading }, (ctx) =>
    record(ctx, {
      subject: { kind: "demo", title: "演示数据", noun: "instance", shape },
      id: instanceId,
      before: null,
      after: { agencyCount: wanted.length },
    }),
  );
}

export async function isDemoLoaded({ database }: House): Promise<boolean> {
  const links = await database.transaction({ role: "owner", readOnly: true }, (db) =>
    db
      .select({ number: historyLinks.number })
      .from(historyLinks)
      .where(and(eq(historyLinks.agencyId, instanceId), eq(historyLinks.operation, loading.address))),
  );
  return links.length > 0;
}

/** The day before the database was made: what was planned on the first start is what a second one goes on with. */
async function lastDay({ database, now }: House): Promise<string> {
  const [instance] = await database.transaction({ role: "owner", readOnly: true }, (db) => db.select().from(instances));
  return addDays(today(instance ? new Date(instance.createdAt) : now()), -1);
}

async function loadAgency(house: DemoHouse, agency: DemoAgency, people: DemoPerson[], last: string): Promise<Step[]> {
  const opening = new Date(openingOf(agency.year));
  const agencyId =
    (await agencyIdOf(house, agency)) ??
    (
      await createAgency({ ...house, now: () => opening }, loader, {
        ...agency,
        divisions: agency.divisions.map(({ name }) => name),
        posts: demoPosts,
        people,
      })
    ).agencyId;
  const steps = planOf(agency, people, last);
  const actors = await actorsOf(house, steps, today(opening));
  const { done, made } = await heldAlready(house, agencyId, steps);
  for (const step of steps.slice(done)) await take(house, step, actors, made);
  await searchDuplicates(house, agencyId, last);
  return steps;
}

/** What the first night would find. */
async function searchDuplicates(house: House, agencyId: string, last: string): Promise<void> {
  const then = { ...house, now: () => new Date(`${last}T02:10:00+08:00`) };
  const actor: Actor = { ...loader, agencyId };
  await searchAgency(stepsAs(then, actor));
}

async function agencyIdOf({ database }: House, { code }: DemoAgency): Promise<string | undefined> {
  const [found] = await database.transaction({ role: "owner", readOnly: true }, (db) =>
    db.select({ id: agencies.id }).from(agencies).where(eq(agencies.code, code)),
  );
  return found?.id;
}

const everybodyIn = (step: Step): string[] => [
  step.by,
  ...("to" in step ? [step.to] : []),
  ...("witness" in step ? [step.witness] : []),
  ...("lead" in step ? [step.lead] : []),
  ...("keeper" in step ? [step.keeper] : []),
];

/** Everybody who acts, as of the day the agency was opened. */
async function actorsOf({ database }: House, steps: Step[], day: string): Promise<Map<string, Actor>> {
  const logins = new Set(steps.flatMap((step) => everybodyIn(step)));
  const actors = new Map<string, Actor>();
  await database.transaction({ role: "door" }, async (db) => {
    for (const login of logins) {
      const standing = await standingOfLogin(db, login, null, day, "demo");
      if (!standing) throw new Error(`演示人员 ${login} 没有任职`);
      actors.set(login, standing.actor);
    }
  });
  return actors;
}
