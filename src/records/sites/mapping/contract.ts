import { z } from "zod";
import { code } from "#kit/base/fields.ts";
import { query } from "#kit/base/operation.ts";
import { siteFilter } from "../contract.ts";
import { siteKinds, siteStates } from "../words.ts";

const point = z.tuple([z.number(), z.number()]);

/** One mark on the map. */
export const MapSite = z.object({
  id: z.uuid(),
  kind: code(siteKinds, { title: "种类" }),
  name: z.string(),
  state: code(siteStates, { title: "状态" }),
  area: z.number().nullable(),
  freeArea: z.number(),
  areaUnit: z.string(),
  at: point,
  /** 范围线, where one is drawn. */
  outline: z.array(point),
});
export type MapSite = z.output<typeof MapSite>;

export const mapOperations = {
  /** The sites of the list's own filter, as far as they have coordinates. */
  map: query("sites.map", {
    title: "查看招商地图",
    permission: "sites.read",
    input: z.strictObject(siteFilter),
    output: z.object({
      sites: z.array(MapSite),
      /** Match the filter, but have no coordinates. */
      unplaced: z.int(),
      /** Beyond what one map shows. */
      more: z.int(),
      /** 底图 of the installation, as `…/{z}/{x}/{y}…`; null unless it was set. */
      tiles: z.string().nullable(),
    }),
  }),
};
