import { newId } from "#kit/base/ids.ts";
import { stepsAs } from "#kit/server/steps.ts";
import { duplicateOperations } from "#records/directory/duplicates/contract.ts";
import { searchAgency } from "#records/directory/duplicates/schedule.ts";
import { alikeOperations } from "#records/directory/comparing/contract.ts";
import { mergeOperations } from "#records/directory/merging/contract.ts";
import { insertMany } from "./datawrite.ts";
import { type Row, timed } from "./measure.ts";
import type { Bench, Work } from "./works.ts";

const bare = { floor: null, goal: null, p95: null, p95Goal: null, statements: null };

/** 查重与合并: the night's search over the whole agency, and a merge with much hanging on it, there and back. */
export const merging: Work = {
  name: "merging",
  measure: async (bench) => [...(await searchOnce(bench)), ...(await mergeOnce(bench))],
};

async function searchOnce({ stage, head, run }: Bench): Promise<Row[]> {
  const step = stepsAs(stage.house, head);
  const parts: Record<string, number> = {};
  const timedStep: typeof step = async (operation, work) => {
    const begun = performance.now();
    const answer = await step(operation, work);
    parts[work.name || "写入"] = (parts[work.name || "写入"] ?? 0) + performance.now() - begun;
    return answer;
  };
  let found = { companyCount: 0, pairCount: 0 };
  const first = await timed(async () => {
    found = await searchAgency(timedStep);
  });
  const told = Object.entries(parts).map(([name, ms]) => `${name} ${(ms / 1000).toFixed(1)} s`);
  const again = await timed(() => searchAgency(step));
  const { rows } = await run(head, duplicateOperations.list, { sort: "score", descending: true });
  const names = rows.map(({ oneName }) => oneName);
  let turn = 0;
  const asked = [];
  while (turn < 40)
    asked.push(await timed(() => run(head, alikeOperations.alike, { name: `${names[turn++ % names.length]}` })));
  const of = `${found.companyCount} 家企业`;
  return [
    { work: "夜间查重", of, ...bare, ours: first, note: `目标 ≤ 5 s；${found.pairCount} 对；${told.join("，")}` },
    { work: "夜间查重，第二夜", of, ...bare, ours: again, note: "已有的对更新" },
    {
      work: "新增前查重",
      of,
      ...bare,
      ours: asked.toSorted((a, b) => a - b)[20] ?? 0,
      note: `40 次的中位数，最慢 ${Math.max(...asked).toFixed(1)} ms`,
    },
  ];
}

const contactCount = 200;
const entryCount = 2000;

async function mergeOnce({ stage, head, run, agencyId }: Bench): Promise<Row[]> {
  const { rows } = await stage.floor.query<{ id: string; version: number }>(
    "select id, version from company where agency_id = $1 and state = 'active' order by id limit 2",
    [agencyId],
  );
  const [survivor, merged] = rows;
  if (!survivor || !merged) throw new Error("no two companies to merge");
  await plantUnder(stage.house, agencyId, merged.id);
  let id = "";
  const there = await timed(async () => {
    const sent = { survivorId: survivor.id, mergedId: merged.id, reason: "测速" };
    const versions = { survivorVersion: survivor.version, mergedVersion: merged.version };
    ({ id } = await run(head, mergeOperations.merge, { ...sent, ...versions }));
  });
  const back = await timed(() => run(head, mergeOperations.undo, { id, reason: "测速" }));
  const of = `${contactCount} 位联系人、${entryCount} 条时间线`;
  return [
    { work: "合并企业", of, ...bare, ours: there, note: "目标 ≤ 1 s" },
    { work: "撤销合并", of, ...bare, ours: back, note: "目标 ≤ 1 s" },
  ];
}

/** What hangs on the company that goes. */
async function plantUnder({ database }: Bench["stage"]["house"], agencyId: string, companyId: string) {
  const many = <T>(count: number, row: (number: number) => T) => Array.from({ length: count }, (_, n) => row(n));
  const own = () => ({ agency_id: agencyId, id: newId() });
  const told = { happened_on: "2026-01-01", typed_at: "2026-01-01T09:00:00+08:00", kind: "visits.record" };
  const to = { subject_kind: "company", subject_id: companyId, permission: "companies.read", class: "internal" };
  await database.transaction({ role: "owner" }, async (db) => {
    await insertMany(
      db,
      "contact",
      many(contactCount, (n) => ({
        ...own(),
        company_id: companyId,
        name: `客${n}`,
        position: "",
        note: "",
        version: 1,
      })),
    );
    await insertMany(
      db,
      "timeline_entry",
      many(entryCount, (n) => ({ ...own(), ...told, ...to, title: `走访${n}` })),
    );
  });
}
