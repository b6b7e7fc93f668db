import type { z } from "zod";
import type { packOperations } from "../packs/contract.ts";

type Name = z.output<(typeof packOperations)["get"]["input"]>;

/** As an address says it: national-2020-1. */
export const nameOf = ({ region, year, version }: Name): string => `${region}-${year}-${version}`;

export function readName(text: unknown): Name | null {
  const found = typeof text === "string" ? /^([a-z0-9-]+)-(\d{4})-(\d{1,5})$/.exec(text) : null;
  return found ? { region: found[1] ?? "", year: Number(found[2]), version: Number(found[3]) } : null;
}

export const packWords = ({ regionTitle, year, version }: Name & { regionTitle: string }): string =>
  `${regionTitle} ${year}年起 第 ${version} 版`;
