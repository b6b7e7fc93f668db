import { and, asc, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { Failure } from "#kit/base/errors.ts";
import type { Input, Operation } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { rulePacks } from "#kit/server/tables.ts";
import type { packOperations } from "./contract.ts";
import { compare, grouped, type NameKey, settingsOf } from "./rules.ts";

/** A section of the rule packs, as the module says it whose `pack.ts` reads it. */
export interface PackSection {
  key: string;
  shape: z.ZodObject;
  /** What of it an agency may have changed since: as it runs there today. */
  today?: (ctx: Context) => Promise<Record<string, unknown>>;
}

interface Known {
  sections: readonly PackSection[];
  operations: readonly Operation[];
}

const firstYear = 2020;
const regionTitles: Record<string, string> = { national: "全国" };

const columns = {
  region: rulePacks.region,
  year: rulePacks.year,
  version: rulePacks.version,
  digest: rulePacks.digest,
  loadedAt: rulePacks.loadedAt,
};

/** The packs, and where this agency has gone its own way. */
export async function showPacks(ctx: Context, known: Known) {
  const { packs, years } = await listPacks(ctx);
  const now = years.find(({ year }) => year === Number(ctx.today.slice(0, 4)))?.pack;
  const { sections } = now ? await comparePacks(ctx, { left: now }, known) : { sections: [] };
  const own = sections
    .flatMap(({ groups }) => groups)
    .map(({ title, rows }) => ({ title, differs: rows.filter(({ difference }) => difference !== "same").length }))
    .filter(({ differs }) => differs > 0);
  return { packs, years, own };
}

async function listPacks(ctx: Context) {
  const rows = await ctx.db
    .select(columns)
    .from(rulePacks)
    .orderBy(asc(rulePacks.region), desc(rulePacks.year), desc(rulePacks.version));
  const packs = rows.map((row) => ({
    ...row,
    regionTitle: regionTitles[row.region] ?? row.region,
    isLatest: rows.find(({ region, year }) => region === row.region && year === row.year)?.version === row.version,
  }));
  const thisYear = Number(ctx.today.slice(0, 4));
  const years = Array.from({ length: thisYear - firstYear + 2 }, (_, back) => thisYear + 1 - back);
  const inForce = (year: number) =>
    packs.find((pack) => pack.region === "national" && pack.isLatest && pack.year <= year) ?? null;
  return { packs, years: years.map((year) => ({ year, pack: inForce(year) })) };
}

type Name = Input<typeof packOperations.get>;

async function bodyOf(ctx: Context, { region, year, version }: Name) {
  const [row] = await ctx.db
    .select({ body: rulePacks.body })
    .from(rulePacks)
    .where(and(eq(rulePacks.region, region), eq(rulePacks.year, year), eq(rulePacks.version, version)));
  if (!row) throw new Failure("missing", "packs.missing", "没有这个规则包，或这个版本");
  return row.body;
}

export async function getPack(ctx: Context, name: Name, known: Known) {
  const { packs } = await listPacks(ctx);
  const body = await bodyOf(ctx, name);
  const pack = packs.find(
    ({ region, year, version }) => region === name.region && year === name.year && version === name.version,
  );
  if (!pack) throw new Error("pack without a row");
  const sections = sectionsIn([body], known).map(({ key, title, tell }) => ({
    key,
    title,
    groups: grouped(tell(body[key])),
  }));
  return { pack, sections };
}

export async function comparePacks(ctx: Context, { left, right }: Input<typeof packOperations.compare>, known: Known) {
  const ours = await bodyOf(ctx, left);
  const theirs = right ? await bodyOf(ctx, right) : await bodyToday(ctx, known);
  const sections = sectionsIn([ours, theirs], known).map(({ key, title, tell }) => ({
    key,
    title,
    rows: compare(tell(ours[key]), tell(theirs[key])),
  }));
  return {
    differs: sections.flatMap(({ rows }) => rows).filter(({ difference }) => difference !== "same").length,
    sections: sections.map(({ rows, ...section }) => ({ ...section, groups: grouped(rows) })),
  };
}

/** The pack in force this year with what this agency has changed of it. */
async function bodyToday(ctx: Context, { sections }: Known): Promise<Record<string, unknown>> {
  const body = { ...ctx.pack(Number(ctx.today.slice(0, 4))) };
  for (const { key, today } of sections)
    if (today) body[key] = { ...(body[key] as Record<string, unknown>), ...(await today(ctx)) };
  return body;
}

/** Sections that any of these has, in the order of the modules; one no module knows is shown all the same. */
function sectionsIn(bodies: Record<string, unknown>[], { sections, operations }: Known) {
  const nameKey = permissionName(operations);
  const keys = new Set(bodies.flatMap((body) => Object.keys(body)).filter((key) => key !== "title"));
  const known = sections.filter(({ key }) => keys.has(key)).map(({ key, shape }) => ({ key, shape }));
  const others = [...keys].filter((key) => !known.some((each) => each.key === key));
  return [...known, ...others.map((key) => ({ key, shape: null }))].map(({ key, shape }) => ({
    key,
    title: shape?.meta()?.title ?? key,
    tell: (value: unknown) => {
      if (value === undefined) return [];
      // Defaults filled in, so that a setting left out compares with the same one said.
      const parsed = shape?.safeParse(value);
      return settingsOf(shape, parsed?.success ? parsed.data : value, nameKey);
    },
  }));
}

/** A permission is called by what it opens: “新增企业、修改企业等 5 项”. */
function permissionName(operations: readonly Operation[]): NameKey {
  return (key) => {
    const titles = operations.filter(({ permission }) => permission === key).map(({ title }) => title);
    if (titles.length === 0) return null;
    const shown = titles.slice(0, 2).join("、");
    return titles.length > 2 ? `${shown}等 ${titles.length} 项` : shown;
  };
}
