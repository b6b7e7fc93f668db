import type { Refusal } from "#kit/base/errors.ts";
import type { MailSecurity } from "./words.ts";

interface Mail {
  isOn: boolean;
  security: MailSecurity;
  login: string | null;
  hasPassword: boolean;
}

/** A password is never sent in the clear. 依据：GB/T 22239-2019 第三级 通信传输（保密性）。 */
export function whyNotMail({ isOn, security, login, hasPassword }: Mail): Refusal | null {
  const no = (reason: string, message: string) => ({ code: `noticeChannels.${reason}`, message });
  if (security === "none" && login)
    return no("clear", "不加密的连接不能带登录名和密码，请改用 TLS 或 STARTTLS，或清空登录名");
  if (isOn && login && !hasPassword) return no("password", "填写了登录名，请同时填写密码");
  return null;
}

export function whyNotRobot({ isOn, hasAddress }: { isOn: boolean; hasAddress: boolean }): Refusal | null {
  if (!isOn || hasAddress) return null;
  return { code: "noticeChannels.address", message: "启用之前请填写机器人的 Webhook 地址" };
}

/** qyapi.weixin.qq.com …3f9a */
export const robotHint = (address: string): string => `${new URL(address).host} …${address.slice(-4)}`;
