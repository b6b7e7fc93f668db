import { addDays, today } from "#kit/base/dates.ts";
import { type Actor, nobody } from "#kit/server/context.ts";
import type { Night } from "#kit/server/nights.ts";
import type { House } from "#kit/server/serve.ts";
import { stepsAs } from "#kit/server/steps.ts";
import { agencies } from "#records/people/tables.ts";
import { clearIntakes } from "./actions.ts";
import { manage, intakeOperations } from "./contract.ts";
import { intakesPack } from "./pack.ts";

const nightGrants = new Map([[manage, "agency"]] as const);

/** 来件联系人信息的保存期: every agency once a night, as nobody in particular. */
export const nightlyIntakes = (house: House): Night => ({
  title: "清除保存期已过的来件联系人信息",
  work: async () => {
    const all = await house.database.transaction({ role: "door", readOnly: true }, (db) =>
      db.select({ agencyId: agencies.id, agencyCode: agencies.code }).from(agencies),
    );
    const now = today(house.now());
    const before = addDays(now, -intakesPack({ pack: house.pack, today: now }).keptDays);
    for (const agency of all) {
      const actor: Actor = { ...nobody, ...agency, name: "夜间任务", grants: nightGrants, via: "job" };
      await stepsAs(house, actor)(intakeOperations.forget, (ctx) => clearIntakes(ctx, before));
    }
  },
});
