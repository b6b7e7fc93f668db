import type { Actor } from "#kit/server/context.ts";
import { nobody } from "#kit/server/context.ts";
import type { Night } from "#kit/server/nights.ts";
import type { House } from "#kit/server/serve.ts";
import { stepsAs } from "#kit/server/steps.ts";
import { agencies } from "#records/people/tables.ts";
import { commitmentOperations } from "../commitments/contract.ts";
import { writeBreaches } from "./actions.ts";

const { create } = commitmentOperations;
const nightGrants = new Map([[create.permission, "agency"]] as const);

/** 履约违约: every agency once a night, as nobody in particular. */
export const nightlyBreaches = (house: House): Night => ({
  title: "登记到期未履行的承诺",
  work: async () => {
    const all = await house.database.transaction({ role: "door", readOnly: true }, (db) =>
      db.select({ agencyId: agencies.id, agencyCode: agencies.code }).from(agencies),
    );
    for (const agency of all) {
      const actor: Actor = { ...nobody, ...agency, name: "夜间任务", grants: nightGrants, via: "job" };
      await stepsAs(house, actor)(create, (ctx) => writeBreaches(ctx));
    }
  },
});
