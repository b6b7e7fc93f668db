import { z } from "zod";
import { fieldClasses } from "#kit/base/classes.ts";
import { scopes, staffKinds } from "./words.ts";

const RolePack = z.strictObject({
  title: z.string().min(1).max(40).meta({ title: "名称" }),
  /** 三员之一: such a role holds no business permission and is never combined with another. */
  administrator: z.boolean().default(false).meta({ title: "三员之一" }),
  /** 小型单位可以请别的单位的人担任。 */
  hostable: z.boolean().default(false).meta({ title: "可由外单位托管" }),
  grants: z
    .record(z.string(), z.enum(Object.keys(scopes) as [keyof typeof scopes]).meta({ words: scopes }))
    .meta({ title: "权限与范围" }),
  classes: z
    .array(z.enum(Object.keys(fieldClasses) as [keyof typeof fieldClasses]).meta({ words: fieldClasses }))
    .meta({ title: "可见信息分级" }),
});

const times = (title: string, unit: string) => z.int().meta({ title, unit });

/** 规则包·机构与人员: the roles a new agency begins with, the password policy, the lock and the idle time. */
export const PeoplePack = z
  .strictObject({
    roles: z.record(z.string(), RolePack).meta({ title: "角色" }),
    staff: z
      .strictObject({
        /** In the order of the staff tables. */
        established: z
          .array(z.enum(Object.keys(staffKinds) as [keyof typeof staffKinds]).meta({ words: staffKinds }))
          .meta({ title: "占编的人员类别" }),
      })
      .meta({ title: "编制" }),
    password: z
      .strictObject({
        minLength: times("最少位数", "位"),
        classes: times("至少几类字符", "类"),
        lockAfter: times("输错几次锁定", "次"),
        lockMinutes: times("锁定时长", "分钟"),
        history: z.int().min(0).max(24).meta({ title: "不得与最近几次用过的相同（含当前）", unit: "次" }),
        longestDays: z.int().min(0).meta({ title: "最长使用天数（0 为不限）", unit: "天" }),
      })
      .meta({ title: "密码" }),
    factor: z
      .strictObject({
        requiredOf: z.array(z.string()).meta({ title: "必须启用的角色" }),
        /** What an outside provider may say of a sign-in so that ours is not asked as well (OpenID Connect amr, acr). */
        trusted: z.array(z.string()).meta({ title: "外部登录声明为已验的方式" }),
      })
      .meta({ title: "第二因素" }),
    token: z
      .strictObject({
        longestDays: z.int().min(1).max(366).meta({ title: "最长有效天数", unit: "天" }),
        never: z.array(z.string()).meta({ title: "令牌不能带的权限" }),
      })
      .meta({ title: "接口令牌" }),
    delegation: z
      .strictObject({ longestDays: z.int().min(1).max(366).meta({ title: "一次最长天数", unit: "天" }) })
      .meta({ title: "委托" }),
    session: z
      .strictObject({ idleMinutes: times("闲置退出", "分钟"), longestHours: times("最长登录", "小时") })
      .meta({ title: "登录" }),
  })
  .meta({ title: "机构与人员" });
export type PeoplePack = z.output<typeof PeoplePack>;

export function peoplePack(pack: Record<string, unknown>): PeoplePack {
  return PeoplePack.parse(pack.people);
}
