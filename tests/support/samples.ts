import { eq } from "drizzle-orm";
import { served } from "#app/house.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { duplicatePairs } from "#records/directory/duplicates/tables.ts";
import { mergeOperations } from "#records/directory/merging/contract.ts";
import { companies } from "#records/directory/tables.ts";
import { directoryBookSamples } from "./directorysamples.ts";
import { eventSamples } from "./eventsamples.ts";
import { asOwner, type Row } from "./planted.ts";
import { personalSamples } from "./peoplesamples.ts";
import { everyones as all, type Sample } from "./sample.ts";
import { approvalSamples } from "./approvalsamples.ts";
import { deskSamples } from "./desksamples.ts";
import { fundSamples } from "./fundsamples.ts";
import { countingSamples } from "./countingsamples.ts";
import { encounterSamples } from "./encountersamples.ts";
import { outreachSamples } from "./outreachsamples.ts";
import { projectSamples } from "./projectsamples.ts";
import { reviewSamples } from "./reviewsamples.ts";
import { referralSamples } from "./referralsamples.ts";
import { signInSamples } from "./signinsamples.ts";
import { organizationSamples } from "./staffsamples.ts";
import { siteSamples } from "./sitesamples.ts";
import { workspaceSamples } from "./worksamples.ts";

const nothing = () => ({});

const peopleSamples: Record<string, Sample> = {
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
  "companies.alike": {
    input: () => ({ name: "示例企业1" }),
    classed: () => ({ name: "示例企业1", phone: "13800000000" }),
    shows: [
      // Somebody else's is told by its division alone.
      {
        input: () => ({ name: "示例企业1" }),
        under: "companies.read",
        told: (answer: { candidates: { id: string }[] }) => answer.candidates.map(({ id }) => id),
        wanted: (seen, [first]) =>
          seen.filter(({ companyId }) => companyId === first?.companyId).map(({ companyId }) => companyId),
      },
    ],
  },
  "companies.forward": {
    input: async ({ house, row }) => {
      await mergeAway(house, row);
      return { id: row.companyId };
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

const twin = "00000000-0000-7000-8000-00000000000a";

/** Another company of the same owner, and the two as a pair. */
async function plantTwin(house: House, { agencyId, companyId }: Row): Promise<void> {
  await asOwner(house, async (db) => {
    const [company] = await db.select().from(companies).where(eq(companies.id, companyId));
    if (!company) throw new Error("no company to plant a twin of");
    await db.insert(companies).values({ ...company, id: twin, creditCode: null });
    await db.insert(duplicatePairs).values({
      agencyId,
      id: twin,
      oneId: companyId,
      otherId: twin,
      score: 95,
      reasons: ["sameName"],
      basis: "",
      state: "open",
      foundAt: "2026-03-05T00:00:00Z",
    });
  });
}

const mergeAway = async (house: House, row: Row): Promise<void> => {
  await plantTwin(house, row);
  await asOwner(house, (db) =>
    db.update(companies).set({ state: "merged", mergedIntoId: twin }).where(eq(companies.id, row.companyId)),
  );
};

const asTwin =
  (input: (row: Row) => unknown): Sample["input"] =>
  async ({ house, row }) => {
    await plantTwin(house, row);
    return input(row);
  };
const bothOf = ({ companyId }: Row) => ({ survivorId: twin, mergedId: companyId });

const mergeSamples: Record<string, Sample> = {
  "duplicates.list": { input: () => ({}) },
  "duplicates.get": { input: asTwin(() => ({ id: twin })), about: { whose: all } },
  "duplicates.dismiss": { input: asTwin(() => ({ id: twin, reason: "两家不同的企业" })), about: { whose: all } },
  "duplicates.search": { input: nothing },
  "duplicates.lastSearch": { input: nothing },
  "merges.preview": { input: asTwin(bothOf), about: { whose: all, scope: "agency" } }, // whoever merges reads all of the agency
  "companies.merge": {
    input: asTwin((row) => ({ ...bothOf(row), survivorVersion: 1, mergedVersion: 1, reason: "登记了两次" })),
    about: { whose: ["own", "mate", "stranger"], outside: "refused" },
  },
  "merges.undo": {
    input: async ({ house, row, planted }) => {
      await plantTwin(house, row);
      const { jia, yi } = planted.stage;
      const { head } = (row.agencyId === jia.id ? jia : yi).people;
      const asked = { ...bothOf(row), survivorVersion: 1, mergedVersion: 1, reason: "登记了两次" };
      const { id } = await ask(house, served, head, mergeOperations.merge, asked);
      return { id, reason: "查明是两家" };
    },
    about: { whose: all },
  },
  "merges.list": { input: ({ row }) => ({ id: row.companyId }) },
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
  ...signInSamples,
  ...organizationSamples,
  ...personalSamples,
  ...workspaceSamples,
  ...approvalSamples,
  ...directorySamples,
  ...mergeSamples,
  ...directoryBookSamples,
  ...siteSamples,
  ...eventSamples,
  ...projectSamples,
  ...fundSamples,
  ...reviewSamples,
  ...referralSamples,
  ...countingSamples,
  ...outreachSamples,
  ...encounterSamples,
  ...metricSamples,
  ...checkSamples,
  ...deskSamples,
};
