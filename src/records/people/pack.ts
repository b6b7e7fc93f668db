import { z } from "zod";
import { fieldClasses } from "#kit/base/classes.ts";
import { scopes } from "./words.ts";

const RolePack = z.strictObject({
  title: z.string().min(1).max(40).meta({ title: "名称" }),
  /** 三员之一: such a role holds no business permission and is never combined with another. */
  administrator: z.boolean().default(false).meta({ title: "三员之一" }),
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
    password: z
      .strictObject({
        minLength: times("最少位数", "位"),
        classes: times("至少几类字符", "类"),
        lockAfter: times("输错几次锁定", "次"),
        lockMinutes: times("锁定时长", "分钟"),
      })
      .meta({ title: "密码" }),
    session: z
      .strictObject({ idleMinutes: times("闲置退出", "分钟"), longestHours: times("最长登录", "小时") })
      .meta({ title: "登录" }),
  })
  .meta({ title: "机构与人员" });
export type PeoplePack = z.output<typeof PeoplePack>;

export function peoplePack(pack: Record<string, unknown>): PeoplePack {
  return PeoplePack.parse(pack.people);
}
