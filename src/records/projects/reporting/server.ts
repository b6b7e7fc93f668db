import { serve } from "#kit/server/serve.ts";
import { askReport, correctReport, reportSheet } from "./actions.ts";
import { reportOperations } from "./contract.ts";
import { getReportPage, listReportRows, listReports, listSheets, previewReport } from "./queries.ts";

export const reportServer = serve(reportOperations, {
  sheets: listSheets,
  list: listReports,
  get: getReportPage,
  rows: listReportRows,
  preview: previewReport,
  report: reportSheet,
  correct: correctReport,
  write: askReport,
});
