import { and, eq } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { visible } from "#kit/server/scope.ts";
import { robotHint } from "./rules.ts";
import { noticeChannels } from "./tables.ts";
import { type Channel, type RobotChannel, robots } from "./words.ts";

const columns = {
  code: noticeChannels.code,
  isOn: noticeChannels.isOn,
  settings: noticeChannels.settings,
  address: noticeChannels.address,
  secret: noticeChannels.secret,
  version: noticeChannels.version,
};

type Row = typeof noticeChannels.$inferSelect;
export type StoredChannel = Omit<Row, "agencyId">;

const unset = { isOn: false, settings: {}, address: null, secret: null, version: 1 };

/** As stored, secrets sealed; one nobody has set yet is off. */
export async function findChannel(ctx: Context, code: Channel): Promise<StoredChannel> {
  const read = ctx.db
    .select(columns)
    .from(noticeChannels)
    .where(and(visible(ctx, noticeChannels), eq(noticeChannels.code, code)));
  const [stored] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  return stored ?? { ...unset, code };
}

export const shownMail = ({ settings, isOn, secret, version }: StoredChannel) => ({
  ...settings,
  isOn,
  hasPassword: secret !== null,
  version,
});

export async function shownRobot(ctx: Context, { code, isOn, address, secret, version }: StoredChannel) {
  const opened = address && (await ctx.secrets.open(ctx.db, ctx.agencyId, ctx.agencyId, address));
  const hint = opened ? robotHint(opened) : null;
  return { code: code as RobotChannel, isOn, hint, hasSecret: secret !== null, version };
}

export async function getChannels(ctx: Context) {
  const shown = [];
  for (const code of robots) shown.push(await shownRobot(ctx, await findChannel(ctx, code)));
  return { mail: shownMail(await findChannel(ctx, "mail")), robots: shown };
}

export async function channelsOn(db: Db, agencyId: string): Promise<Channel[]> {
  const rows = await db
    .select({ code: noticeChannels.code })
    .from(noticeChannels)
    .where(and(eq(noticeChannels.agencyId, agencyId), eq(noticeChannels.isOn, true)));
  return rows.map(({ code }) => code);
}

/** 允许的邮箱域; while none was said, that of the address letters come from. */
export async function mailDomainsOf(db: Db, agencyId: string): Promise<string[]> {
  const [mail] = await db
    .select({ settings: noticeChannels.settings })
    .from(noticeChannels)
    .where(and(eq(noticeChannels.agencyId, agencyId), eq(noticeChannels.code, "mail")));
  const { domains = [], from } = mail?.settings ?? {};
  const own = from?.split("@").at(-1)?.toLowerCase();
  return domains.length > 0 ? domains : own ? [own] : [];
}
