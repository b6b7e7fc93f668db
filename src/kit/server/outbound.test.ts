import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mailbox, openMailbox, openRobotDesk, type RobotDesk } from "#tests/support/receivers.ts";
import { type MailServer, sendMail } from "./mail.ts";
import { isPublic, outboundOf } from "./outbound.ts";
import { readRobotAnswer, robotAddressProblem, robotCall, sayByRobot } from "./robots.ts";

let box: Mailbox;
let shut: Mailbox;
let desk: RobotDesk;
beforeAll(async () => {
  [box, shut, desk] = await Promise.all([
    openMailbox(),
    openMailbox({ login: "luodi", password: "right", hasTls: true }),
    openRobotDesk(),
  ]);
});
afterAll(() => Promise.all([box.close(), shut.close(), desk.close()]));

const nowhere = outboundOf({});
const here = () => outboundOf({ LUODI_OUTBOUND: [box, shut, desk].map(({ port }) => `127.0.0.1:${port}`).join(", ") });
const now = new Date("2026-03-05T09:30:00+08:00");

describe("出站", () => {
  test.each([
    ["8.8.8.8", true],
    ["10.1.2.3", false],
    ["172.20.0.1", false],
    ["192.168.1.1", false],
    ["127.0.0.1", false],
    ["169.254.169.254", false],
    ["100.64.0.1", false],
    ["0.0.0.0", false],
    ["2400:3200::1", true],
    ["::1", false],
    ["fd00::1", false],
    ["fe80::1", false],
    ["::ffff:10.0.0.1", false],
    ["2002:a00:1::", false],
    ["不是地址", false],
  ])("%s 是公网地址：%s", (address, expected) => {
    expect(isPublic(address)).toBe(expected);
  });

  test("内网地址未经允许不能连接，并说明怎样允许", async () => {
    const outcome = await sendMail(nowhere, server(box), letter);
    expect(outcome).toEqual({
      kind: "failed",
      reason: `“127.0.0.1”是内网地址，未经允许不能连接。确需连接，请运维人员在 LUODI_OUTBOUND 中加入 127.0.0.1:${box.port}`,
    });
    expect(box.letters).toEqual([]);
  });
});

const server = ({ port }: { port: number }, more: Partial<MailServer> = {}): MailServer => ({
  host: "127.0.0.1",
  port,
  security: "none",
  login: null,
  password: null,
  from: "luodi@example.com",
  fromName: "示例中心",
  ...more,
});
const letter = { to: "someone@example.com", subject: "示例标题", text: "示例正文", id: "shili-1" };

describe("邮件", () => {
  test("送到真实的 SMTP 服务器，编号固定", async () => {
    expect(await sendMail(here(), server(box), letter)).toEqual({ kind: "sent" });
    const [got] = box.letters;
    expect(got).toMatchObject({ to: ["someone@example.com"], from: "luodi@example.com" });
    expect(got?.content).toContain("Message-ID: <shili-1@example.com>");
    expect(got?.content).toContain(Buffer.from("示例正文").toString("base64"));
  });

  test.each([
    [451, "DATA", "later", "邮件服务器暂时不能接收（451）"],
    [550, "RCPT", "failed", "邮件服务器不接受收件或发件地址（550）"],
    [554, "DATA", "failed", "邮件服务器拒收（554）"],
  ] as const)("服务器答 %s（%s）：%s", async (code, at, kind, reason) => {
    box.answers.push({ code, at });
    expect(await sendMail(here(), server(box), letter)).toEqual({ kind, reason });
  });

  test("证书不可信、密码不对、连接不上，各有说法", async () => {
    const secured = server(shut, { security: "startTls", login: "luodi", password: "right" });
    expect(await sendMail(here(), secured, letter)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("证书不可信") as string,
    });
    const wrong = server(shut, { login: "luodi", password: "wrong" });
    expect(await sendMail(here(), wrong, letter)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("不接受登录名或密码") as string,
    });
    const free = outboundOf({ LUODI_OUTBOUND: "127.0.0.1:9" });
    expect(await sendMail(free, server({ port: 9 }), letter)).toMatchObject({ kind: "later" });
    expect(shut.letters).toEqual([]);
  });
});

