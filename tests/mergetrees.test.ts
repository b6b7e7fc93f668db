import fc from "fast-check";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import type { House } from "#kit/server/serve.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";
import { asOwner } from "./support/planted.ts";
import { contactBookOperations } from "#records/directory/contacts/contract.ts";
import { companyOperations, contactOperations } from "#records/directory/contract.ts";
import { factOperations } from "#records/directory/facts/contract.ts";
import { groupOperations } from "#records/directory/groups/contract.ts";
import { prospectOperations } from "#records/directory/prospects/contract.ts";
import { mergeOperations } from "#records/directory/merging/contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const names = ["示例远山", "示例云帆", "示例青禾", "示例海棠", "示例白鹭"].map((name) => `${name}控股有限公司`);
const index = fc.nat({ max: names.length - 1 });

/** Whatever people might have built: who stands under whom, what is known of whom, who is wanted, who works where. */
const scenes = fc.record({
  ties: fc.array(fc.tuple(index, index), { maxLength: 6 }),
  heads: fc.array(index, { maxLength: 2 }),
  facts: fc.array(fc.tuple(index, fc.constantFrom(2023, 2024), fc.constantFrom("revenue", "exports")), {
    maxLength: 6,
  }),
  voids: fc.nat({ max: 3 }),
  prospects: fc.array(fc.tuple(index, fc.constantFrom(2024, 2025)), { maxLength: 4 }),
  posts: fc.array(fc.tuple(index, index), { maxLength: 3 }),
  pair: fc.tuple(index, index).filter(([one, other]) => one !== other),
});
type Scene = typeof scenes extends fc.Arbitrary<infer It> ? It : never;

/** What the rules refuse (a circle, a second parent, the same figure twice) does not become part of the scene. */
const ifMay = async <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof Failure) return null;
    throw error;
  });

async function build(say: Say, scene: Scene): Promise<string[]> {
  const { head } = stage.jia.people;
  const ids: string[] = [];
  for (const name of names) ids.push((await say(head, companyOperations.create, { name })).id);
  const at = (which: number) => ids[which] as string;
  for (const which of scene.heads)
    await ifMay(say(head, groupOperations.create, { headId: at(which), name: `${names[which]}系` }));
  for (const [low, high] of scene.ties)
    await ifMay(say(head, groupOperations.attach, { companyId: at(low), parentId: at(high), sharePercent: "51" }));
  for (const [n, [which, year, kind]] of scene.facts.entries()) {
    const typed = { companyId: at(which), year, kind, value: `${n + 1}`, issuer: "示例统计局" } as const;
    const made = await ifMay(say(head, factOperations.record, typed));
    if (made && n < scene.voids) await say(head, factOperations.void, { id: made.id, reason: "演练" });
  }
  for (const [n, [which, year]] of scene.prospects.entries()) {
    const made = await say(head, prospectOperations.create, { name: `示例目标${n}`, year, theme: "演练" });
    await ifMay(say(head, prospectOperations.link, { id: made.id, version: 1, companyId: at(which) }));
  }
  for (const [home, elsewhere] of scene.posts) {
    const { id } = await say(head, contactOperations.create, { companyId: at(home), name: "示例某人" });
    await ifMay(say(head, contactBookOperations.affiliate, { contactId: id, companyId: at(elsewhere) }));
  }
  return ids;
}

/** Rows as they are, but for what only grows: versions, and the ids and times of facts that stand again. */
const snapshot = (house: House) =>
  asOwner(house, async (db) => {
    const of = async (statement: ReturnType<typeof sql>) => (await db.execute(statement)).rows;
    return {
      companies: await of(sql`select to_jsonb(c) - 'version' as row from company c order by id`),
      parents: await of(sql`select to_jsonb(p) - 'version' as row from company_parent p order by id`),
      groups: await of(sql`select to_jsonb(g) - 'version' as row from company_group g order by id`),
      facts: await of(sql`select to_jsonb(f) - array['id', 'typed_at', 'version'] as row from company_fact f
        where voided_at is null order by company_id, year, kind`),
      prospects: await of(sql`select to_jsonb(p) as row from prospect p order by id`),
      affiliations: await of(sql`select to_jsonb(a) as row from contact_affiliation a order by id`),
      tokens: await of(sql`select kind, token, id from search_token order by 1, 2, 3`),
    };
  });

