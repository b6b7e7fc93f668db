import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { served } from "#app/house.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Sent } from "#kit/base/operation.ts";
import type { Actor } from "#kit/server/context.ts";
import { outboundOf } from "#kit/server/outbound.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { accounts } from "#records/people/tables.ts";
import { openStage, type Say, type Stage } from "./support/people.ts";
import { asOwner } from "./support/planted.ts";
import { type Mailbox, openMailbox, openRobotDesk, type RobotDesk } from "./support/receivers.ts";
import { channelOperations } from "#records/workspace/channels/contract.ts";
import { noticeChannels } from "#records/workspace/channels/tables.ts";
import { historyOperations } from "#records/workspace/history/contract.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { noticeOperations, noticePreferenceOperations } from "#records/workspace/notices/contract.ts";
import { notices } from "#records/workspace/notices/tables.ts";
import { planDeliveries, takeDue } from "#records/workspace/deliveries/actions.ts";
import { deliveryOperations } from "#records/workspace/deliveries/contract.ts";
import { deliveryWork } from "#records/workspace/deliveries/schedule.ts";
import { deliveries } from "#records/workspace/deliveries/tables.ts";

let stage: Stage;
let box: Mailbox;
let desk: RobotDesk;
let clock = new Date("2026-03-05T09:30:00+08:00");
let house: House;
const say: Say = (actor, operation, sent) => ask(house, served, actor, operation, sent);

/** One patrol of the postman, as often as it has something to do. */
async function goRound(): Promise<void> {
  const outbound = outboundOf({ LUODI_OUTBOUND: `127.0.0.1:${box.port} 127.0.0.1:${desk.port}` });
  const patrol = deliveryWork({ house, outbound, address: "https://luodi.example.com/" });
  while (await patrol.work(new AbortController().signal));
}

const tellIt = (to: Actor[], title: string, more: Partial<Parameters<typeof notify>[1]> = {}) =>
  asOwner(house, (db) =>
    notify(
      { db, agencyId: stage.jia.id, now: clock },
      { to: { accounts: to.map(({ accountId }) => accountId ?? "") }, kind: "assigned", title, ...more },
    ),
  );
const later = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000);
};
const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );

beforeAll(async () => {
  [stage, box, desk] = await Promise.all([openStage(), openMailbox(), openRobotDesk()]);
  house = { ...stage.house, now: () => clock };
  const { system, officer, colleague } = stage.jia.people;
  const mail = { isOn: true, host: "127.0.0.1", port: box.port, security: "none", fromName: "示例中心" } as const;
  await say(system, channelOperations.setMail, { ...mail, from: "luodi@example.com", version: 1 });
  // The address of a robot on this machine is allowed by the operator only: here it is put where the setting would be.
  for (const code of ["wecom", "dingtalk"] as const) await plantRobot(code);
  const kinds: Pick<Sent<typeof noticePreferenceOperations.save>, "mailKinds" | "wecomKinds"> = {
    mailKinds: ["assigned", "account"],
    wecomKinds: ["assigned"],
  };
  for (const [actor, mailAddress] of [
    [officer, "officer@example.com"],
    [colleague, "colleague@example.com"],
  ] as const)
    await say(actor, noticePreferenceOperations.save, { ...kinds, mailAddress, version: 1 });
}, 120_000);
afterAll(async () => {
  await Promise.all([box.close(), desk.close()]);
  await stage.close();
});

async function plantRobot(code: "wecom" | "dingtalk"): Promise<void> {
  await asOwner(house, async (db) => {
    const agencyId = stage.jia.id;
    const address = await house.secrets.seal(db, agencyId, agencyId, desk.address);
    await db.insert(noticeChannels).values({ agencyId, code, isOn: true, settings: {}, address });
  });
}

beforeEach(async () => {
  await asOwner(house, async (db) => {
    await db.delete(deliveries);
    await db.delete(notices);
  });
  box.letters.splice(0);
  desk.heard.splice(0);
  box.answers.splice(0);
  desk.answers.splice(0);
});

