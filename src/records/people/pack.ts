import { z } from "zod";
import { fieldClasses } from "#kit/base/classes.ts";
import { scopes, staffKinds } from "./words.ts";

const RolePack = z.strictObject({
  title: z.string().min(1).max(40),
  /** 三员之一: such a role holds no business permission and is never combined with another. */
  administrator: z.boolean().default(false),
  /** 小型单位可以请别的单位的人担任。 */
  hostable: z.boolean().default(false),
  grants: z.record(z.string(), z.enum(Object.keys(scopes) as [keyof typeof scopes])),
  classes: z.array(z.enum(Object.keys(fieldClasses) as [keyof typeof fieldClasses])),
});

/** 规则包·机构与人员: the roles a new agency begins with, the password policy, the lock and the idle time. */
export const PeoplePack = z.strictObject({
  roles: z.record(z.string(), RolePack),
  /** 占编的人员类别, in the order of the staff tables. */
  staff: z.strictObject({ established: z.array(z.enum(Object.keys(staffKinds) as [keyof typeof staffKinds])) }),
  password: z.strictObject({
    minLength: z.int(),
    classes: z.int(),
    lockAfter: z.int(),
    lockMinutes: z.int(),
    /** 不得与最近几次用过的相同，含当前的. */
    history: z.int().min(0).max(24),
    /** 最长使用天数; 0 for no end. */
    longestDays: z.int().min(0),
  }),
  factor: z.strictObject({
    /** Roles whose holders must have a second factor. */
    requiredOf: z.array(z.string()),
    /** What an outside provider may say of a sign-in so that ours is not asked as well (OpenID Connect amr, acr). */
    trusted: z.array(z.string()),
  }),
  token: z.strictObject({
    longestDays: z.int().min(1).max(366),
    /** Permissions that no token carries. */
    never: z.array(z.string()),
  }),
  /** 委托: how many days one may last. */
  delegation: z.strictObject({ longestDays: z.int().min(1).max(366) }),
  session: z.strictObject({ idleMinutes: z.int(), longestHours: z.int() }),
});
export type PeoplePack = z.output<typeof PeoplePack>;

export function peoplePack(pack: Record<string, unknown>): PeoplePack {
  return PeoplePack.parse(pack.people);
}
