import { z } from "zod";
import { outwardKinds } from "./contract.ts";
import type { NoticeKind } from "./words.ts";

/** 规则包·工作空间·消息: chosen for whoever has not chosen yet; nothing leaves before there is an address to send to. */
export const NoticesPack = z
  .strictObject({
    mailKinds: z
      .array(z.enum(Object.keys(outwardKinds) as NoticeKind[]).meta({ words: outwardKinds }))
      .meta({ title: "默认发邮件的消息" }),
  })
  .meta({ title: "消息" });

export const suggestedKinds = (pack: Record<string, unknown>) =>
  z.object({ notices: NoticesPack }).parse(pack.workspace).notices.mailKinds;
