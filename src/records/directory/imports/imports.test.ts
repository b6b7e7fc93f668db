import { afterAll, beforeAll, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { openWorkshop, type Workshop, workbookOf } from "#tests/support/workshop.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());
const code = (n: number) => makeCreditCode({ region: "110105", body: `MA${String(n).padStart(6, "0")}` });
test("10000", { timeout: 600_000 }, async () => {
  const { jia, preview, say, settled, house } = shop;
  const N = 10_000;
  let longest = 0;
  let sum = 0;
  let n = 0;
  const orig = house.database.transaction;
  const spans: [string, number][] = [];
  house.database.transaction = async (as, work) => {
    return orig(as, async (db) => {
      const s = performance.now();
      try {
        return await work(db);
      } finally {
        const t = performance.now() - s;
        n++;
        sum += t;
        if (t > longest) longest = t;
        if (t > 150) spans.push([as.role, Math.round(t)]);
      }
    });
  };
  const bytes = await workbookOf(
    [
      "企业名称",
      "统一社会信用代码",
      "标签",
      "行业",
      "行政区划",
      { title: "注册资本", kind: "money", unit: "万元" },
      { title: "成立日期", kind: "date" },
      "责任专员",
      "备注",
      "联系人",
      "职务",
      "电话",
      "邮箱",
    ],
    (function* () {
      for (let i = 0; i < N; i++)
        yield [
          `上海落地第${i}科技发展有限公司`,
          code(i),
          i % 3 ? "规上" : "央企、高新技术企业",
          "C",
          "110105",
          String(100 + i),
          "2018-05-20",
          "一科专员",
          "备注",
          `王${i}`,
          "经理",
          `138${String(i).padStart(8, "0")}`,
          `a${i}@example.cn`,
        ];
    })(),
  );
  console.log("file", bytes.length);
  for (const round of [1, 2]) {
    let t0 = performance.now();
    longest = 0;
    n = 0;
    sum = 0;
    spans.length = 0;
    const batch = await preview(jia.people.officer, "一万家.xlsx", bytes);
    console.log(
      round,
      "stage+preview",
      Math.round(performance.now() - t0),
      batch.counts,
      "tx",
      n,
      "sum",
      Math.round(sum),
      "longest",
      Math.round(longest),
      JSON.stringify(spans),
      batch.message,
    );
    if (batch.counts.create + batch.counts.update === 0) break;
    t0 = performance.now();
    longest = 0;
    n = 0;
    sum = 0;
    spans.length = 0;
    await say(jia.people.officer, importOperations.commit, { id: batch.id, version: batch.version });
    const done = await settled(jia.people.officer, batch.id);
    console.log(
      round,
      "commit",
      Math.round(performance.now() - t0),
      done.state,
      done.message,
      "tx",
      n,
      "sum",
      Math.round(sum),
      "longest",
      Math.round(longest),
      JSON.stringify(spans),
      "rss",
      Math.round(process.memoryUsage().rss / 1e6),
    );
    if (round === 1) continue;
  }
});
