import { z } from "zod";
import { outwardKinds } from "../notices/contract.ts";
import type { NoticeKind } from "../notices/words.ts";

const days = (title: string) => z.int().min(7).max(3650).meta({ title, unit: "日" });

/** 规则包·工作空间: how long what is not business itself is kept, and what one is told of by mail unless one chooses. */
export const WorkspacePack = z
  .strictObject({
    kept: z
      .strictObject({
        jobs: days("结束的任务"),
        notices: days("消息与投递记录"),
        staging: days("导入后的暂存与撤销"),
      })
      .meta({ title: "保存期" }),
    notices: z
      .strictObject({
        /** Chosen for whoever has not chosen yet; none of it leaves before there is an address to send to. */
        mailKinds: z
          .array(z.enum(Object.keys(outwardKinds) as NoticeKind[]).meta({ words: outwardKinds }))
          .meta({ title: "默认发邮件的消息" }),
      })
      .meta({ title: "消息" }),
  })
  .meta({ title: "工作空间" });

export const suggestedKinds = (pack: Record<string, unknown>) => WorkspacePack.parse(pack.workspace).notices.mailKinds;

export const keptDays = (pack: Record<string, unknown>) => WorkspacePack.parse(pack.workspace).kept;
