import { eq } from "drizzle-orm";
import { companies } from "#records/directory/tables.ts";
import { roleCodes } from "./access.ts";
import { directoryBookSamples } from "./directorysamples.ts";
import { asOwner, type Row } from "./planted.ts";
import { everyones as all, type Sample } from "./sample.ts";
import { workspaceSamples } from "./worksamples.ts";

const nothing = () => ({});

const peopleSamples: Record<string, Sample> = {
  "session.current": { input: nothing },
  "session.signIn": { input: ({ planted }) => ({ login: "jia-officer", password: planted.password }) },
  "session.signOut": { input: nothing },
  "session.useLink": { input: ({ planted }) => ({ token: planted.linkToken, password: planted.password }) },
  "session.demoPeople": { input: nothing, isLocal: true },
  "session.signInAsDemo": { input: () => ({ login: "jia-officer" }), isLocal: true },
  "agencies.get": {
    input: nothing,
    shows: [{ told: (answer: { id: string }) => [answer.id], wanted: (_, [any]) => [any?.agencyId ?? ""] }],
  },
  "agencies.update": { input: () => ({ version: 1, name: "示例新名", region: "110105" }) },
  "divisions.list": {
    input: nothing,
    shows: [
      {
        told: (answer: { id: string; headcount: number }[]) => answer.map((each) => `${each.id}:${each.headcount}`),
        wanted: (_, rows) =>
          [...new Set(rows.flatMap(({ divisionId }) => divisionId ?? []))].map(
            (id) => `${id}:${rows.filter(({ divisionId }) => divisionId === id).length}`,
          ),
      },
    ],
  },
  "divisions.create": { input: () => ({ name: "示例新科室" }) },
  "persons.list": {
    input: nothing,
    shows: [
      {
        told: (answer: { id: string }[]) => answer.map(({ id }) => id),
        wanted: (_, rows) => rows.map(({ personId }) => personId),
      },
    ],
  },
  "accounts.list": {
    input: () => ({ limit: 500 }),
    shows: [
      {
        told: (answer: { rows: { id: string }[]; total: number }) => [
          `共 ${answer.total}`,
          ...answer.rows.map(({ id }) => id),
        ],
        wanted: (_, rows) => [`共 ${rows.length}`, ...rows.map(({ accountId }) => accountId)],
      },
    ],
  },
  "accounts.create": { input: () => ({ login: "jia-new", name: "新人", roles: ["officer"] }) },
  "accounts.renew": {
    input: ({ row }) => ({ id: row.accountId, reason: "忘记密码" }),
    about: { whose: ["stranger", "foreign"] },
  },
  "accounts.disable": {
    input: ({ row }) => ({ id: row.accountId, version: 1, reason: "离职" }),
    about: { whose: ["stranger", "foreign"] },
  },
  "roles.list": {
    input: nothing,
    shows: [{ told: (answer: { code: string }[]) => answer.map(({ code }) => code), wanted: () => [...roleCodes] }],
  },
};

const pageOf = (seen: Row[]) => [`共 ${seen.length}`, ...seen.map(({ companyId }) => companyId)];
const toldPage = (answer: { rows: { id: string }[]; total: number }) => [
  `共 ${answer.total}`,
  ...answer.rows.map(({ id }) => id),
];

const directorySamples: Record<string, Sample> = {
  "companies.list": {
    input: () => ({ limit: 500 }),
    shows: [
      { told: toldPage, wanted: pageOf },
      { input: () => ({ limit: 500, search: "示例", sort: "name" }), told: toldPage, wanted: pageOf },
      { input: () => ({ limit: 500, tag: "unicorn", descending: true }), told: toldPage, wanted: pageOf },
      {
        input: ({ planted }) => ({ limit: 500, officerId: planted.stage.jia.people.other.personId }),
        told: toldPage,
        wanted: (seen) => pageOf(seen.filter(({ login }) => login === "jia-other")),
      },
    ],
  },
  "regions.list": { input: () => ({ search: "东城" }) },
  "companies.get": { input: ({ row }) => ({ id: row.companyId }), about: { whose: all } },
  "companies.create": {
    input: ({ row }) => ({ name: "示例新企业", officerId: row.personId }),
    about: { whose: all, outside: "refused" },
  },
  "companies.update": {
    input: ({ row }) => ({ id: row.companyId, version: 1, changes: { note: "示例" } }),
    about: { whose: all },
  },
  "companies.archive": {
    input: ({ row }) => ({ id: row.companyId, version: 1, reason: "企业注销" }),
    about: { whose: all },
  },
  "companies.restore": {
    input: async ({ house, row }) => {
      await asOwner(house, (db) =>
        db.update(companies).set({ state: "archived" }).where(eq(companies.id, row.companyId)),
      );
      return { id: row.companyId, version: 1 };
    },
    about: { whose: all },
  },
  "contacts.create": {
    input: ({ row }) => ({ companyId: row.companyId, name: "示例新联系人" }),
    classed: ({ row }) => ({
      companyId: row.companyId,
      name: "示例新联系人",
      phone: "13900000000",
      email: "new@example.com",
    }),
    about: { whose: all },
  },
  "contacts.update": {
    input: ({ row }) => ({ id: row.contactId, version: 1, changes: { position: "经理" } }),
    classed: ({ row }) => ({
      id: row.contactId,
      version: 1,
      changes: { phone: "13900000000", email: "new@example.com" },
    }),
    about: { whose: all },
  },
  "contacts.remove": { input: ({ row }) => ({ id: row.contactId, version: 1 }), about: { whose: all } },
  "contacts.reveal": { input: ({ row }) => ({ id: row.contactId }), about: { whose: all } },
};

const checkSamples: Record<string, Sample> = {
  "checks.offer": { input: nothing },
  "checks.check": {
    input: () => ({
      name: "报告.txt",
      content: Buffer.from("总计100万元，其中：A 60万元，B 30万元").toString("base64"),
    }),
  },
  "checks.export": { input: () => ({ name: "报告.txt", format: "xlsx", held: 0, findings: [] }) },
};

const tagged = { metric: "companies.tagged", year: 2026, params: { tag: "unicorn" } };

const metricSamples: Record<string, Sample> = {
  "metrics.list": { input: nothing },
  "metrics.figure": {
    input: () => tagged,
    shows: [{ told: (answer: { value: string }) => [answer.value], wanted: (_, rows) => [String(rows.length)] }],
  },
  "metrics.table": {
    input: () => ({ ...tagged, by: ["tag"] }),
    shows: [
      {
        told: (answer: { cells: { value: string }[] }) => answer.cells.map(({ value }) => value),
        wanted: (_, rows) => [String(rows.length)],
      },
    ],
  },
  "metrics.evidence": {
    input: () => ({ ...tagged, limit: 500 }),
    shows: [
      {
        under: "companies.read",
        told: (answer: { rows: { subjectId: string }[]; total: number; hidden: { count: number } }) => [
          `共 ${answer.total}`,
          `另有 ${answer.hidden.count}`,
          ...answer.rows.map(({ subjectId }) => subjectId),
        ],
        wanted: (seen, rows) => [
          `共 ${rows.length}`,
          `另有 ${rows.length - seen.length}`,
          ...seen.map(({ companyId }) => companyId),
        ],
      },
    ],
  },
};

/** A new operation adds its entry to its module's samples: an input that succeeds for whoever may. */
export const samples: Record<string, Sample> = {
  ...peopleSamples,
  ...workspaceSamples,
  ...directorySamples,
  ...directoryBookSamples,
  ...metricSamples,
  ...checkSamples,
};
