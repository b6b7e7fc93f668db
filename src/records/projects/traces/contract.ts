import { z } from "zod";
import { code, id, year, yuan } from "#kit/base/fields.ts";
import { query } from "#kit/base/operation.ts";
import { rated } from "../contract.ts";
import { signingKinds } from "../words.ts";

const count = (title: string) => z.int().meta({ title, shows: "count" });
const kind = code(signingKinds, { title: "协议种类" });
const original = yuan({ title: "协议金额（原币）", unit: "原币" });

/** Traced to the outpost by the records that name it; beside it what the outpost reported itself. */
const Counts = z.object({
  visits: count("对接"),
  receptions: count("来访"),
  leads: count("线索"),
  signed: count("签约"),
  landed: count("落地"),
});

export const Trace = z.object({
  years: z.array(
    z.object({
      year: year({ title: "年度" }),
      /** 手工登记: typed with its document, until there is a budget. */
      spent: yuan({ title: "费用" }),
      ...Counts.shape,
      reported: z.object({
        visits: z.int().nullable(),
        leads: z.int().nullable(),
        signed: z.int().nullable(),
        landed: z.int().nullable(),
      }),
    }),
  ),
  total: Counts.extend({ spent: yuan({ title: "费用" }) }),
  /** By kind and currency; kinds are never summed together. */
  signings: z.array(
    z.object({
      kind,
      currency: rated.currency,
      count: z.int(),
      projectCount: z.int(),
      original,
      yuan: yuan({ title: "折合人民币" }),
      rows: z.array(
        z.object({
          id: z.uuid(),
          projectId: z.uuid(),
          projectName: z.string(),
          happenedOn: z.string(),
          original,
          yuan: yuan({ title: "折合人民币" }),
        }),
      ),
      hiddenCount: z.int(),
    }),
  ),
  /** Outside the asker's scope: counted above, not opened. */
  hidden: z.object({ visits: z.int(), leads: z.int() }),
});

export const traceOperations = {
  ofOutpost: query("outpostTraces.ofOutpost", {
    title: "查看驻外机构成果",
    permission: "projects.read",
    input: z.strictObject({ outpostId: id("驻外机构") }),
    output: Trace,
  }),
};