/** No circle, one head for every group, every member below it. */
const brokenTrees = (house: House) =>
  asOwner(house, async (db) => {
    const { rows } = await db.execute<{ id: string }>(sql`
      with recursive up(id, top, depth) as (
        select id, id, 0 from company where state = 'active'
        union all
        select up.id, p.parent_id, depth + 1 from up join company_parent p on p.company_id = up.top and p.ended_at is null
          where depth < 20),
      head as (select distinct on (id) id, top, depth from up order by id, depth desc)
      select c.id from company c join head h on h.id = c.id left join company_group g on g.id = c.group_id
      where h.depth >= 20 or (h.depth > 0 and g.id is null) or (g.id is not null and (g.head_id <> h.top or g.ended_on is not null))
      union all
      select company_id from company_parent p join company c on c.id in (p.company_id, p.parent_id)
        where p.ended_at is null and c.state = 'merged'
      union all
      select g.id from company_group g join company c on c.id = g.head_id where g.ended_on is null and c.state <> 'active'`);
    return rows;
  });

test(
  "任意的集团、外部数据、目标企业、任职：合并后树不断不绕、不剩一处；撤销后行行如初",
  () =>
    fc.assert(
      fc.asyncProperty(scenes, (scene) =>
        onStage(stage, async (house, say) => {
          const { head } = stage.jia.people;
          const ids = await build(say, scene);
          const [survivorId, mergedId] = scene.pair.map((which) => ids[which] as string) as [string, string];
          const before = await snapshot(house);
          expect(await brokenTrees(house)).toEqual([]);
          const asked = { survivorId, mergedId };
          const { survivor, merged } = await say(head, mergeOperations.preview, asked);
          const versions = { survivorVersion: survivor.version, mergedVersion: merged.version };
          const { id } = await say(head, mergeOperations.merge, { ...asked, ...versions, reason: "演练" });
          expect(await brokenTrees(house)).toEqual([]);
          const left = await snapshot(house);
          const pointing = JSON.stringify([left.facts, left.prospects, left.affiliations]);
          expect(pointing).not.toContain(mergedId);
          await say(head, mergeOperations.undo, { id, reason: "演练" });
          expect(await snapshot(house)).toEqual(before);
          expect((await asOwner(house, (db) => verifyChain(db, stage.jia.id))).problems).toEqual([]);
        }),
      ),
      { numRuns: 12 },
    ),
  120_000,
);

test("合并后有人动过集团、外部数据或目标企业，撤销说出是哪一处", () =>
  onStage(stage, async (_house, say) => {
    const { head } = stage.jia.people;
    const scene = {
      ties: [
        [1, 0],
        [2, 1],
      ],
      heads: [],
      facts: [[1, 2024, "revenue"]],
      voids: 0,
      prospects: [],
      posts: [],
    };
    const ids = await build(say, { ...scene, pair: [3, 1] } as unknown as Scene);
    const [top, merged, low, survivor, other] = ids as [string, string, string, string, string];
    const both = { survivorId: survivor, mergedId: merged, survivorVersion: 1, mergedVersion: 1 };
    const { id } = await say(head, mergeOperations.merge, { ...both, reason: "演练" });
    const undo = () => ifRefused(say(head, mergeOperations.undo, { id, reason: "演练" }));
    const { rows } = await say(head, factOperations.list, { companyId: survivor });
    const [fact] = rows;
    await say(head, groupOperations.attach, { companyId: other, parentId: low });
    expect(await undo()).toContain("集团“示例远山控股有限公司”的上下级关系或包联在合并之后改过");
    await say(head, groupOperations.detach, { companyId: other, reason: "演练" });
    await say(head, factOperations.correct, { id: String(fact?.id), value: "9", issuer: "示例统计局", reason: "演练" });
    expect(await undo()).toContain("外部数据“2024 年营业收入”");
    expect(top).toBeTruthy();
  }));

const ifRefused = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => "",
    (error: unknown) => (error instanceof Failure ? error.message : Promise.reject(error)),
  );
