import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobsOf, served } from "#app/house.ts";
import { readTable } from "#kit/documents/workbook.ts";
import type { Actor } from "#kit/server/context.ts";
import { filePath } from "#kit/server/files.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { files } from "#kit/server/tables.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { onStage, openStage, type Post, type Stage } from "./support/people.ts";
import { asOwner, plant } from "./support/planted.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Does the export's job as this person and returns the text of the file it made, row by row. */
async function exported(house: House, actor: Actor, input: Record<string, unknown>): Promise<string[][]> {
  const job = jobsOf(house, stage.folder).find(({ kind }) => kind === "exports.start");
  const run = {
    id: "",
    input: { list: "companies.list", input },
    actor,
    transaction: ((as, work) => house.database.transaction(as, work)) satisfies House["database"]["transaction"],
    progress: async () => {},
    isCancelled: () => false,
  };
  const made = await job?.work(run as never);
  const [file] = await asOwner(house, (db) =>
    db
      .select()
      .from(files)
      .where(eq(files.id, String(made?.fileId))),
  );
  const [sheet] = (await readTable(readFileSync(filePath(stage.folder, String(file?.digest))), "导出.xlsx")).sheets;
  const rows: string[][] = [];
  for await (const { cells } of sheet?.rows() ?? []) rows.push(cells.map(({ text }) => text));
  return rows;
}

describe("导出所见", () => {
  test.each<[Post, number]>([
    ["head", 10],
    ["chief", 10],
    ["officer", 3],
    ["other", 1],
    ["performance", 10],
  ])("%s 导出的企业正是列表里的 %i 家，没有别科室、别机构的", (post, count) =>
    onStage(stage, async (house) => {
      await plant(stage, house);
      const actor = stage.jia.people[post];
      const { rows } = await ask(house, served, actor, companyOperations.list, { limit: 500 });
      const sheet = await exported(house, actor, {});
      const names = sheet.flat().filter((cell) => /^示例企业\d+$/.test(cell));
      expect([rows.length, names.toSorted()]).toEqual([count, rows.map(({ name }) => name).sort()]);
    }),
  );

  test("按筛选导出，只有筛出来的", () =>
    onStage(stage, async (house) => {
      await plant(stage, house);
      const sheet = await exported(house, stage.jia.people.head, { search: "示例企业7" });
      expect(sheet.flat().filter((cell) => cell.startsWith("示例企业"))).toEqual(["示例企业7"]);
    }));

  test("排队期间失去权限的人，什么也导不出", () =>
    onStage(stage, async (house) => {
      const grants = new Map(
        [...stage.jia.people.head.grants].filter(([permission]) => permission !== "companies.read"),
      );
      await expect(exported(house, { ...stage.jia.people.head, grants }, {})).rejects.toMatchObject({
        kind: "forbidden",
      });
    }));
});
