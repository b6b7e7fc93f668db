import { Failure, refuseIf } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import type { Outbound } from "#kit/server/outbound.ts";
import { robotAddressProblem } from "#kit/server/robots.ts";
import { type channelOperations, channelSubject } from "./contract.ts";
import { findChannel, type StoredChannel, shownMail, shownRobot } from "./queries.ts";
import { whyNotMail, whyNotRobot } from "./rules.ts";
import { noticeChannels } from "./tables.ts";

export async function setMail(ctx: Context, sent: Input<typeof channelOperations.setMail>) {
  const { isOn, password, version, ...settings } = sent;
  const before = await channelAt(ctx, "mail", version);
  // Another server, or another name, is not handed the password of the one before.
  const isSame = before.settings.host === settings.host && before.settings.login === settings.login;
  const secret = password ? await sealed(ctx, password) : settings.login && isSame ? before.secret : null;
  refuseIf(whyNotMail({ isOn, security: settings.security, login: settings.login, hasPassword: secret !== null }));
  return shownMail(await write(ctx, before, { isOn, settings, address: null, secret }));
}

export async function setRobot(
  ctx: Context,
  outbound: Outbound,
  { code, isOn, address: typed, secret: typedSecret, version }: Input<typeof channelOperations.setRobot>,
) {
  const before = await channelAt(ctx, code, version);
  const typedAddress = typed?.trim();
  const problem = typedAddress ? robotAddressProblem(outbound, { service: code, address: typedAddress }) : null;
  if (problem)
    throw new Failure("refused", "noticeChannels.address", problem, {
      fields: [{ path: "address", message: problem }],
    });
  const address = typedAddress ? await sealed(ctx, typedAddress) : before.address;
  const secret = typedSecret ? await sealed(ctx, typedSecret.trim()) : typedAddress ? null : before.secret;
  refuseIf(whyNotRobot({ isOn, hasAddress: address !== null }));
  return shownRobot(ctx, await write(ctx, before, { isOn, settings: {}, address, secret }));
}

async function channelAt(ctx: Context, code: StoredChannel["code"], version: number): Promise<StoredChannel> {
  const before = await findChannel(ctx, code);
  if (before.version === version) return before;
  throw new Failure("refused", "noticeChannels.conflict", "这个渠道刚被他人改过，请刷新后再改");
}

const sealed = ({ db, agencyId, secrets }: Context, text: string) => secrets.seal(db, agencyId, agencyId, text);

async function write(
  ctx: Context,
  before: StoredChannel,
  wanted: Omit<StoredChannel, "code" | "version">,
): Promise<StoredChannel> {
  const { agencyId } = ctx;
  const after = { ...wanted, code: before.code, version: before.version + 1 };
  const { code: _code, ...set } = after;
  await ctx.db
    .insert(noticeChannels)
    .values({ ...after, agencyId })
    .onConflictDoUpdate({ target: [noticeChannels.agencyId, noticeChannels.code], set });
  const told = ({ settings, ...rest }: StoredChannel) => ({ ...settings, ...rest });
  await record(ctx, { subject: channelSubject, id: agencyId, before: told(before), after: told(after) });
  return after;
}
