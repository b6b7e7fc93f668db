import type { Job } from "#kit/server/jobs.ts";
import { type House, serve, type Served } from "#kit/server/serve.ts";
import { dropDraft, dropView, saveDraft, saveView, stopJob } from "./actions.ts";
import { draftOperations, fileOperations, jobOperations, timelineOperations, viewOperations } from "./contract.ts";
import { commitWork } from "./commits/schedule.ts";
import { exportSubject, startExport } from "./exports/actions.ts";
import { exportOperations } from "./exports/contract.ts";
import { exportWork } from "./exports/schedule.ts";
import { historyOperations } from "./history/contract.ts";
import { listChoices, listHistory } from "./history/queries.ts";
import { importSubject } from "./imports/actions.ts";
import { importWork } from "./imports/schedule.ts";
import { importServer } from "./imports/server.ts";
import { getDraft, getUpload, listJobs, listTimeline, listViews, type SubjectPage } from "./queries.ts";
import type { ImportKind } from "./staging/import.ts";

/** What the modules above contribute; handed over by the app, so that nothing here points upward. */
interface Contributions {
  /** Every operation of the house, this module's own among them: asked for when needed, because the list holds this one. */
  served: () => readonly Served[];
  imports: readonly ImportKind[];
  subjects: readonly SubjectPage[];
}

export function workspaceServer({ served, imports, subjects }: Contributions): Served[] {
  const operations = () => served().map(({ operation }) => operation);
  const known = () => ({
    subjects: [
      ...subjects.map(({ subject }) => subject),
      ...imports.flatMap((kind) => kind.subjects),
      importSubject,
      exportSubject,
    ],
    operations: operations(),
  });
  return [
    ...serve(draftOperations, { get: getDraft, save: saveDraft, drop: dropDraft }),
    ...serve(viewOperations, { list: listViews, save: saveView, drop: dropView }),
    ...serve(jobOperations, { list: listJobs, cancel: stopJob }),
    ...serve(fileOperations, { get: getUpload }),
    ...serve(timelineOperations, { list: (ctx, input) => listTimeline(ctx, subjects, input) }),
    ...importServer(imports),
    ...serve(exportOperations, { start: (ctx, input) => startExport(ctx, operations(), input) }),
    ...serve(historyOperations, {
      list: (ctx, input) => listHistory(ctx, input, known()),
      choices: (ctx) => listChoices(ctx, known()),
    }),
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
