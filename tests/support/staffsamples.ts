import { eq } from "drizzle-orm";
import { newId } from "#kit/base/ids.ts";
import {
  accounts,
  agencies,
  divisions,
  establishments,
  hostings,
  persons,
  postings,
  posts,
  roles,
} from "#records/people/tables.ts";
import { roleCodes } from "./access.ts";
import { asOwner } from "./planted.ts";
import type { Cell, Sample } from "./sample.ts";

/** Inputs of 机构与人员 beyond sign-in: what each is about is planted as the owner, in the agency of the row. */
const all = ["own", "mate", "stranger", "foreign"] as const;
const about = { whose: [...all] };
const day = "2026-03-05";

async function planted<T>(
  cell: Cell,
  work: (db: Parameters<Parameters<typeof asOwner>[1]>[0], id: string) => Promise<T>,
) {
  const id = newId();
  await asOwner(cell.house, (db) => work(db, id));
  return { id, version: 1 };
}
const division = (cell: Cell, more: Partial<typeof divisions.$inferInsert> = {}) =>
  planted(cell, (db, id) =>
    db.insert(divisions).values({ agencyId: cell.row.agencyId, id, name: `示例空科室${id}`, position: 9, ...more }),
  );
const person = (cell: Cell, more: Partial<typeof persons.$inferInsert> = {}) =>
  planted(cell, (db, id) => db.insert(persons).values({ agencyId: cell.row.agencyId, id, name: "示例同事", ...more }));
const post = (cell: Cell) =>
  planted(cell, (db, id) =>
    db.insert(posts).values({ agencyId: cell.row.agencyId, id, title: "示例岗位", kind: "management" }),
  );
const hosting = (cell: Cell) =>
  planted(cell, async (db, id) => {
    await db.update(agencies).set({ isSmall: true }).where(eq(agencies.id, cell.row.agencyId));
    await db.insert(hostings).values({
      agencyId: cell.row.agencyId,
      id,
      roleCode: "finance",
      hostName: "示例县会计核算中心",
      sinceOn: day,
      contactTitle: "核算股",
      document: "示例",
    });
  });
/** An account nobody has used, with its person. */
async function invited(cell: Cell, roleCode: string | null) {
  const { id: personId } = await person(cell);
  const { id: accountId } = await planted(cell, (db, id) =>
    db.insert(accounts).values({ id, login: `x-${id}`, name: "示例同事", state: "invited", homeId: cell.row.agencyId }),
  );
  const { id } = await planted(cell, (db, each) =>
    db.insert(postings).values({
      agencyId: cell.row.agencyId,
      id: each,
      accountId,
      personId,
      roleCode: roleCode ?? "performance",
      fromOn: "2026-01-01",
      ...(roleCode === null && { toOn: "2026-02-01" }),
    }),
  );
  return { accountId, personId, id };
}
const idsOf = (answer: { id: string }[]) => answer.map(({ id }) => id);
const rowIds = (answer: { rows: { id: string }[]; total: number }) => [`共 ${answer.total}`, ...idsOf(answer.rows)];

const divisionSamples: Record<string, Sample> = {
  "divisions.tree": {
    input: () => ({}),
    shows: [
      {
        told: idsOf,
        wanted: (_, rows) => [...new Set(rows.flatMap(({ divisionId }) => divisionId ?? []))],
      },
    ],
  },
  "divisions.create": { input: () => ({ name: "示例新科室" }) },
  "divisions.update": {
    input: async (cell) => ({ ...(await division(cell)), changes: { name: "示例改名科室" } }),
    about,
  },
  "divisions.move": { input: async (cell) => ({ ...(await division(cell)), parentId: null }), about },
  "divisions.close": {
    input: async (cell) => ({ ...(await division(cell)), closedOn: day, reason: "机构改革" }),
    about,
  },
  "divisions.reopen": {
    input: async (cell) => ({ ...(await division(cell, { closedOn: "2026-01-01" })), reason: "撤错了" }),
    about,
  },
};

const staffSamples: Record<string, Sample> = {
  "persons.roster": {
    input: () => ({ limit: 500 }),
    shows: [
      { told: rowIds, wanted: (_, rows) => [`共 ${rows.length}`, ...rows.map(({ personId }) => personId)] },
      {
        input: () => ({ limit: 500, state: "serving" }),
        told: rowIds,
        wanted: (_, rows) => {
          const inside = rows.filter(({ divisionId }) => divisionId !== null);
          return [`共 ${inside.length}`, ...inside.map(({ personId }) => personId)];
        },
      },
    ],
  },
  "services.list": {
    input: () => ({ limit: 500 }),
    shows: [
      {
        told: rowIds,
        wanted: (_, rows) => {
          const inside = rows.filter(({ divisionId }) => divisionId !== null);
          return [`共 ${inside.length}`, ...inside.map(({ personId }) => personId)];
        },
      },
    ],
  },
  "persons.get": { input: ({ row }) => ({ id: row.personId }), about },
  "persons.create": { input: () => ({ name: "示例新人", staffKind: "institution", fromOn: day }) },
  "persons.update": { input: async (cell) => ({ ...(await person(cell)), changes: { name: "示例改名" } }), about },
  "persons.move": {
    input: async (cell) => ({
      ...(await person(cell)),
      divisionId: null,
      staffKind: "institution",
      postId: null,
      fromOn: day,
    }),
    about,
  },
  "persons.leave": {
    input: async (cell) => ({ ...(await person(cell)), leftOn: day, kind: "retired", reason: "到龄" }),
    about,
  },
  "persons.rejoin": {
    input: async (cell) => ({
      ...(await person(cell, { leftOn: "2026-01-01", leaveKind: "resigned" })),
      divisionId: null,
      postId: null,
      staffKind: "institution",
      fromOn: day,
    }),
    about,
  },
  "persons.reveal": { input: ({ row }) => ({ id: row.personId }), about },
};

