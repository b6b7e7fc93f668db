import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { floors } from "../../scripts/house/inspect.mjs";

export const root = path.join(import.meta.dirname, "../..");
const workshop = mkdtempSync(path.join(tmpdir(), "luodi-house-"));
export const pullDown = () => rmSync(workshop, { recursive: true, force: true });

export type Tree = Record<string, string>;

/** A small house without a breach: every kind of file once, each doing what it may. */
const sound: Tree = {
  "src/kit/base/money.ts": "export const yuan = (text: string) => text satisfies string;",
  "src/kit/documents/model.ts": "export type Paragraph = { text: string };",
  "src/kit/documents/workbook.ts":
    'import type { Paragraph } from "./model.ts";\nexport const read = (): Paragraph[] => [];',
  "src/kit/server/database.ts":
    'import pg from "pg";\nimport { read } from "#kit/documents/workbook.ts";\nexport const db = { pg, read };',
  "src/kit/server/tables.ts":
    'import { pgTable } from "drizzle-orm/pg-core";\nexport const histories = pgTable("history", {});',
  "src/kit/server/history.ts":
    'import { db } from "./database.ts";\nimport { histories } from "./tables.ts";\nexport const record = () => db.insert(histories);',
  "src/kit/server/pgliteworker.ts": 'export const started = "worker";',
  "src/kit/ui/Table.tsx":
    'import { Button } from "antd";\nexport const Table = <T,>({ rows }: { rows: T[] }) => <p>{rows.length}<Button /></p>;',
  "src/records/people/words.ts": 'export const kinds = { officer: "干部" } as const;',
  "src/records/people/contract.ts":
    'import { yuan } from "#kit/base/money.ts";\nimport { kinds } from "./words.ts";\nexport const peopleOperations = { yuan, kinds };',
  "src/records/people/rules.ts": 'import { kinds } from "./words.ts";\nexport const whyNot = () => kinds;',
  "src/records/people/tables.ts":
    'import { pgTable } from "drizzle-orm/pg-core";\nexport const people = pgTable("person", {});',
  "src/records/people/queries.ts":
    'import type { db } from "#kit/server/database.ts";\nimport { people } from "./tables.ts";\nexport const list = (d: typeof db) => [d, people];',
  "src/records/people/actions.ts":
    'import { whyNot } from "./rules.ts";\nimport { people } from "./tables.ts";\nexport const move = (ctx: any) => [whyNot(), new Date(ctx.now), ctx.db.insert(people), ctx.seen.delete("a")];',
  "src/records/people/server.ts":
    'import { move } from "./actions.ts";\nimport { peopleOperations } from "./contract.ts";\nimport { list } from "./queries.ts";\nexport const peopleServer = { move, list, peopleOperations };',
  "src/records/people/people.test.ts":
    'import { expect } from "vitest";\nimport { officers } from "#tests/support/people.ts";\nimport { peopleServer } from "./server.ts";\nexpect(peopleServer).toBe(officers);',
  "src/records/people/parts/PersonLink.tsx":
    'import { kinds } from "../words.ts";\nexport const PersonLink = () => <b title="now">{kinds.officer}{Date.now()}</b>;',
  "src/records/people/screens/PersonList.tsx":
    'import { Table } from "#kit/ui/Table.tsx";\nimport { peopleOperations } from "../contract.ts";\nexport const PersonList = () => <Table rows={[peopleOperations]} />;',
  "src/records/people/screens/pages.tsx": 'export const pages = [() => import("./PersonList.tsx")];',
  "src/records/people/panels.tsx":
    'import { PersonLink } from "./parts/PersonLink.tsx";\nexport const panels = [PersonLink];',
  "src/records/projects/landing/actions.ts":
    'import { people } from "#records/people/tables.ts";\nimport { landings } from "./tables.ts";\nexport const land = (ctx: any) => ctx.db.update(landings).from(people);',
  "src/records/projects/landing/tables.ts":
    'import { pgTable } from "drizzle-orm/pg-core";\nexport const landings = pgTable("project_landing", {});',
  "src/records/projects/landing/server.ts":
    'import { land } from "./actions.ts";\nexport const landingServer = { land };',
  "src/records/projects/screens/pages.tsx":
    'import { PersonLink } from "#records/people/parts/PersonLink.tsx";\nexport const pages = [PersonLink];',
  "src/app/server.ts":
    'import { landingServer } from "#records/projects/landing/server.ts";\nimport { peopleServer } from "#records/people/server.ts";\nimport { demo } from "#demo/demo.ts";\nimport { page } from "./public.tsx";\nexport const served = [landingServer, peopleServer, demo, page];',
  "src/app/web.tsx":
    'import { panels } from "#records/people/panels.tsx";\nimport { pages } from "#records/people/screens/pages.tsx";\nexport const web = [panels, pages];',
  "src/app/public.tsx":
    'import { peopleServer } from "#records/people/server.ts";\nexport const page = <p>{String(peopleServer)}</p>;',
  "demo/demo.ts": "export const demo = {};",
  "tests/support/people.ts": 'export const officers = {};\nexport const planted = "delete from person";',
  "bench/data.ts": 'export const fill = "insert into person select 1";',
};

const manifest = {
  type: "module",
  imports: {
    "#demo/*": "./demo/*",
    "#tests/*": "./tests/*",
    ...Object.fromEntries(floors.map((f) => [`#${f}/*`, `./src/${f}/*`])),
  },
  dependencies: { antd: "*", "drizzle-orm": "*", pg: "*", react: "*" },
  devDependencies: { vitest: "*", vite: "*" },
};

let built = 0;
/** Builds the sound house with something planted in it, and returns where it stands. */
export function build(planted: Tree) {
  const house = path.join(workshop, String(++built));
  const tree = { ...sound, "package.json": JSON.stringify(manifest), ...planted };
  for (const [file, text] of Object.entries(tree)) {
    mkdirSync(path.join(house, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(house, file), `${text}\n`);
  }
  symlinkSync(path.join(root, "node_modules"), path.join(house, "node_modules"));
  return house;
}
