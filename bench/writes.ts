import { newId } from "#kit/base/ids.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { changeNote } from "./floor.ts";
import { timed } from "./measure.ts";
import type { Work } from "./works.ts";

/** 写: one field of one company, against its bare update and one row of history. */
export const write: Work = {
  name: "write",
  measure: async ({ compare, stage, agencyId }) => {
    const { rows } = await stage.floor.query<{ id: string; version: number }>(
      "select id, version from company where agency_id = $1 and state = 'active' order by id limit 2000",
      [agencyId],
    );
    let turn = 0;
    // A company of its own every time: nobody waits for anybody, and no version is behind.
    const next = () => {
      const { id, version } = rows[turn] ?? { id: "", version: 0 };
      turn += 1;
      return { id, version, changes: { note: `第 ${turn} 次修改` } };
    };
    return [
      await compare({
        work: "写：改企业一个字段",
        of: "规则、写入、留痕、时间线、链",
        as: "head",
        operation: companyOperations.update,
        sent: next,
        floor: () => {
          const { id, changes } = next();
          return changeNote(stage.floor, agencyId, id, changes.note, newId());
        },
        goal: 3,
      }),
    ];
  },
};

/** 验链, over neighbours' chains of two lengths: the time must grow as the rows do. */
export const chain: Work = {
  name: "chain",
  measure: async ({ stage, agencyId }) => {
    const found = await stage.floor.query<{ id: string }>(
      "select id from agency where id <> $1 order by code limit 1",
      [agencyId],
    );
    const rows = [];
    for (const id of [found.rows[0]?.id ?? "", agencyId]) {
      let report = { rows: 0, problems: [""] };
      const ms = await timed(async () => {
        report = await stage.house.database.transaction({ role: "app", agencyId: id, readOnly: true }, (db) =>
          verifyChain(db, id),
        );
      });
      rows.push({
        work: "验链",
        of: `${report.rows} 条留痕`,
        floor: null,
        ours: ms,
        goal: null,
        p95: null,
        p95Goal: null,
        statements: null,
        note: `${Math.round((report.rows / ms) * 1000)} 条/秒${report.problems.length > 0 ? `；${report.problems[0]}` : ""}`,
      });
    }
    return rows;
  },
};
