import { z } from "zod";
import { line } from "#kit/base/fields.ts";
import { query } from "#kit/base/operation.ts";

/** As long as an agreement may be, in characters. */
export const longestText = 200_000;
/** The largest file whose text is read. */
export const largestFile = 20 * 1024 * 1024;
export const encodedLength = Math.ceil(largestFile / 3) * 4;

/** 读文本: the words of a file, shown in the form before anything is kept. */
export const readingOperations = {
  read: query("agreements.read", {
    title: "读出文件中的文本",
    permission: "projects.manage",
    input: z.strictObject({
      name: line({ title: "文件名" }, 200),
      content: z
        .string()
        .max(encodedLength, { error: "文件超过 20 MB，请删去图片后再上传" })
        .regex(/^[A-Za-z0-9+/]*={0,2}$/, { error: "文件没有传完整，请重新选择" })
        .meta({ title: "文件内容" }),
    }),
    output: z.object({ text: z.string(), unread: z.array(z.string()) }),
  }),
};
