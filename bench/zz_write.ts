import { companyOperations } from "#records/directory/contract.ts";
import { newId } from "#kit/base/ids.ts";
import { changeNote } from "./floor.ts";
import { sideBySide } from "./measure.ts";
import { openStage } from "./stage.ts";
import { openBench } from "./works.ts";
const stage = await openStage("small", console.error);
const bench = await openBench(stage, { isTraced: false, isFull: false });
const { rows } = await stage.floor.query("select id, version from company where agency_id = $1 and state = 'active' order by id limit 5000", [bench.agencyId]);
let turn = 0;
const next = () => { const { id, version } = rows[turn++ % rows.length]; return { id, version, changes: { note: `第 ${turn} 次修改` } }; };
for (let i = 0; i < Number(process.argv[2] ?? 4); i++) {
  const s = await sideBySide(() => { const { id, changes } = next(); return changeNote(stage.floor, bench.agencyId, id, changes.note, newId()); }, () => bench.run(bench.head, companyOperations.update, next()), 80);
  console.log(s.floor.toFixed(3), s.ours.toFixed(3), (s.ours / s.floor).toFixed(2), s.cpu.toFixed(2));
}
await bench.close(); await stage.close();
