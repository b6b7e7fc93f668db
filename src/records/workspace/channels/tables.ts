import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { agencyWide } from "#kit/server/scope.ts";
import type { MailSettings } from "./contract.ts";
import type { Channel } from "./words.ts";

export const noticeChannels = pgTable(
  "notice_channel",
  {
    agencyId: uuid().notNull(),
    code: text().$type<Channel>().notNull(),
    isOn: boolean().notNull(),
    /** Of 邮件; empty of a robot. */
    settings: jsonb().$type<Partial<MailSettings>>().notNull(),
    /** Webhook of a robot, sealed with the agency's key like the secret. */
    address: text(),
    /** Password of 邮件, 加签密钥 of a robot. */
    secret: text(),
    version: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.code] })],
);

agencyWide(noticeChannels);
