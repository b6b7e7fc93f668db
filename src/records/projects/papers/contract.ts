import { z } from "zod";
import { count, id, line } from "#kit/base/fields.ts";

/** As the upload gave it; name and size are read anew from the stored file. */
export const Attachment = z
  .strictObject({
    id: id("附件"),
    name: line({ title: "文件名" }, 200),
    size: count({ title: "大小" }, 1_000_000_000),
  })
  .meta({ title: "附件" });

export const AttachedShown = z.object({ id: z.uuid(), name: z.string(), size: z.int() });
