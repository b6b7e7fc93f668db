import { makeCreditCode } from "#kit/base/creditcode.ts";
import { openWorkshop, workbookOf } from "./.bench-shop.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
const shop = await openWorkshop();
const code = (n: number) => makeCreditCode({ region: "110105", body: `MA${String(n).padStart(6, "0")}` });
const { jia, preview, say, settled, house } = shop;
const N = Number(process.argv[2] ?? 10_000);
const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1000; };
let spans: [string, number, number][] = [];
let n = 0;
const orig = house.database.transaction;
house.database.transaction = async (as, work) => orig(as, async (db) => { const s = performance.now(); const c = cpu(); try { return await work(db); } finally { n++; spans.push([as.role, Math.round(performance.now() - s), Math.round(cpu() - c)]); } });
const sheetFor = (from: number, rich: boolean) => workbookOf(["企业名称", "统一社会信用代码", "标签", "行业", "行政区划", { title: "注册资本", kind: "money", unit: "万元" }, { title: "成立日期", kind: "date" }, "责任专员", "备注", ...(rich ? ["联系人", "职务", "电话", "邮箱"] : [])],
  (function* () { for (let i = from; i < from + N; i++) yield [`上海落地第${i}科技发展有限公司`, code(i), i % 3 ? "规上" : "央企、高新技术企业", "C", "110105", String(100 + i), "2018-05-20", "一科专员", "备注", ...(rich ? [`王${i}`, "经理", `138${String(i).padStart(8, "0")}`, `a${i}@example.cn`] : [])]; })());
const plain = await sheetFor(0, false); const rich = await sheetFor(N, true); const bytes = rich;
let peak = 0;
const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 50);
const base = process.memoryUsage().rss;
const lap = async <T>(what: string, f: () => Promise<T>): Promise<T> => { spans = []; n = 0; const t = performance.now(); const c = cpu(); const r = await f(); const top = [...spans].sort((a, b) => b[2] - a[2]).slice(0, 3); console.log(what, "wall", Math.round(performance.now() - t), "cpu", Math.round(cpu() - c), "tx", n, "top", JSON.stringify(top)); return r; };
for (const [what, bytes] of [["companies only", plain], ["with contacts, on top of them", rich]] as const) {
  console.log("---", what);
  const batch = await lap("stage  ", () => preview(jia.people.officer, "一万家.xlsx", bytes));
  console.log(JSON.stringify(batch.counts), batch.message ?? "");
  const done = await lap("commit ", async () => { await say(jia.people.officer, importOperations.commit, { id: batch.id, version: batch.version }); return settled(jia.people.officer, batch.id); });
  console.log(done.state, done.message ?? "", "rss", Math.round(process.memoryUsage().rss / 1e6));
  if (what !== "companies only") { const back = await lap("revert ", async () => { await say(jia.people.officer, importOperations.revert, { id: batch.id, reason: "传错了文件" }); return settled(jia.people.officer, batch.id); }); console.log(back.state); }
}
clearInterval(timer);
console.log("rss base", Math.round(base / 1e6), "peak", Math.round(peak / 1e6));
await shop.close();
process.exit(0);
