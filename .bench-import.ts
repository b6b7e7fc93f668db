import { makeCreditCode } from "#kit/base/creditcode.ts";
import { openWorkshop, workbookOf } from "#tests/support/workshop.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import pg from "pg";
const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1000; };
const q = (pg.Client.prototype as any).query;
let stats = new Map<string, [number, number, number]>();
(pg.Client.prototype as any).query = async function (this: unknown, ...args: any[]) {
  const text = (typeof args[0] === "string" ? args[0] : args[0]?.text ?? "").replace(/\s+/g, " ").replace(/(\$\d+, ?)+/g, "…").slice(0, 110);
  const s = performance.now(); const c = cpu();
  try { return await q.apply(this, args); } finally { const e = stats.get(text) ?? [0, 0, 0]; e[0]++; e[1] += performance.now() - s; e[2] = Math.max(e[2], cpu() - c); stats.set(text, e); }
};
const shop = await openWorkshop();
const code = (n: number) => makeCreditCode({ region: "110105", body: `MA${String(n).padStart(6, "0")}` });
const { jia, preview, say, settled, house } = shop;
const N = Number(process.argv[2] ?? 10_000);

let spans: [string, number, number][] = [];
let n = 0;
const orig = house.database.transaction;
house.database.transaction = async (as, work) => orig(as, async (db) => { const s = performance.now(); const c = cpu(); try { return await work(db); } finally { n++; spans.push([as.role, Math.round(performance.now() - s), Math.round(cpu() - c)]); } });
const bytes = await workbookOf(["企业名称", "统一社会信用代码", "标签", "行业", "行政区划", { title: "注册资本", kind: "money", unit: "万元" }, { title: "成立日期", kind: "date" }, "责任专员", "备注", "联系人", "职务", "电话", "邮箱"],
  (function* () { for (let i = 0; i < N; i++) yield [`上海落地第${i}科技发展有限公司`, code(i), i % 3 ? "规上" : "央企、高新技术企业", "C", "110105", String(100 + i), "2018-05-20", "一科专员", "备注", `王${i}`, "经理", `138${String(i).padStart(8, "0")}`, `a${i}@example.cn`]; })());
let peak = 0;
const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 50);
const base = process.memoryUsage().rss;
const lap = async <T>(what: string, f: () => Promise<T>): Promise<T> => { spans = []; n = 0; const t = performance.now(); const c = cpu(); stats = new Map(); const r = await f(); for (const [k, v] of [...stats].sort((a, b) => b[1][1] - a[1][1]).slice(0, 9)) console.log("   ", v.map(Math.round).join(" "), k); const top = [...spans].sort((a, b) => b[2] - a[2]).slice(0, 3); console.log(what, "wall", Math.round(performance.now() - t), "cpu", Math.round(cpu() - c), "tx", n, "top", JSON.stringify(top)); return r; };
const batch = await lap("stage", () => preview(jia.people.officer, "一万家.xlsx", bytes));
console.log(batch.counts, batch.message);
const done = await lap("commit", async () => { await say(jia.people.officer, importOperations.commit, { id: batch.id, version: batch.version }); return settled(jia.people.officer, batch.id); });
console.log(done.state, done.message);
if (process.argv[3]) {
  const again = await lap("again", () => preview(jia.people.officer, "一万家.xlsx", bytes));
  console.log(again.counts);
  const back = await lap("revert", async () => { await say(jia.people.officer, importOperations.revert, { id: batch.id, reason: "传错了文件" }); return settled(jia.people.officer, batch.id); });
  console.log(back.state, back.message);
}
clearInterval(timer);
console.log("rss base", Math.round(base / 1e6), "peak", Math.round(peak / 1e6));
await shop.close();
process.exit(0);
