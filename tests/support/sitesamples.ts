import { everyones as whose, type Sample } from "./sample.ts";

const toldPage = (answer: { rows: { id: string }[]; total: number }) => [
  `共 ${answer.total}`,
  ...answer.rows.map(({ id }) => id),
];

/** 空间资源: read by the whole agency, managed as far as the permission reaches. */
export const siteSamples: Record<string, Sample> = {
  "sites.list": {
    input: () => ({ limit: 500, kind: "factorySpace", freeFrom: 100 }),
    shows: [{ told: toldPage, wanted: (seen) => [`共 ${seen.length}`, ...seen.map(({ siteId }) => siteId)] }],
  },
  "sites.get": { input: ({ row }) => ({ id: row.siteId }), about: { whose } },
  "sites.stock": {
    input: () => ({}),
    shows: [
      {
        told: (answer: { rows: { total: number; used: number }[] }) =>
          answer.rows.map(({ total, used }) => `${total} ${used}`),
        wanted: (seen) => (seen.length > 0 ? [`${seen.length * 1000} ${seen.length * 500}`] : []),
      },
    ],
  },
  "sites.match": {
    input: () => ({ need: { kind: "factorySpace", areaFrom: 400 }, limit: 100 }),
    shows: [
      {
        told: (answer: { matches: { site: { id: string } }[] }) => answer.matches.map(({ site }) => site.id),
        wanted: (seen) => seen.map(({ siteId }) => siteId),
      },
    ],
  },
  "sites.map": {
    input: () => ({}),
    shows: [
      {
        told: (answer: { sites: { id: string }[] }) => answer.sites.map(({ id }) => id),
        wanted: (seen) => seen.map(({ siteId }) => siteId),
      },
    ],
  },
  "sites.sheet": { input: ({ row }) => ({ ids: [row.siteId], investor: "示例投资方" }), about: { whose } },
  "sites.create": {
    input: ({ row }) => ({ kind: "landPlot", name: "示例地块", area: 80, officerId: row.personId }),
    about: { whose, outside: "refused" },
  },
  "sites.update": {
    input: ({ row }) => ({ id: row.siteId, version: 2, changes: { note: "示例" } }),
    about: { whose },
  },
  "sites.move": {
    input: ({ row }) => ({
      id: row.siteId,
      version: 2,
      state: "negotiating",
      happenedOn: "2026-03-05",
      reason: "开始洽谈",
    }),
    about: { whose },
  },
  "sites.occupy": {
    input: ({ row }) => ({ siteId: row.siteId, kind: "leased", area: 10, userName: "示例", fromOn: "2026-03-02" }),
    about: { whose },
  },
  "sites.vacate": {
    input: ({ row }) => ({ id: row.occupationId, version: 1, endedOn: "2026-03-05", reason: "退租" }),
    about: { whose },
  },
  "sites.voidOccupation": {
    input: ({ row }) => ({ id: row.occupationId, version: 1, reason: "登错了" }),
    about: { whose },
  },
};
