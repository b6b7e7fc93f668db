import { sendMail } from "#kit/server/mail.ts";
import type { Outbound, Outcome } from "#kit/server/outbound.ts";
import { sayByRobot } from "#kit/server/robots.ts";
import type { Patrol } from "#kit/server/patrols.ts";
import type { House } from "#kit/server/serve.ts";
import { deliveryPatrol } from "../channels/words.ts";
import { outwardTitle } from "../notices/rules.ts";
import { type Ending, endDelivery, giveUpSilent, planDeliveries, takeDue } from "./actions.ts";
import { type Due, type Opened, openDelivery } from "./queries.ts";
import { type Line, letterOf } from "./rules.ts";

export interface Sending {
  house: House;
  outbound: Outbound;
  /** Where this installation is opened from outside, for links: `https://luodi.example.gov.cn`; null where nobody said. */
  address: string | null;
}

/** So many at a time: a mail server that takes its time does not keep the others waiting. */
const lanes = 4;

/**
 * 投递: every few seconds, and right after something was told. Planning and taking up are short transactions; the sending
 * itself holds none. What was taken up is marked before it leaves, so that it cannot leave twice.
 */
export function deliveryWork(sending: Sending): Patrol {
  return { name: deliveryPatrol, every: 5_000, work: () => deliver(sending) };
}

async function deliver(sending: Sending): Promise<boolean> {
  const { database, now } = sending.house;
  const groups = await database.transaction({ role: "owner" }, async (db) => {
    await giveUpSilent(db, now());
    await planDeliveries(db, now());
    return takeDue(db, now(), lanes);
  });
  await Promise.all(groups.map((group) => deliverOne(sending, group)));
  return groups.length > 0;
}

async function deliverOne(sending: Sending, group: Due[]): Promise<void> {
  const { database, secrets, now } = sending.house;
  const opened = await database.transaction({ role: "owner" }, (db) => openDelivery(db, secrets, group, now()));
  const ending = opened ? await send(sending, group, opened) : skipped;
  await database.transaction({ role: "owner" }, (db) => endDelivery(db, group, ending, now()));
}

const skipped: Ending = { kind: "skipped" };
const failed = (reason: string): Outcome => ({ kind: "failed", reason });

async function send(sending: Sending, group: Due[], opened: Opened): Promise<Ending> {
  const [first] = group;
  if (!first) return skipped;
  if (!opened.isOn) return failed("渠道已停用，没有发送");
  const isTest = first.kind === "test";
  if (!isTest && !opened.isHere) return failed("收件人的账号已停用，或不再在本机构任职");
  // Waited out of consideration for the reader, and read inside meanwhile.
  const wasHeld = first.notBefore > first.createdAt;
  const unread = opened.said.filter(({ readAt }) => !wasHeld || readAt === null);
  const lines = isTest ? [test(sending, opened)] : unread.map((notice) => lineOf(sending, opened, notice));
  if (lines.length === 0) return skipped;
  return first.channel === "mail"
    ? mail(sending.outbound, first, opened, lines)
    : robot(sending, first.channel, opened, lines);
}

async function mail(outbound: Outbound, first: Due, { settings, secret, to, agency }: Opened, lines: Line[]) {
  const { host, port, security, login = null, from, fromName } = settings;
  if (!host || !port || !security || !from || !fromName) return failed("邮件渠道没有设置完整，请系统管理员补全");
  if (!to) return failed("收件人没有填写邮箱");
  const server = { host, port, security, login, password: secret, from, fromName };
  return sendMail(outbound, server, { ...letterOf(lines, agency.name, first.isDaily), to, id: first.id });
}

async function robot(
  { outbound, house }: Sending,
  service: Exclude<Due["channel"], "mail">,
  { address, secret }: Opened,
  [line]: Line[],
): Promise<Outcome> {
  if (!address) return failed("机器人没有填写 Webhook 地址，请系统管理员补全");
  return sayByRobot(outbound, { service, address, secret }, line ?? { title: "", link: null }, house.now());
}

/** 只有标题与链接. The link leads to the list of one's notices, where today's rights decide whether it goes further. */
function lineOf(sending: Sending, opened: Opened, notice: Opened["said"][number]): Line {
  return { title: outwardTitle(notice), link: linkTo(sending, opened) };
}

const linkTo = ({ address, house }: Sending, { agency }: Opened): string | null =>
  address && `${address.replace(/\/$/, "")}/${agency.code}/${house.now().getFullYear()}/notices`;

const test = (sending: Sending, opened: Opened): Line => ({
  title: `这是一条测试消息，收到即说明渠道可用（${opened.agency.name}）`,
  link: linkTo(sending, opened),
});
