import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkPicture, drawPicture, floors, inspect, order, plan, withPicture } from "../scripts/house/inspect.mjs";
import { build, pullDown, root, type Tree } from "./support/house.ts";

/**
 * The check of the house, checked: it passes on `src`, it reads what is there, and every rule is broken once on purpose.
 * Each breach is planted in a small sound house of its own, and must be reported under exactly its name.
 */
afterAll(pullDown);

const breachesIn = async (planted: Tree) => (await inspect(build(planted))).breaches;

const rulesOf = (breaches: { rule: string }[]) => [...new Set(breaches.map(({ rule }) => rule))].sort();
const people = "src/records/people";

/** One row a rule: its name, the breach, and the other rules the same breach cannot help breaking. */
const importBreaches: [rule: string, planted: Tree, also?: string[]][] = [
  [
    "screens-never-meet-the-server",
    { [`${people}/screens/Bad.tsx`]: 'import { list } from "../queries.ts";\nexport const Bad = list;' },
  ],
  [
    "screens-never-meet-the-server",
    { [`${people}/parts/Bad.tsx`]: 'export const load = () => import("../tables.ts");' },
  ],
  [
    "screens-never-meet-the-server",
    { [`${people}/parts/use.ts`]: 'import type { people } from "../tables.ts";\nexport type P = typeof people;' },
  ],
  [
    "screens-never-meet-the-server",
    { "src/kit/ui/Bad.tsx": 'import { db } from "#kit/server/database.ts";\nexport const Bad = db;' },
  ],
  [
    "screens-never-meet-the-server",
    { "src/kit/ui/Bad.tsx": 'import { read } from "#kit/documents/workbook.ts";\nexport const Bad = read;' },
  ],
  [
    "screens-never-meet-the-server",
    {
      "src/app/portal.tsx": `import { peopleServer } from "#records/people/server.ts";\nexport const a = peopleServer;`,
    },
    ["browser-never-reaches-node"],
  ],
  [
    "server-never-meets-screens",
    { [`${people}/offers.ts`]: 'import { PersonLink } from "./parts/PersonLink.tsx";\nexport const o = PersonLink;' },
  ],
  [
    "server-never-meets-screens",
    { [`${people}/offers.ts`]: 'import type { ReactNode } from "react";\nexport type O = ReactNode;' },
  ],
  [
    "server-never-meets-screens",
    { "src/app/cli.ts": 'import { pages } from "#records/people/screens/pages.tsx";\nexport const a = pages;' },
  ],
  [
    "both-sides-take-no-side",
    { [`${people}/rules.ts`]: 'import { list } from "./queries.ts";\nexport const whyNot = list;' },
  ],
  [
    "both-sides-take-no-side",
    { "src/results/checks/relations/growth.ts": 'import { db } from "#kit/server/database.ts";\nexport const k = db;' },
  ],
  [
    "both-sides-take-no-side",
    { "src/kit/base/money.ts": 'import { sql } from "drizzle-orm";\nexport const yuan = sql;' },
    ["browser-never-reaches-node"],
  ],
  [
    "both-sides-take-no-side",
    {
      [`${people}/contract.ts`]:
        'import { yuan } from "#kit/base/money.ts";\nimport { memo } from "react";\nexport const peopleOperations = [yuan, memo];',
    },
  ],
  [
    "browser-without-node",
    { [`${people}/parts/Bad.tsx`]: 'import { join } from "node:path";\nexport const Bad = join;' },
  ],
  [
    "both-sides-take-no-side",
    { "src/kit/base/money.ts": 'import { join } from "node:path";\nexport const yuan = join;' },
    ["browser-never-reaches-node"],
  ],
  [
    "browser-never-reaches-node",
    {
      "src/kit/documents/model.ts": 'import { inflate } from "node:zlib";\nexport type Paragraph = typeof inflate;',
      "src/kit/ui/Table.tsx":
        'import type { Paragraph } from "#kit/documents/model.ts";\nexport const Table = (_: Paragraph) => <p />;',
    },
  ],
  ["browser-without-node", { "src/kit/ui/Bad.tsx": 'import { sql } from "drizzle-orm";\nexport const Bad = sql;' }],
  [
    "face-of-a-module",
    {
      "src/records/projects/screens/Bad.tsx":
        'import { PersonList } from "#records/people/screens/PersonList.tsx";\nexport const Bad = PersonList;',
    },
  ],
  [
    "face-of-a-module",
    {
      "src/records/projects/queries.ts":
        'import { peopleServer } from "#records/people/server.ts";\nexport const q = peopleServer;',
    },
  ],
  [
    "face-of-a-module",
    {
      "src/records/projects/parts/Bad.tsx":
        'import { panels } from "../../people/panels.tsx";\nexport const Bad = panels;',
    },
  ],
  [
    "doors-see-pages-only",
    {
      "src/app/portal.tsx":
        'import { PersonList } from "#records/people/screens/PersonList.tsx";\nexport const a = PersonList;',
    },
  ],
  [
    "tests-are-never-imported",
    { [`${people}/queries.ts`]: 'import "./people.test.ts";\nexport const list = 1;' },
    ["no-circle"],
  ],
  [
    "no-circle",
    {
      [`${people}/words.ts`]:
        'import type { peopleOperations } from "./contract.ts";\nexport type K = typeof peopleOperations;\nexport const kinds = { officer: "" };',
    },
  ],
  ["no-circle", { [`${people}/words.ts`]: 'export const kinds = { officer: "", later: () => import("./rules.ts") };' }],
  [
    "no-circle-of-folders",
    {
      "src/kit/documents/docx/write.ts": 'import { parse } from "../text/parse.ts";\nexport const write = parse;',
      "src/kit/documents/docx/style.ts": "export const style = 1;",
      "src/kit/documents/text/parse.ts": "export const parse = 1;",
      "src/kit/documents/text/print.ts": 'import { style } from "../docx/style.ts";\nexport const print = style;',
    },
  ],
  ["no-orphans", { "src/kit/server/lonely.ts": "export const lonely = 1;" }],
  ["not-to-unresolvable", { [`${people}/offers.ts`]: 'import { gone } from "./gone.ts";\nexport const o = gone;' }],
  ["only-declared-packages", { "src/kit/server/dev.ts": 'import { build } from "vite";\nexport const dev = build;' }],
  ["only-declared-packages", { "src/kit/server/dev.ts": 'import { z } from "zod";\nexport const dev = z;' }],
  [
    "src-stands-alone",
    { "src/kit/server/bad.ts": 'import { officers } from "#tests/support/people.ts";\nexport const bad = officers;' },
  ],
  ["src-stands-alone", { "src/app/cli.ts": 'import { fill } from "../../bench/data.ts";\nexport const bad = fill;' }],
  [
    "only-doors-know-the-demo",
    { [`${people}/offers.ts`]: 'import { demo } from "#demo/demo.ts";\nexport const o = demo;' },
  ],
];

