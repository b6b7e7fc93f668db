import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { newId } from "#kit/base/ids.ts";
import { command } from "#kit/base/operation.ts";
import { type Actor, type Context, nobody } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { type House, perform } from "#kit/server/serve.ts";
import { peoplePack } from "../pack.ts";
import { told } from "../rights/actions.ts";
import { roleSubject } from "../rights/contract.ts";
import { packRoles } from "../rights/queries.ts";
import { followersOf } from "../rights/rules.ts";
import { roles } from "../tables.ts";

/** Served by no door; the history knows it by its title. */
export const followPack = command("roles.follow", {
  title: "角色随规则包更新",
  permission: "instance.manage",
  reach: "instance",
  input: z.strictObject({}),
  output: z.object({}),
});

const nightly: Actor = { ...nobody, name: "规则包", via: "job" };

/**
 * 角色随规则包: when a pack has changed, with an upgrade or the turn of a year, every agency's roles that nobody there has
 * changed become what it says. Looks first, so that a start with nothing to do writes nothing.
 */
export async function followPacks(house: House): Promise<number> {
  const pack = peoplePack(house.pack(house.now().getFullYear())).roles;
  const all = await house.database.transaction({ role: "owner", readOnly: true }, (db) =>
    db.select().from(roles).orderBy(asc(roles.agencyId), asc(roles.position)),
  );
  let changed = 0;
  for (const agencyId of new Set(all.map((role) => role.agencyId))) {
    const held = all.filter((role) => role.agencyId === agencyId);
    const { added, followed } = followersOf(held, pack);
    if (added.length + followed.length === 0) continue;
    const as = { role: "owner", agencyId } as const;
    await perform(house, { as, agencyId, actor: nightly, operation: followPack }, followHere);
    changed += added.length + followed.length;
  }
  return changed;
}

/** Read again with the row locks: an administrator may be changing one of them this moment. */
async function followHere(ctx: Context): Promise<void> {
  const { db, agencyId } = ctx;
  const held = await db.select().from(roles).where(eq(roles.agencyId, agencyId)).orderBy(asc(roles.code)).for("update");
  const pack = packRoles(ctx);
  const { added, followed } = followersOf(held, pack);
  for (const { role, packed } of followed) {
    const { title, grants, classes } = packed;
    const after = { ...role, title, grants: { ...grants }, classes: [...classes], version: role.version + 1 };
    await db
      .update(roles)
      .set({ title, grants: after.grants, classes: after.classes, version: after.version })
      .where(and(eq(roles.agencyId, agencyId), eq(roles.code, role.code)));
    await record(ctx, { subject: roleSubject, id: role.id, before: told(role), after: told(after) });
  }
  for (const [code, { title, grants, classes, administrator }] of added) {
    const role = { id: newId(), code, title, grants: { ...grants }, classes: [...classes], version: 1 };
    const position = Object.keys(pack).indexOf(code);
    const row = { ...role, agencyId, administrator: administrator ? code : null, position };
    // Servers started side by side meet here; whoever is second has nothing left to say.
    const written = await db.insert(roles).values(row).onConflictDoNothing().returning({ id: roles.id });
    if (written.length === 0) continue;
    await record(ctx, { subject: roleSubject, id: role.id, before: null, after: told(role) });
  }
}
