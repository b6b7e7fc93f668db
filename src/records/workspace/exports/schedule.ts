import { writeWorkbook } from "#kit/documents/spreadsheet.ts";
import { type Job, job, type Run } from "#kit/server/jobs.ts";
import { type House, run as ask, type Served } from "#kit/server/serve.ts";
import { keepFile, stepsOf } from "#kit/server/steps.ts";
import { exportJob, recordExport } from "./actions.ts";
import { exportOperations } from "./contract.ts";
import { exportColumns, toldColumns } from "./rules.ts";

interface Setting {
  house: House;
  place: string;
  served: () => readonly Served[];
}

const pageSize = 500;

interface Page {
  rows: Record<string, unknown>[];
  next: string | null;
  total: number;
  columns?: Parameters<typeof toldColumns>[0];
}

/**
 * 导出所见: the same list operation, page by page, as the person who asked, so its scope, classes and filters are the
 * export's without being said twice. Rows stream into the file; the database is free between pages.
 */
export function exportWork({ house, place, served }: Setting): Job[] {
  const work = async (run: Run<{ list: string; input: Record<string, unknown>; columns?: string[] | undefined }>) => {
    const list = served().find(({ operation }) => operation.address === run.input.list);
    if (!list) throw new Error(`list ${run.input.list} is not served`);
    const { operation } = list;
    const within: House = {
      ...house,
      database: { ...house.database, transaction: (as, work) => run.transaction(as, work) },
    };
    const pageAfter = async (after: string | null): Promise<Page> => {
      const sent = { ...run.input.input, limit: pageSize, ...(after ? { after } : {}) };
      return (await ask(within, list, run.actor, sent)).answer as Page;
    };
    const first = await pageAfter(null);
    const columns = operation.list
      ? exportColumns(operation.list.row, run.input.columns)
      : toldColumns(first.columns ?? []);
    let count = 0;
    async function* rows() {
      for (let page = first; ; page = await pageAfter(page.next)) {
        for (const row of page.rows) yield columns.map(({ field, cell }) => cell(row[field]));
        count += page.rows.length;
        await run.progress(count, page.total);
        if (!page.next) return;
      }
    }
    const title = operation.title.replace(/^查看/, "");
    const stream = writeWorkbook({
      sheets: [
        { name: title, columns: columns.map(({ cell: _cell, field: _field, ...column }) => column), rows: rows() },
      ],
      ...(house.instance === "demo" ? { stamp: "演示数据" } : {}),
    });
    const kept = await keepFile(stepsOf(house, run), place, exportOperations.start, {
      name: `${title}.xlsx`,
      stream,
      record: (ctx, fileId) =>
        recordExport(ctx, fileId, {
          listTitle: title,
          filter: JSON.stringify(run.input.input),
          columns: columns.map((column) => column.title).join("、"),
          rows: count,
          fileName: `${title}.xlsx`,
        }),
    });
    return { ...kept, rows: count, summary: `“${kept.fileName}”已导出，共 ${count} 行，请到任务中心下载` };
  };
  return [job({ ...exportJob, work })] as unknown as Job[];
}