const many = (lines: number) => Array.from({ length: lines }, (_, i) => `export const a${i} = ${i};`).join("\n");
const action = (statement: string) =>
  `import { people } from "#records/people/tables.ts";\nimport * as all from "#records/people/tables.ts";\nexport const bad = (ctx: any, sql: any) => { const same = people; return [same, all, sql, ${statement}]; };`;
const projects = "src/records/projects/actions.ts";

const sourceBreaches: [rule: string, planted: Tree, also?: string[]][] = [
  ["own-your-writes", { [projects]: action("ctx.db.insert(people)") }],
  ["own-your-writes", { [projects]: action("ctx.db.update(all.people).set({})") }],
  ["own-your-writes", { [projects]: action("ctx.db.delete(same)") }],
  ["own-your-writes", { [projects]: action("sql`delete from ${people}`") }],
  ["own-your-writes", { [projects]: action("ctx.db.execute('update person set name = 1')") }],
  [
    "own-your-writes",
    {
      [`${people}/queries.ts`]:
        'import { people } from "./tables.ts";\nexport const list = (ctx: any) => ctx.db.update(people);',
    },
  ],
  [
    "own-your-writes",
    {
      [`${people}/actions.ts`]:
        'import { histories } from "#kit/server/tables.ts";\nimport "./rules.ts";\nexport const move = (ctx: any) => ctx.db.insert(histories);',
    },
  ],
  [
    "own-your-writes",
    { [`${people}/queries.ts`]: 'export const list = (ctx: any) => ctx.query("insert into anything values (1)");' },
  ],
  ["own-your-writes", { "src/app/cli.ts": action("ctx.db.insert(people)") }],
  [
    "own-your-writes",
    { "demo/demo.ts": "export const demo = (db: any) => db.query('insert into person values (1)');" },
  ],
  ["own-your-writes", { "bench/run.ts": action("ctx.db.insert(people)") }],
  [
    "tables-in-tables",
    {
      [`${people}/queries.ts`]: 'import { pgTable } from "drizzle-orm/pg-core";\nexport const list = pgTable("x", {});',
    },
  ],
  ["forbidden-name", { "src/kit/base/utils.ts": 'import { yuan } from "./money.ts";\nexport const u = yuan;' }],
  ["forbidden-name", { "src/kit/server/helpers/one.ts": 'import { db } from "../database.ts";\nexport const u = db;' }],
  [
    "forbidden-name",
    { [`${people}/types.ts`]: 'import type { kinds } from "./words.ts";\nexport type K = typeof kinds;' },
  ],
  ["forbidden-name", { [`${people}/index.ts`]: 'import { kinds } from "./words.ts";\nexport const k = kinds;' }],
  ["forbidden-name", { "src/kit/base/chinese-money.ts": 'import { yuan } from "./money.ts";\nexport const u = yuan;' }],
  ["module-anatomy", { [`${people}/service.ts`]: 'import { kinds } from "./words.ts";\nexport const k = kinds;' }],
  [
    "module-anatomy",
    { [`${people}/posts/deep/rules.ts`]: 'import { kinds } from "../../words.ts";\nexport const k = kinds;' },
  ],
  [
    "module-anatomy",
    { [`${people}/relations/growth.ts`]: 'import { kinds } from "../words.ts";\nexport const k = kinds;' },
  ],
  ["module-anatomy", { [`${people}/other.test.ts`]: 'import { kinds } from "./words.ts";\nexport const k = kinds;' }],
  [
    "outside-the-plan",
    { "src/records/payroll/rules.ts": 'import { yuan } from "#kit/base/money.ts";\nexport const k = yuan;' },
  ],
  [
    "outside-the-plan",
    { "src/services/rules.ts": 'import { yuan } from "#kit/base/money.ts";\nexport const k = yuan;' },
  ],
  ["long-file", { "src/kit/base/money.ts": `export const yuan = 1;\n${many(400)}` }],
  ["long-script", { "scripts/long.mjs": many(81) }],
  ["named-exports", { [`${people}/words.ts`]: "export const kinds = { officer: 1 };\nexport default kinds;" }],
  ["named-exports", { [`${people}/words.ts`]: "export const kinds = { officer: 1 };\nexport { kinds as default };" }],
  ["no-barrels", { [`${people}/rules.ts`]: 'export * from "./words.ts";\nexport const whyNot = 1;' }],
  ["no-barrels", { [`${people}/rules.ts`]: 'export type { kinds } from "./words.ts";\nexport const whyNot = 1;' }],
  ["visible-imports", { [`${people}/rules.ts`]: 'export type K = import("./words.ts").K;\nexport const whyNot = 1;' }],
  ["visible-imports", { [`${people}/rules.ts`]: "export const whyNot = (at: string) => import(at);" }],
  ["visible-imports", { "src/app/portal.tsx": 'export const pages = import.meta.glob("../**/pages.tsx");' }],
  ["one-clock", { [`${people}/actions.ts`]: "export const move = () => new Date();" }],
  ["one-clock", { [`${people}/rules.ts`]: "export const whyNot = () => Date.now();" }],
];

