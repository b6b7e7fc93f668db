import { z } from "zod";
import { NoticesPack } from "../notices/pack.ts";

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
    notices: NoticesPack,
  })
  .meta({ title: "工作空间" });

export const keptDays = (pack: Record<string, unknown>) => WorkspacePack.parse(pack.workspace).kept;
