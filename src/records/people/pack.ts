import { z } from "zod";
import { fieldClasses } from "#kit/base/classes.ts";
import { scopes } from "./words.ts";

const RolePack = z.strictObject({
  title: z.string().min(1).max(40),
  /** 三员之一: such a role holds no business permission and is never combined with another. */
  administrator: z.boolean().default(false),
  grants: z.record(z.string(), z.enum(Object.keys(scopes) as [keyof typeof scopes])),
  classes: z.array(z.enum(Object.keys(fieldClasses) as [keyof typeof fieldClasses])),
});

/** 规则包·机构与人员: the roles a new agency begins with, the password policy, the lock and the idle time. */
export const PeoplePack = z.strictObject({
  roles: z.record(z.string(), RolePack),
  password: z.strictObject({ minLength: z.int(), classes: z.int(), lockAfter: z.int(), lockMinutes: z.int() }),
  /** 委托: how many days one may last. */
  delegation: z.strictObject({ longestDays: z.int().min(1).max(366) }),
  session: z.strictObject({ idleMinutes: z.int(), longestHours: z.int() }),
});
export type PeoplePack = z.output<typeof PeoplePack>;

export function peoplePack(pack: Record<string, unknown>): PeoplePack {
  return PeoplePack.parse(pack.people);
}