const listed = async () => (await say(stage.jia.people.system, deliveryOperations.list, { limit: 50 })).rows;

describe("送出", () => {
  test("各人一封邮件，群里只说一次；只有标题与链接，再跑多少遍也不重复", async () => {
    const { officer, colleague } = stage.jia.people;
    await tellIt([officer, colleague], "企业“扬帆有限公司”交由您负责");
    await goRound();
    await goRound();
    expect(box.letters.map(({ to }) => String(to[0])).sort()).toEqual(["colleague@example.com", "officer@example.com"]);
    const link = "https://luodi.example.com/jia/2026/notices";
    expect(desk.heard.map(({ body }) => body)).toEqual([
      { msgtype: "markdown", markdown: { content: `[企业“扬帆有限公司”交由您负责](${link})` } },
    ]);
    const text = decoded(box.letters[0]?.content);
    expect(text.split("\n\n—")[0]).toBe(`企业“扬帆有限公司”交由您负责\n${link}`);
    expect((await listed()).map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual([
      "mail sent",
      "mail sent",
      "wecom sent",
    ]);
  });

  test("没选的类别、没选的人、停用的渠道都不外发，站内照样有", async () => {
    const { officer, chief, system } = stage.jia.people;
    await tellIt([officer, chief], "任务已完成", { kind: "jobDone" });
    await goRound();
    expect([box.letters, desk.heard]).toEqual([[], []]);
    expect((await say(chief, noticeOperations.count, {})).unread).toBe(1);
    const { robots } = await say(system, channelOperations.get, {});
    const dingtalk = robots.find(({ code }) => code === "dingtalk");
    expect(dingtalk).toMatchObject({ isOn: true, hint: `127.0.0.1:${desk.port} …0001`, hasSecret: false });
  });

  test("敏感的、带个人信息的，对外只说类别", async () => {
    const { officer } = stage.jia.people;
    await tellIt([officer], "企业“甲”的税收资料", { class: "tax" });
    await tellIt([officer], "联系人 13800001111 交由您联系");
    await goRound();
    const sent = [
      ...box.letters.map(({ content }) => decoded(content)),
      ...desk.heard.map(({ body }) => JSON.stringify(body)),
    ];
    expect(sent).toHaveLength(4);
    for (const each of sent) {
      expect(each).toContain("您有一条“交由我负责”消息，请登录后查看");
      expect(each).not.toMatch(/税收|1380000/);
    }
  });

  test("已停用的人不再收到", async () => {
    const { officer } = stage.jia.people;
    await tellIt([officer], "企业“甲”交由您负责");
    await asOwner(house, (db) =>
      db
        .update(accounts)
        .set({ state: "disabled" })
        .where(eq(accounts.id, officer.accountId ?? "")),
    );
    await goRound();
    await asOwner(house, (db) =>
      db
        .update(accounts)
        .set({ state: "active" })
        .where(eq(accounts.id, officer.accountId ?? "")),
    );
    expect([box.letters, desk.heard]).toEqual([[], []]);
    expect(new Set((await listed()).map(({ reason }) => reason))).toEqual(
      new Set(["收件人的账号已停用，或不再在本机构任职"]),
    );
  });
});

describe("送不出", () => {
  test("暂时不能接收：到时再试，成了就停", async () => {
    box.answers.push({ code: 451, at: "DATA" });
    await tellIt([stage.jia.people.officer], "企业“甲”交由您负责");
    await goRound();
    expect(box.letters).toEqual([]);
    expect((await listed()).find(({ channel }) => channel === "mail")).toMatchObject({
      state: "waiting",
      attempts: 1,
      reason: "邮件服务器暂时不能接收（451）",
    });
    await goRound();
    expect(box.letters).toEqual([]);
    later(2);
    await goRound();
    expect(box.letters).toHaveLength(1);
    expect((await listed()).find(({ channel }) => channel === "mail")).toMatchObject({ state: "sent", attempts: 2 });
  });

  test("机器人在 200 里说限流：这一家的其余消息一起等", async () => {
    desk.answers.push({ body: { errcode: 45009, errmsg: "api freq out of limit" } });
    const { officer } = stage.jia.people;
    await tellIt([officer], "第一条");
    await goRound();
    await tellIt([officer], "第二条");
    await goRound();
    later(2);
    await goRound();
    expect(desk.heard.map(({ body }) => JSON.stringify(body)).filter((each) => each.includes("第一条"))).toHaveLength(
      2,
    );
    expect((await listed()).every(({ state }) => state === "sent")).toBe(true);
  });

  test("未送达：系统管理员得知一次，看得到原因，改好后重发", async () => {
    const { officer, system, head } = stage.jia.people;
    box.answers.push({ code: 550, at: "RCPT" }, { code: 550, at: "RCPT" });
    await tellIt([officer], "第一条");
    await tellIt([officer], "第二条");
    await goRound();
    const told = await say(system, noticeOperations.list, {});
    expect(told.rows).toMatchObject([
      { kind: "delivery", title: "有消息没有经“邮件”送达，请查看投递记录", page: "settings" },
    ]);
    const [row] = (await say(system, deliveryOperations.list, { state: "failed" })).rows;
    expect(row).toMatchObject({ reason: "邮件服务器不接受收件或发件地址（550）", may: { resend: null } });
    expect(JSON.stringify(row)).not.toContain("第");
    expect((await refusal(say(head, deliveryOperations.resend, { id: row?.id ?? "" }))).kind).toBe("forbidden");
    await say(system, deliveryOperations.resend, { id: row?.id ?? "" });
    await goRound();
    expect(box.letters).toHaveLength(1);
    const again = await refusal(say(system, deliveryOperations.resend, { id: row?.id ?? "" }));
    expect(again.message).toBe("已经送出，不必重发");
  });

  test("发到一半断了：不能确定，不自动重发", async () => {
    await tellIt([stage.jia.people.officer], "企业“甲”交由您负责");
    await asOwner(house, async (db) => {
      await planDeliveries(db, clock);
      await takeDue(db, clock, 10);
    });
    later(3);
    await goRound();
    expect([box.letters, desk.heard]).toEqual([[], []]);
    expect(new Set((await listed()).map(({ state }) => state))).toEqual(new Set(["unsure"]));
  });

  test("两台服务器同时取件，各取各的", async () => {
    await tellIt([stage.jia.people.officer], "企业“甲”交由您负责");
    const taken = await asOwner(house, async (db) => {
      await planDeliveries(db, clock);
      await planDeliveries(db, clock);
      return [await takeDue(db, clock, 10), await takeDue(db, clock, 10)];
    });
    expect(taken.map((groups) => groups.length)).toEqual([2, 0]);
  });
});

describe("免打扰与汇总", () => {
  test("每日一封，读过的不再写进去；账号安全立即发", async () => {
    const { officer } = stage.jia.people;
    const { version } = await say(officer, noticePreferenceOperations.get, {});
    await say(officer, noticePreferenceOperations.save, { rhythm: "daily", dailyAt: 18, wecomKinds: [], version });
    await tellIt([officer], "第一条");
    await tellIt([officer], "第二条");
    await tellIt([officer], "第三条");
    await tellIt([officer], "另一处登录", { kind: "account" });
    await goRound();
    expect(box.letters.map(({ content }) => decoded(content).split("\n")[0])).toEqual(["另一处登录"]);
    const { rows } = await say(officer, noticeOperations.list, { kind: "assigned" });
    await say(officer, noticeOperations.read, { id: rows.find(({ title }) => title === "第二条")?.id ?? "" });
    later(9 * 60);
    await goRound();
    expect(box.letters).toHaveLength(2);
    const daily = decoded(box.letters[1]?.content);
    expect([daily.includes("第一条"), daily.includes("第二条"), daily.includes("第三条")]).toEqual([true, false, true]);
    expect(subjectOf(box.letters[1]?.content)).toBe("【落地】2 条消息汇总");
  });
});

describe("渠道", () => {
  test("密码与地址只进不出，留痕里也没有；换了服务器要重填密码", async () => {
    const { system, audit } = stage.yi.people;
    const mail = {
      isOn: true,
      host: "smtp.example.com",
      port: 465,
      security: "tls",
      login: "luodi",
      from: "luodi@example.com",
      fromName: "示例中心",
    } as const;
    expect((await refusal(say(system, channelOperations.setMail, { ...mail, version: 1 }))).message).toBe(
      "填写了登录名，请同时填写密码",
    );
    const saved = await say(system, channelOperations.setMail, { ...mail, password: "非常秘密", version: 1 });
    expect(saved).toMatchObject({ hasPassword: true, host: "smtp.example.com" });
    const kept = await say(system, channelOperations.setMail, { ...mail, port: 587, version: 2 });
    expect(kept.hasPassword).toBe(true);
    const moved = await refusal(
      say(system, channelOperations.setMail, { ...mail, host: "smtp.example.org", version: 3 }),
    );
    expect(moved.code).toBe("noticeChannels.password");
    const clear = await refusal(
      say(system, channelOperations.setMail, { ...mail, security: "none", password: "x", version: 3 }),
    );
    expect(clear.message).toContain("不加密的连接不能带登录名和密码");
    const key = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret-key-1234";
    await say(system, channelOperations.setRobot, { code: "wecom", isOn: true, address: key, version: 1 });
    const all = JSON.stringify([
      await say(system, channelOperations.get, {}),
      await say(audit, historyOperations.list, { subjectKind: "noticeChannel" }),
    ]);
    expect(all).not.toMatch(/非常秘密|secret-key/);
    expect(all).toContain("…1234");
    const inside = await refusal(
      say(system, channelOperations.setRobot, { code: "feishu", isOn: true, address: "http://10.0.0.1/x", version: 1 }),
    );
    expect(inside.message).toContain("不是飞书机器人的地址");
  });

  test("收件邮箱只收允许的域；没填过允许的域时随发件地址", async () => {
    const { officer } = stage.jia.people;
    const { version, mailDomains } = await say(officer, noticePreferenceOperations.get, {});
    expect(mailDomains).toEqual(["example.com"]);
    const refused = await refusal(
      say(officer, noticePreferenceOperations.save, { mailAddress: "me@elsewhere.org", version }),
    );
    expect(refused.message).toContain("收件邮箱应为本机构允许的域：example.com");
  });

  test("测试消息走同一条路，结果看得到", async () => {
    const { system } = stage.jia.people;
    expect((await refusal(say(system, deliveryOperations.test, { channel: "mail" }))).message).toBe(
      "请填写接收测试邮件的邮箱",
    );
    expect((await refusal(say(system, deliveryOperations.test, { channel: "feishu" }))).message).toContain("请先保存");
    const mail = await say(system, deliveryOperations.test, { channel: "mail", address: "admin@example.com" });
    const robot = await say(system, deliveryOperations.test, { channel: "dingtalk" });
    await goRound();
    expect(box.letters).toMatchObject([{ to: ["admin@example.com"] }]);
    expect(desk.heard).toHaveLength(1);
    for (const { id } of [mail, robot])
      expect(await say(system, deliveryOperations.get, { id })).toMatchObject({ state: "sent", kind: "test" });
  });
});

function decoded(content = ""): string {
  const [head = "", ...rest] = content.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  const text = /base64/i.test(head) ? Buffer.from(body, "base64").toString("utf8") : body;
  return text.replaceAll("\r\n", "\n");
}

const subjectOf = (content = ""): string =>
  [...(/^Subject: ([\s\S]*?)\r\n(?! )/m.exec(content)?.[1] ?? "").matchAll(/=\?UTF-8\?B\?(.+?)\?=/gi)]
    .map(([, part = ""]) => Buffer.from(part, "base64").toString("utf8"))
    .join("");
