import { openHouse, served } from "#app/house.ts";
import { openPglite, openPostgres } from "#kit/server/database.ts";
import { ask } from "#kit/server/serve.ts";
import { createAgency } from "#records/people/actions.ts";
import { companyOperations, contactOperations } from "#records/directory/contract.ts";
import { actorOf, operator, testNow } from "./people.ts";

/**
 * A process made to be killed: it works without a pause and says on its output what was acknowledged to it, one line
 * each. What it has not said need not be there; what it has said must be.
 *
 *   node --import tsx tests/support/killed.ts <folder> [<postgres address>]
 */
export interface Acknowledged {
  kind: "company" | "contact";
  id: string;
  version: number;
}

const [folder = "", address] = process.argv.slice(2);
const database = address ? openPostgres(address, 4) : await openPglite(folder);
const house = await openHouse({ database, folder, instance: "demo", now: () => testNow });
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const isNew = await database.transaction(
  { role: "owner" },
  async (db) => (await db.execute("select 1 from agency")).rows.length === 0,
);
if (isNew) {
  const people = [{ login: "worker", name: "示例专员", division: "项目一科", roles: ["officer"], isDemo: true }];
  await createAgency(house, operator, {
    code: "jia",
    name: "示例甲区",
    region: "110105",
    divisions: ["项目一科"],
    people,
  });
}
const actor = await actorOf(house, "worker");
say({ kind: "ready" });

// As many at once as the database takes: on PostgreSQL commands are killed side by side.
await Promise.all(Array.from({ length: address ? 3 : 1 }, (_, line) => work(line)));

async function work(line: number): Promise<never> {
  for (let number = 1; ; number++) {
    const company = await ask(house, served, actor, companyOperations.create, {
      name: `示例企业${line}-${number}`,
      duplicateReason: "演练",
      tags: ["listed"],
    });
    say({ kind: "company", id: company.id, version: company.version });
    const changed = await ask(house, served, actor, companyOperations.update, {
      id: company.id,
      version: company.version,
      changes: { name: `示例改名${line}-${number}`, tags: ["unicorn"] },
    });
    say({ kind: "company", id: changed.id, version: changed.version });
    const contact = await ask(house, served, actor, contactOperations.create, {
      companyId: company.id,
      name: "示例联系人",
      phone: "13800000000",
    });
    say({ kind: "contact", id: contact.id, version: contact.version });
  }
}
