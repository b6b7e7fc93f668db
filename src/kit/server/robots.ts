import { createHmac } from "node:crypto";
import { type Answered, type Outbound, type Outcome, postJson } from "./outbound.ts";

/** 群机器人: 企业微信、钉钉、飞书. Each wants its own words, signs in its own way, and says “no” inside a 200 answer. */
export type RobotService = "wecom" | "dingtalk" | "feishu";

export interface Robot {
  service: RobotService;
  /** Webhook 地址; whoever has it may speak in the group. */
  address: string;
  /** 加签密钥 of 钉钉 and 飞书. */
  secret: string | null;
}

export interface Saying {
  title: string;
  /** Absolute, or null where nothing can be opened. */
  link: string | null;
}

/** Where each service listens; elsewhere only where the operator of the machine allows it (private deployments). */
export const robotPlaces: Record<RobotService, { hosts: readonly string[]; path: RegExp }> = {
  wecom: { hosts: ["qyapi.weixin.qq.com"], path: /^\/cgi-bin\/webhook\/send$/ },
  dingtalk: { hosts: ["oapi.dingtalk.com"], path: /^\/robot\/send$/ },
  feishu: { hosts: ["open.feishu.cn", "open.larksuite.com"], path: /^\/open-apis\/bot\/v2\/hook\/[\w-]+$/ },
};

/** Why this address is none the service listens at, or null. */
export function robotAddressProblem(outbound: Outbound, { service, address }: Pick<Robot, "service" | "address">) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username) return "应为机器人的 Webhook 地址，以 https:// 开头";
  const { hosts, path } = robotPlaces[service];
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  if (outbound.allows(url.hostname, port)) return null;
  if (url.protocol !== "https:" || url.port || !hosts.includes(url.hostname) || !path.test(url.pathname))
    return `不是${serviceNames[service]}机器人的地址，应在 ${hosts.join(" 或 ")}。私有部署的地址请运维人员在 LUODI_OUTBOUND 中允许`;
  return null;
}

const serviceNames: Record<RobotService, string> = { wecom: "企业微信", dingtalk: "钉钉", feishu: "飞书" };

export async function sayByRobot(outbound: Outbound, robot: Robot, saying: Saying, now: Date): Promise<Outcome> {
  const problem = robotAddressProblem(outbound, robot);
  if (problem) return { kind: "failed", reason: problem };
  const { url, body } = robotCall(robot, saying, now);
  const told = await postJson(outbound, url, body);
  return "problem" in told ? told.problem : readRobotAnswer(robot.service, told.answer);
}

export function robotCall({ service, address, secret }: Robot, { title, link }: Saying, now: Date) {
  const url = new URL(address);
  const text = marked(title);
  const markdown = link ? `[${text}](${link})` : text;
  if (service === "wecom") return { url, body: { msgtype: "markdown", markdown: { content: markdown } } };
  if (service === "dingtalk") {
    if (secret) {
      const timestamp = String(now.getTime());
      url.searchParams.set("timestamp", timestamp);
      url.searchParams.set("sign", hmac(secret, `${timestamp}\n${secret}`));
    }
    return { url, body: { msgtype: "markdown", markdown: { title, text: markdown } } };
  }
  const seconds = String(Math.floor(now.getTime() / 1000));
  // 飞书 signs nothing with the text as the key; 钉钉 the other way round.
  const sign = secret ? { timestamp: seconds, sign: hmac(`${seconds}\n${secret}`, "") } : {};
  const line = link ? { tag: "a", text: title, href: link } : { tag: "text", text: title };
  return { url, body: { ...sign, msg_type: "post", content: { post: { zh_cn: { content: [[line]] } } } } };
}

const hmac = (key: string, text: string): string => createHmac("sha256", key).update(text).digest("base64");

/** What a record is called must not become a link or a mention. */
const marked = (text: string): string => text.replaceAll(/[\\`*_[\]()<>#@]/g, (sign) => wide[sign] ?? sign);
const wide: Record<string, string> = {
  "\\": "＼",
  "`": "｀",
  "*": "＊",
  _: "＿",
  "[": "［",
  "]": "］",
  "(": "（",
  ")": "）",
  "<": "＜",
  ">": "＞",
  "#": "＃",
  "@": "＠",
};

/** 依据：三家机器人的错误码说明. */
const limits: Record<RobotService, Record<number, number>> = {
  wecom: { 45009: 60, [-1]: 60 },
  dingtalk: { 130101: 600, [-1]: 60, 410100: 600 },
  feishu: { 11232: 60 },
};
const refusals: Record<RobotService, Record<number, string>> = {
  wecom: { 93000: "机器人的地址已失效，请系统管理员重新填写", 40058: "机器人不接受消息的格式" },
  dingtalk: {
    400101: "机器人的地址已失效，请系统管理员重新填写",
    310000: "机器人的安全设置不符（关键词、加签或 IP），请系统管理员核对",
    400102: "机器人已停用，请系统管理员在群里重新启用",
  },
  feishu: {
    9499: "机器人不接受消息的格式",
    19001: "机器人的地址已失效，请系统管理员重新填写",
    19021: "机器人的加签密钥不符，请系统管理员核对",
    19022: "机器人限定了 IP，请系统管理员核对",
    19024: "机器人限定了关键词，请系统管理员改用加签",
  },
};

export function readRobotAnswer(service: RobotService, { status, body, retryAfter }: Answered): Outcome {
  if (status === 429 || status === 503)
    return { kind: "later", reason: "发送太频繁，对方限流", seconds: retryAfter ?? 60 };
  if (status >= 500) return { kind: "unsure", reason: `对方服务出错（${status}），不能确定是否送达` };
  if (status !== 200) return { kind: "failed", reason: `对方没有接收（${status}），请系统管理员核对机器人的地址` };
  const code = codeIn(body);
  if (code === null) return { kind: "unsure", reason: "对方的答复看不懂，不能确定是否送达" };
  if (code === 0) return { kind: "sent" };
  const seconds = limits[service][code];
  if (seconds !== undefined) return { kind: "later", reason: `发送太频繁，对方限流（${code}）`, seconds };
  return { kind: "failed", reason: `${refusals[service][code] ?? "机器人没有接收"}（${code}）` };
}

/** errcode of 企业微信 and 钉钉, code or (older) StatusCode of 飞书. */
function codeIn(body: string): number | null {
  try {
    const told = JSON.parse(body) as Record<string, unknown> | null;
    const code = told?.errcode ?? told?.code ?? told?.StatusCode;
    return typeof code === "number" ? code : null;
  } catch {
    return null;
  }
}
