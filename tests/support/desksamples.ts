import type { Output } from "#kit/base/operation.ts";
import type { deskOperations } from "#results/desk/contract.ts";
import type { Row } from "./planted.ts";
import type { Sample, Shows } from "./sample.ts";

type Home = Output<typeof deskOperations.home>;
type Groups = Output<typeof deskOperations.search>;

const most = 8;

/** Hits of one kind: which they are, or only how many where there are more than a group shows. */
const hits = (kind: string, idOf: (row: Row) => string, text: string): Shows => ({
  under: "companies.read",
  input: () => ({ text }),
  told: (groups: Groups) => {
    const group = groups.find((each) => each.kind === kind);
    const ids = (group?.hits ?? []).map(({ id }) => id);
    return ids.length < most ? ids : [String(ids.length)];
  },
  wanted: (seen) => (seen.length < most ? seen.map(idOf) : [String(most)]),
});

export const deskSamples: Record<string, Sample> = {
  "desk.home": {
    input: () => ({ year: 2026 }),
    shows: [
      {
        under: "companies.read",
        told: ({ changes }: Home) => [`共 ${changes?.total ?? 0}`, ...(changes?.rows ?? []).map(({ id }) => id)],
        // Of every row a company, a project and a space were entered; whoever sees any sees every space of the agency.
        wanted: (seen, all) => [
          `共 ${seen.length > 0 ? 2 * seen.length + all.length : 0}`,
          ...seen.flatMap(({ companyId, projectId }) => [companyId, projectId]),
          ...(seen.length > 0 ? all : []).map(({ siteId }) => siteId),
        ],
      },
      {
        under: "imports.manage",
        told: ({ todos }: Home) =>
          todos.filter(({ code }) => code === "imports.previewed").flatMap(({ items }) => items.map(({ to }) => to)),
        wanted: (seen, _, me) => (seen.length > 0 ? [`imports/${me.thingId}`] : []),
      },
      {
        under: "companies.manage",
        told: ({ todos }: Home) =>
          todos.filter(({ code }) => code === "companies.incomplete").flatMap(({ items }) => items.map(({ to }) => to)),
        wanted: (seen, _, me) => (seen.length > 0 ? [`companies/${me.companyId}`] : []),
      },
    ],
  },
  "desk.search": {
    input: () => ({ text: "示例" }),
    shows: [
      hits("company", ({ companyId }) => companyId, "示例企业"),
      hits("project", ({ projectId }) => projectId, "示例项目"),
      hits("contact", ({ contactId }) => contactId, "sllxr"),
    ],
  },
};
