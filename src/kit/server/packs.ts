import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { and, desc, eq } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Database } from "./database.ts";
import { canonical } from "./history.ts";
import { rulePacks } from "./tables.ts";

/**
 * 规则包: what differs between places and years, as data. A pack holds from its year on until a later one of its region;
 * regions are layered (全国 ← 省 ← 市 ← 机构), and a nearer one overrides single settings of a farther one.
 */
export interface Pack {
  region: string;
  year: number;
  body: Record<string, unknown>;
}

export function readPacks(folder: string): Pack[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: region }) =>
      readdirSync(join(folder, region))
        .filter((file) => /^\d{4}\.json$/.test(file))
        .map((file) => ({
          region,
          year: Number(file.slice(0, 4)),
          body: JSON.parse(readFileSync(join(folder, region, file), "utf8")) as Pack["body"],
        })),
    );
}

/** The merged pack in force in a year for these regions, farthest first; a year before the first pack has none and says so. */
export function packInForce(packs: Pack[], regions: string[], year: number): Record<string, unknown> {
  const layers = regions.flatMap((region) => {
    const latest = packs
      .filter((pack) => pack.region === region && pack.year <= year)
      .sort((a, b) => b.year - a.year)[0];
    return latest ? [latest.body] : [];
  });
  if (layers.length === 0) throw new Failure("refused", "packs.none", `${year} 年没有适用的规则包，请选择较近的年度`);
  return layers.reduce((below, above) => merged(below, above));
}

function merged(below: Record<string, unknown>, above: Record<string, unknown>): Record<string, unknown> {
  const both = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = below[key];
    both[key] = isPlain(under) && isPlain(value) ? merged(under, value) : value;
  }
  return both;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** 载入: what was once in force stays on record; a changed file becomes the next version, never an overwritten one. */
export async function loadPacks(database: Database, packs: Pack[], now: Date): Promise<void> {
  await database.transaction({ role: "owner" }, async (db) => {
    for (const { region, year, body } of packs) {
      const digest = createHash("sha256").update(canonical(body)).digest("hex");
      const [latest] = await db
        .select({ version: rulePacks.version, digest: rulePacks.digest })
        .from(rulePacks)
        .where(and(eq(rulePacks.region, region), eq(rulePacks.year, year)))
        .orderBy(desc(rulePacks.version))
        .limit(1);
      if (latest?.digest === digest) continue;
      await db
        .insert(rulePacks)
        .values({ region, year, version: (latest?.version ?? 0) + 1, digest, body, loadedAt: now.toISOString() })
        .onConflictDoNothing();
    }
  });
}