const establishmentSamples: Record<string, Sample> = {
  "posts.list": { input: () => ({}) },
  "posts.create": { input: () => ({ title: "示例岗位", kind: "management" }) },
  "posts.update": { input: async (cell) => ({ ...(await post(cell)), changes: { title: "改名岗位" } }), about },
  "posts.close": { input: async (cell) => ({ ...(await post(cell)), reason: "机构改革" }), about },
  "establishments.summary": {
    input: () => ({}),
    shows: [
      {
        told: (answer: { lines: { actual: number }[] }) => [
          String(answer.lines.reduce((sum, { actual }) => sum + actual, 0)),
        ],
        wanted: (_, rows) => [String(rows.filter(({ divisionId }) => divisionId !== null).length)],
      },
    ],
  },
  "establishments.list": { input: () => ({}) },
  "establishments.approve": {
    input: () => ({ kind: "institution", number: 10, approvedOn: day, document: "示编〔2026〕1号" }),
  },
  "establishments.annul": {
    input: async (cell) => {
      const { id } = await planted(cell, (db, each) =>
        db.insert(establishments).values({
          agencyId: cell.row.agencyId,
          id: each,
          kind: "institution",
          number: 9,
          approvedOn: day,
          document: "示例",
          typedAt: cell.house.now().toISOString(),
        }),
      );
      return { id, reason: "录错" };
    },
    about,
  },
};

const grants = [{ permission: "people.read", scope: "agency" as const }];
const rightSamples: Record<string, Sample> = {
  "roles.list": {
    input: () => ({}),
    shows: [{ told: (answer: { code: string }[]) => answer.map(({ code }) => code), wanted: () => [...roleCodes] }],
  },
  "roles.create": { input: () => ({ title: "示例角色", copyOf: "officer" }) },
  "roles.update": {
    input: () => ({ code: "officer", version: 1, title: "招商专员", grants, classes: ["public", "internal"] }),
  },
  "roles.remove": {
    input: async (cell) => {
      const { agencyId } = cell.row;
      await asOwner(cell.house, (db) =>
        db.insert(roles).values({ agencyId, code: "own1", title: "示例", grants: {}, classes: [], position: 99 }),
      );
      return { code: "own1", version: 1, reason: "不用了" };
    },
  },
  "postings.give": {
    input: async (cell) => ({ ...(await giveable(cell)), roleCode: "officer", fromOn: day }),
    about,
  },
  "postings.withdraw": {
    input: async (cell) => ({ id: (await invited(cell, "officer")).id, version: 1, reason: "调整分工" }),
    about,
  },
  "rights.holders": {
    input: () => ({ permission: "companies.manage" }),
    shows: [
      {
        told: (answer: { personId: string }[]) => answer.map(({ personId }) => personId),
        wanted: (_, rows) =>
          rows
            .filter(({ login }) => /-(head|chief|officer|colleague|other)$/.test(login))
            .map(({ personId }) => personId),
      },
    ],
  },
  "rights.explain": { input: ({ row }) => ({ personId: row.personId, permission: "companies.manage" }), about },
};
const giveable = async (cell: Cell) => ({ accountId: (await invited(cell, null)).accountId });

const accountSamples: Record<string, Sample> = {
  "agencies.office": { input: () => ({ version: 1, isSmall: true, hiddenGroups: ["coordination"] }) },
  "accounts.give": {
    input: async (cell) => ({ personId: (await person(cell)).id, login: "jia-given", roles: ["officer"] }),
    about,
  },
  "accounts.invite": {
    input: async (cell) => ({ ids: [(await invited(cell, "officer")).accountId], reason: "新设机构" }),
    about,
  },
  "hostings.list": { input: () => ({}) },
  "hostings.create": {
    input: async (cell) => {
      await asOwner(cell.house, (db) =>
        db.update(agencies).set({ isSmall: true }).where(eq(agencies.id, cell.row.agencyId)),
      );
      return {
        roleCode: "finance",
        hostName: "示例县会计核算中心",
        sinceOn: day,
        contactTitle: "核算股",
        document: "示例协议",
      };
    },
  },
  "hostings.post": {
    input: async (cell) => ({ id: (await hosting(cell)).id, name: "示例核算员", login: "jia-hosted" }),
    about,
  },
  "hostings.end": {
    input: async (cell) => ({ ...(await hosting(cell)), untilOn: day, reason: "协议到期" }),
    about,
  },
};

export const organizationSamples: Record<string, Sample> = {
  ...divisionSamples,
  ...staffSamples,
  ...establishmentSamples,
  ...rightSamples,
  ...accountSamples,
};