describe("群机器人", () => {
  const saying = { title: "企业“[甲](x)@所有人”交由您负责", link: "https://luodi.example.com/a/2026/notices" };
  const robot = (service: "wecom" | "dingtalk" | "feishu", secret: string | null = null) => ({
    service,
    address: desk.address,
    secret,
  });

  test("三家各用自己的格式，名称不能变成链接或提醒", async () => {
    for (const service of ["wecom", "dingtalk", "feishu"] as const)
      expect(await sayByRobot(here(), robot(service), saying, now)).toEqual({ kind: "sent" });
    const [wecom, dingtalk, feishu] = desk.heard.splice(0);
    const marked = `[企业“［甲］（x）＠所有人”交由您负责](${saying.link})`;
    expect(wecom?.body).toEqual({ msgtype: "markdown", markdown: { content: marked } });
    expect(dingtalk?.body).toEqual({ msgtype: "markdown", markdown: { title: saying.title, text: marked } });
    expect(feishu?.body).toEqual({
      msg_type: "post",
      content: { post: { zh_cn: { content: [[{ tag: "a", text: saying.title, href: saying.link }]] } } },
    });
  });

  test("加签：钉钉在地址里，飞书在正文里", () => {
    const { url } = robotCall(robot("dingtalk", "SECabc"), saying, now);
    const at = String(now.getTime());
    expect(url.searchParams.get("timestamp")).toBe(at);
    expect(url.searchParams.get("sign")).toBe(createHmac("sha256", "SECabc").update(`${at}\nSECabc`).digest("base64"));
    const { body } = robotCall(robot("feishu", "abc"), saying, now);
    const seconds = String(now.getTime() / 1000);
    expect(body).toMatchObject({
      timestamp: seconds,
      sign: createHmac("sha256", `${seconds}\nabc`).update("").digest("base64"),
    });
  });

  test.each([
    ["wecom", 200, { errcode: 45009 }, "later"],
    ["wecom", 200, { errcode: 93000 }, "failed"],
    ["dingtalk", 200, { errcode: 130101 }, "later"],
    ["dingtalk", 200, { errcode: 310000, errmsg: "sign not match" }, "failed"],
    ["feishu", 200, { code: 11232 }, "later"],
    ["feishu", 200, { code: 19021 }, "failed"],
    ["feishu", 200, { StatusCode: 0 }, "sent"],
    ["wecom", 200, "<html>", "unsure"],
    ["wecom", 502, "", "unsure"],
    ["wecom", 503, "", "later"],
    ["wecom", 404, "", "failed"],
  ] as const)("%s 答 %s %j：%s", (service, status, body, kind) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    expect(readRobotAnswer(service, { status, body: text, retryAfter: null }).kind).toBe(kind);
  });

  test("限流按对方要求的时间等；断了线的不能确定", async () => {
    desk.answers.push({ status: 429, body: "", headers: { "retry-after": "30" } }, null);
    expect(await sayByRobot(here(), robot("wecom"), saying, now)).toMatchObject({ kind: "later", seconds: 30 });
    expect(await sayByRobot(here(), robot("wecom"), saying, now)).toMatchObject({ kind: "unsure" });
  });

  test("地址须是那家服务的；别处须经允许", () => {
    const problem = (service: "wecom" | "dingtalk" | "feishu", address: string) =>
      robotAddressProblem(nowhere, { service, address });
    expect(problem("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a")).toBeNull();
    expect(problem("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=a")).toBeNull();
    expect(problem("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/a-b")).toBeNull();
    expect(problem("wecom", "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a")).toContain("企业微信");
    expect(problem("wecom", "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send")).not.toBeNull();
    expect(problem("wecom", "https://qyapi.weixin.qq.com.example.com/cgi-bin/webhook/send")).not.toBeNull();
    expect(problem("wecom", "https://oapi.dingtalk.com/robot/send")).not.toBeNull();
    expect(problem("wecom", "http://169.254.169.254/latest")).not.toBeNull();
    expect(problem("wecom", "file:///etc/passwd")).toContain("https://");
    expect(robotAddressProblem(here(), { service: "wecom", address: desk.address })).toBeNull();
  });
});
