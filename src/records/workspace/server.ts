import type { Operation } from "#kit/base/operation.ts";
import type { Ended, Job } from "#kit/server/jobs.ts";
import type { Outbound } from "#kit/server/outbound.ts";
import type { Patrol } from "#kit/server/patrols.ts";
import { type House, serve, type Served } from "#kit/server/serve.ts";
import { dropDraft, dropView, runAgain, saveDraft, saveView, stopJob, tellEnd } from "./actions.ts";
import { channelSubject } from "./channels/contract.ts";
import { channelServer } from "./channels/server.ts";
import { commitWork } from "./commits/schedule.ts";
import { draftOperations, fileOperations, jobOperations, timelineOperations, viewOperations } from "./contract.ts";
import { deliverySubject } from "./deliveries/contract.ts";
import { deliveryWork } from "./deliveries/schedule.ts";
import { deliveryServer } from "./deliveries/server.ts";
import { exportSubject, startExport } from "./exports/actions.ts";
import { exportOperations } from "./exports/contract.ts";
import { exportWork } from "./exports/schedule.ts";
import { historyOperations } from "./history/contract.ts";
import { listChoices, listHistory, listOfRecord } from "./history/queries.ts";
import { importSubject } from "./imports/actions.ts";
import { batchPlaces } from "./imports/queries.ts";
import { importWork } from "./imports/schedule.ts";
import { amendServer } from "./amending/server.ts";
import { importServer } from "./imports/server.ts";
import { noticePreferenceSubject } from "./notices/contract.ts";
import { noticeServer } from "./notices/server.ts";
import type { PackSection } from "./packs/queries.ts";
import { packServer } from "./packs/server.ts";
import { browseJobs, getDraft, getKeeping, getUpload, listJobs, listTimeline, listViews } from "./queries.ts";
import { retentionWork } from "./retention/schedule.ts";
import type { ImportKind } from "./staging/import.ts";
import type { SubjectPage } from "./subjects/queries.ts";

/** What the modules above contribute; handed over by the app, so that nothing here points upward. */
interface Contributions {
  /** Every operation of the house, this module's own among them: asked for when needed, because the list holds this one. */
  served: () => readonly Served[];
  imports: readonly ImportKind[];
  subjects: readonly SubjectPage[];
  /** Acts that no door serves but the history tells. */
  acts: readonly Operation[];
  packs: readonly PackSection[];
  outbound: Outbound;
}

export function workspaceServer({ served, imports, subjects, acts, packs, outbound }: Contributions): Served[] {
  const operations = () => served().map(({ operation }) => operation);
  const accounts = subjects.find(({ subject }) => subject.kind === "account")?.places;
  const pages: SubjectPage[] = [
    ...subjects,
    { subject: importSubject, places: (ctx, ids) => batchPlaces(ctx, imports, ids) },
    { subject: noticePreferenceSubject, ...(accounts && { places: accounts }) },
    ...[exportSubject, channelSubject, deliverySubject].map((subject) => ({ subject })),
  ];
  // A kind that is imported and has no page of its own is known by its words all the same.
  const others = imports
    .flatMap((kind) => kind.subjects)
    .filter(({ kind }) => !pages.some((each) => each.subject.kind === kind));
  const known = () => ({
    pages: [...pages, ...others.map((subject) => ({ subject }))],
    operations: [...operations(), ...acts],
  });
  return [
    ...serve(draftOperations, { get: getDraft, save: saveDraft, drop: dropDraft }),
    ...serve(viewOperations, { list: listViews, save: saveView, drop: dropView }),
    ...serve(jobOperations, {
      list: listJobs,
      browse: browseJobs,
      cancel: stopJob,
      repeat: runAgain,
      keeping: getKeeping,
    }),
    ...serve(fileOperations, { get: getUpload }),
    ...serve(timelineOperations, { list: (ctx, input) => listTimeline(ctx, subjects, input) }),
    ...importServer(imports),
    ...amendServer(imports),
    ...serve(exportOperations, { start: (ctx, input) => startExport(ctx, operations(), input) }),
    ...serve(historyOperations, {
      list: (ctx, input) => listHistory(ctx, input, known()),
      ofRecord: (ctx, input) => listOfRecord(ctx, input, known()),
      choices: (ctx) => listChoices(ctx, known()),
    }),
    ...noticeServer(pages),
    ...channelServer(outbound),
    ...deliveryServer,
    ...packServer(packs, operations),
  ];
}

/** 任务 of this module, for the runner; `place` is the data folder. */
export function workspaceJobs(
  house: House,
  place: string,
  { served, imports }: Pick<Contributions, "served" | "imports">,
): Job[] {
  const importing = { house, place, kinds: imports };
  return [...importWork(importing), ...commitWork(importing), ...exportWork({ house, place, served })];
}

/** What the runner tells when a job has ended; `known` are all there are. */
export const jobEnded =
  (house: House, known: readonly Job[]): Ended =>
  (db, jobId) =>
    tellEnd(db, house.now(), known, jobId);

/** 轮值 of this module; `address` is where the installation is opened from outside. */
export const workspacePatrols = (house: House, outbound: Outbound, address: string | null): Patrol[] => [
  deliveryWork({ house, outbound, address }),
  retentionWork(house),
];
