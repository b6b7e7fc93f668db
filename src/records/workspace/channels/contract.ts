import { z } from "zod";
import { code, flag, line, listOf, version } from "#kit/base/fields.ts";
import { command, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { channels, mailSecurities, robots } from "./words.ts";

const permission = "settings.manage";

const host = (title: string) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, { error: `${title}应为域名或 IP，例如 smtp.example.gov.cn` })
    .meta({ title });

const mailSettings = {
  host: host("SMTP 服务器"),
  port: z.int({ error: "端口应为整数" }).min(1).max(65_535, { error: "端口最大为 65535" }).meta({ title: "端口" }),
  security: code(mailSecurities, { title: "连接加密" }),
  login: line({ title: "登录名" }, 120).nullable(),
  from: z.email({ error: "发件地址格式不正确" }).max(120).meta({ title: "发件地址" }),
  fromName: line({ title: "发件人名称" }, 40),
  domains: listOf(host("邮箱域"), 20, "允许的邮箱域").meta({ title: "允许的邮箱域" }),
};
const MailSettings = z.object(mailSettings);
export type MailSettings = z.output<typeof MailSettings>;

/** Left empty, what was saved before stays: a stored secret is never shown again. */
const secret = (title: string) =>
  z
    .string()
    .max(400, { error: `${title}最多 400 个字` })
    .optional()
    .meta({ title });

export const MailChannel = z.object({
  ...MailSettings.partial().shape,
  isOn: z.boolean().meta({ title: "启用" }),
  hasPassword: z.boolean().meta({ title: "已存密码" }),
  version: z.int(),
});

export const RobotSettings = z.object({
  code: z.enum(robots).meta({ title: "渠道", shows: "code", words: channels }),
  isOn: z.boolean().meta({ title: "启用" }),
  /** The service's host and the last four characters of the address: enough to tell two robots apart. */
  hint: z.string().nullable().meta({ title: "Webhook 地址" }),
  hasSecret: z.boolean().meta({ title: "已存密钥" }),
  version: z.int(),
});

/** 消息渠道 of the agency; what is secret goes in and never comes out. */
export const channelOperations = {
  get: query("noticeChannels.get", {
    title: "查看消息渠道",
    permission,
    input: z.strictObject({}),
    output: z.object({ mail: MailChannel, robots: z.array(RobotSettings) }),
  }),
  setMail: command("noticeChannels.setMail", {
    title: "设置邮件渠道",
    permission,
    input: z.strictObject({
      isOn: flag({ title: "启用" }),
      ...mailSettings,
      login: mailSettings.login.default(null),
      password: secret("密码"),
      domains: mailSettings.domains.default([]),
      version: version(),
    }),
    output: MailChannel,
  }),
  setRobot: command("noticeChannels.setRobot", {
    title: "设置群机器人",
    permission,
    input: z.strictObject({
      code: z.enum(robots).meta({ title: "渠道", shows: "code", words: channels }),
      isOn: flag({ title: "启用" }),
      address: secret("Webhook 地址"),
      secret: secret("加签密钥"),
      version: version(),
    }),
    output: RobotSettings,
  }),
};

/** 渠道 as the history tells it: that a secret changed, never what it was. */
export const channelSubject: Subject = {
  kind: "noticeChannel",
  title: "消息渠道",
  noun: "settings",
  shape: z.object({
    code: code(channels, { title: "渠道" }),
    isOn: z.boolean().meta({ title: "启用" }),
    ...MailSettings.partial().shape,
    address: z.string().nullable().meta({ title: "Webhook 地址", class: "sensitive" }),
    secret: z.string().nullable().meta({ title: "密码或密钥", class: "sensitive" }),
  }),
};