describe("图纸：检查的规则各有一处故意的违例", () => {
  test("完好的房屋没有违例", async () => expect(await breachesIn({})).toEqual([]));

  test.each([...importBreaches, ...sourceBreaches])("%s", async (rule, planted, also = []) => {
    expect(rulesOf(await breachesIn(planted))).toEqual([rule, ...also].sort());
  });

  describe("楼层与次序", () => {
    const planted = floorAndOrderBreaches();
    let found: Awaited<ReturnType<typeof breachesIn>>;
    beforeAll(async () => {
      found = await breachesIn(Object.assign({}, ...planted.map(({ tree }) => tree)));
    });

    test.each(planted)("$rule", ({ rule, from, to }) => {
      expect(found).toContainEqual(expect.objectContaining({ rule, file: from, to }));
    });
    test("没有多报", () => {
      const besides = new Set(["server-never-meets-screens", "no-circle-of-folders"]);
      expect(rulesOf(found).filter((rule) => !besides.has(rule))).toEqual(planted.map(({ rule }) => rule).sort());
    });
  });

  test("blind-checker：检查器没有读到的文件", async () => {
    const found = await breachesIn({ "src/kit/base/unseen.mts": 'import "./money.ts";' });
    expect(rulesOf(found)).toEqual(["blind-checker", "forbidden-name"]);
  });

  test("stale-picture：图与引用不符", async () => {
    const marks = "<!-- house:begin -->\n<!-- house:end -->";
    const house = build({ "ARCHITECTURE.md": marks });
    const { result } = await inspect(house);
    expect(await checkPicture(house, result)).toMatchObject([{ rule: "stale-picture" }]);
    writeFileSync(path.join(house, "ARCHITECTURE.md"), `${withPicture(marks, await drawPicture(result))}\n`);
    expect(await checkPicture(house, result)).toEqual([]);
  });

  test("没有一条引用规则漏了违例", () => {
    const broken = new Set([
      ...importBreaches.map(([rule]) => rule),
      ...floorAndOrderBreaches().map(({ rule }) => rule),
    ]);
    expect(plan.forbidden.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
  });
});

/** For each floor an import of the next one up, and for each module an import of the next one in order. */
function floorAndOrderBreaches() {
  const fileOf = (place: string, name: string) =>
    `src/${place}/${place.startsWith("kit/ui") ? `${name}.tsx` : `${name}.ts`}`;
  const breach = (rule: string, lower: string, upper: string) => {
    const from = fileOf(lower, lower.startsWith("kit/") ? "upward" : "reactions");
    const to = fileOf(upper, "words");
    const address = to.replace(/^src\//, "#");
    return {
      rule,
      from,
      to,
      tree: {
        [to]: "export const words = {};",
        [from]: `import { words } from "${address}";\nexport const a = words;`,
      },
    };
  };
  const upward = Object.entries(order).map(([floor, modules], i) => {
    const above = floors[i + 1] ?? "";
    const target = above === "app" ? "app" : `${above}/${order[above]?.at(-1)}`;
    return breach(`floor-${floor}`, `${floor}/${modules.at(-1)}`, target);
  });
  const later = Object.entries(order).flatMap(([floor, modules]) =>
    modules
      .slice(1)
      .map((name, i) => breach(`order-${floor}-${modules[i]}`, `${floor}/${modules[i]}`, `${floor}/${name}`)),
  );
  return [...upward, ...later];
}

describe("落地的房屋", () => {
  test("没有违例，而且每个文件都读到了", async () => {
    const { breaches, fileCount, importCount } = await inspect(root);
    expect(breaches.map(({ rule, file, line, message }) => `${rule} ${file}:${line ?? ""} ${message}`)).toEqual([]);
    expect(fileCount).toBeGreaterThan(50);
    expect(importCount).toBeGreaterThan(fileCount);
    // Two thousand files are read: a limit for a hung reader, not for a slow machine.
  }, 180_000);
});
