import { readdirSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { served } from "#app/house.ts";
import type { Database } from "#kit/server/database.ts";
import { openapi } from "#kit/server/openapi.ts";
import { bodies, type Hints, type JsonShape } from "./support/arbitrary.ts";
import { type Rehearsal, rehearse } from "./support/database.ts";
import { type Answer, openTestDoor, type Signed, type TestDoor } from "./support/door.ts";
import { nobody, type Actor } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { openStage, type Stage } from "./support/people.ts";
import { asOwner, plant, type Planted } from "./support/planted.ts";
import { samples } from "./support/samples.ts";
import { rowOf } from "./support/walk.ts";
import { readTables } from "./support/wall.ts";

/**
 * 乱投: bodies made from the public description of every operation, and worse ones, through the real door; one in three is
 * an input that would succeed, with at most one member spoiled, so that what lies behind the first refusals is reached too.
 * Whatever comes, the answer is JSON in words, never a fault, and what was not done has left nothing behind.
 */
const seed = Number(process.env.LUODI_FUZZ_SEED ?? 20230305);
const numRuns = Number(process.env.LUODI_FUZZ_RUNS ?? 12);

let stage: Stage;
let outer: Rehearsal;
let current: Database;
let door: TestDoor;
interface Asker {
  signed: Signed | null;
  actor: Actor;
}

let house: House;
let planted: Planted;
let people: Asker[];
let hints: Hints;
let counting: ReturnType<typeof sql.raw>;
let before: string;

beforeAll(async () => {
  stage = await openStage();
  outer = await rehearse(stage.database);
  current = outer.database;
  // The door is opened once; what stands behind it is another copy for every request.
  const database: Database = { ...stage.database, transaction: (as, work) => current.transaction(as, work) };
  house = { ...stage.house, database };
  planted = await plant(stage, house);
  const { rows, password, linkToken } = planted;
  door = await openTestDoor({ house, folder: stage.folder });
  // Those who may most come most often: what is refused at the door is not looked into.
  people = [{ signed: null, actor: nobody }];
  for (const [post, times] of Object.entries({ head: 3, officer: 1, system: 2, audit: 1, security: 1 } as const)) {
    const asker = { signed: await door.signIn(`jia-${post}`), actor: stage.jia.people[post as "head"] };
    people.push(...Array<Asker>(times).fill(asker));
  }
  const own = rows.slice(0, 4);
  hints = {
    uuid: own.flatMap((row) => [
      row.companyId,
      row.contactId,
      row.siteId,
      row.occupationId,
      row.personId,
      row.accountId,
      row.thingId,
      String(row.divisionId),
    ]),
    siteId: own.map(({ siteId }) => siteId),
    companyId: own.map(({ companyId }) => companyId),
    login: ["jia-officer", "yi-head"],
    password: [password],
    old: [password],
    accountId: own.map(({ accountId }) => accountId),
    origin: ["http://luodi.example"],
    "permissions[]": ["people.read"],
    until: ["2026-12-31"],
    token: [linkToken],
    version: [1, 2],
    metric: ["companies.tagged"],
    "by[]": ["tag", "month", "region", "constructor", "toString"],
    year: [2026],
    from: ["2026-01-01"],
    to: ["2026-12-31"],
    officerId: own.map(({ personId }) => personId),
    divisionId: own.map(({ divisionId }) => divisionId),
    list: ["companies.list", "accounts.list", "constructor.name"],
    "roles[]": ["officer", "head", "systemAdministrator", "constructor"],
    subjectKind: ["company", "contact", "constructor"],
    kind: ["companies", "company", "constructor"],
    id: own.flatMap((row) => [row.companyId, row.contactId, row.siteId, row.occupationId, row.thingId, row.accountId]),
    fileId: own.map(({ thingId }) => thingId),
    batchId: own.map(({ thingId }) => thingId),
    form: ["companies.create", "__proto__"],
    sheet: ["名单"],
    headerRow: [1],
  };
  const tables = (await asOwner(house, readTables)).filter(({ isPartition }) => !isPartition);
  const counts = tables.map(({ name }) => `select '${name} ' || count(*) as told from "${name}"`);
  counting = sql.raw(
    `select string_agg(told, ', ' order by told) as total from (${counts.join(" union all ")}) as each`,
  );
  before = await counted();
}, 180_000);
afterAll(async () => {
  await door.app.close();
  await outer.rollback();
  await stage.close();
});

const counted = () =>
  current.transaction(
    { role: "owner" },
    async (db) => (await db.execute<{ total: string }>(counting)).rows[0]?.total ?? "",
  );

type Heard = Answer & { before: string; after: string };

/** One request on a copy of the database of its own; what is set up for it is no trace of it. */
async function knock(ask: () => Promise<Answer>, setUp?: () => Promise<void>): Promise<Heard> {
  const rehearsal = await rehearse(outer.database);
  current = rehearsal.database;
  try {
    await setUp?.();
    const stood = setUp ? await counted() : before;
    const answer = await ask();
    return { ...answer, before: stood, after: answer.status === 200 ? stood : await counted() };
  } finally {
    await rehearsal.rollback();
    current = outer.database;
  }
}

/** A wrong password is refused and counted all the same. */
const countedOnPurpose = [
  "session.wrong",
  "session.locked",
  "passwords.old",
  "factors.code",
  "factors.password",
  "outside.password",
];

/** An input that succeeds for whoever may, with one member from elsewhere put into it. */
async function spoiled(address: string, { actor }: Asker, body: unknown, member: number | null): Promise<unknown> {
  const sample = samples[address];
  const row = rowOf(planted, actor, sample?.about?.whose[0] ?? "own");
  if (!sample || !row) return body;
  const input = (await sample.input({ house, actor, row, planted })) as Record<string, unknown>;
  const others = Object.entries((body ?? {}) as object);
  const other = member === null ? undefined : others[member % Math.max(others.length, 1)];
  return other ? { ...input, [other[0]]: other[1] } : input;
}

function sound({ status, headers, body, before: stood, after }: Heard): void {
  if (status >= 500)
    throw new Error(`出了故障：${JSON.stringify(body)}；${door.lines.findLast((line) => line.includes('"fault"'))}`);
  expect([200, 400, 401, 403, 404, 409, 413, 415]).toContain(status);
  expect(headers["content-type"]).toMatch(/^application\/json/);
  if (status === 200) return;
  expect(Object.keys(body)).toEqual(["error"]);
  const { kind, code, message } = body.error ?? { kind: "", code: "", message: "" };
  expect(["invalid", "signedOut", "forbidden", "missing", "refused"]).toContain(kind);
  expect(code).toMatch(/^[a-zA-Z]+\.[\w.]+$/);
  expect(message).toMatch(/\p{Script=Han}/u);
  expect(countedOnPurpose.includes(code) ? stood : after).toBe(stood);
}

const paths = Object.entries(
  openapi(served.map(({ operation }) => operation)).paths as Record<
    string,
    { post: { requestBody: { content: { "application/json": { schema: JsonShape } } } } }
  >,
).map(([path, { post }]) => [path.slice("/api/".length), post.requestBody.content["application/json"].schema] as const);

/** Who asks; whether with an input that would succeed, and which member of it is spoiled. */
const asked = fc.record({
  who: fc.nat({ max: 8 }),
  isSpoiled: fc.nat({ max: 2 }).map((third) => third !== 0),
  member: fc.option(fc.nat({ max: 40 })),
});

describe(`乱投（种子 ${seed}，每项至多 ${numRuns} 次）`, () => {
  let visits = 0;
  const reached = new Set<string>();
  test.each(paths)(
    "%s：不出故障，说得清楚，没办成的不留痕迹",
    async (address, shape) => {
      await fc.assert(
        fc.asyncProperty(bodies(shape, hints), asked, async (random, { who, isSpoiled, member }) => {
          visits += 1;
          const asker = people[who] ?? { signed: null, actor: nobody };
          let body: unknown = random;
          const setUp = async () => {
            body = await spoiled(address, asker, random, member);
          };
          // Every visit from another address: the limit on sign-ins is not what is asked here.
          const far = `10.${visits >> 16}.${(visits >> 8) & 255}.${visits & 255}`;
          const isNear = visits % 4 === 0 || (isSpoiled && samples[address]?.isLocal === true);
          const remoteAddress = isNear ? "127.0.0.1" : far;
          const answer = await knock(
            () => door.post(address, JSON.stringify(body) ?? "", asker.signed, { remoteAddress }),
            isSpoiled ? setUp : undefined,
          );
          if (answer.status === 200) reached.add(address);
          sound(answer);
        }),
        {
          seed,
          numRuns: Object.keys(shape.properties ?? {}).length > 0 ? numRuns : Math.ceil(numRuns / 6),
          verbose: 1,
        },
      );
    },
    120_000,
  );

  test("上传：残缺、夹带、多份、改名的表单都说得清楚，没收下的不留记录", async () => {
    const part = fc.record({
      head: fc.constantFrom(
        'Content-Disposition: form-data; name="file"; filename="名单.csv"',
        'Content-Disposition: form-data; name="file"; filename="../../../key"',
        `Content-Disposition: form-data; name="file"; filename="${"长".repeat(3000)}.pdf"`,
        'Content-Disposition: form-data; name="__proto__"; filename=""',
        'Content-Disposition: form-data; name="note"',
        "Content-Disposition: attachment",
        "X: \u0000",
      ),
      content: fc.constantFrom(
        "",
        "企业名称,金额\r\n示例,1\r\n",
        "%PDF-1.7\n",
        "MZ\u0090\u0000",
        "<svg onload=alert(1)>",
        "\u0000\u0001".repeat(500),
      ),
    });
    const type = fc.constantFrom(
      "multipart/form-data; boundary=b",
      "multipart/form-data",
      "multipart/form-data; boundary=c",
      "application/json",
      "text/plain",
    );
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 3 }),
        type,
        fc.boolean(),
        fc.nat({ max: people.length - 1 }),
        async (parts, contentType, isWhole, who) => {
          const text = `${parts.map(({ head, content }) => `--b\r\n${head}\r\n\r\n${content}\r\n`).join("")}--b--\r\n`;
          const payload = isWhole ? text : text.slice(0, Math.floor(text.length * 0.7));
          const headers = { "content-type": contentType };
          const answer = await knock(() =>
            door.post("files.upload", payload, people[who]?.signed ?? null, { headers }),
          );
          if (answer.status === 200) kept += 1;
          sound(answer);
        },
      ),
      { seed, numRuns: Math.max(numRuns * 3, 72) },
    );
    expect(kept).toBeGreaterThan(0);
    expect(readdirSync(join(stage.folder, "files")).filter((name) => name.startsWith("."))).toEqual([]);
  }, 120_000);

  test("多数操作也有办成的：投的不都是废纸", () => {
    console.info(`投了 ${visits} 次，${reached.size}/${paths.length} 项操作有办成的`);
    expect(reached.size).toBeGreaterThan(paths.length * 0.6);
  });
});
