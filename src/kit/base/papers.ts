import { z } from "zod";
import { one } from "./operation.ts";

/* 纸面: what is signed by hand, filed or handed over, as a file. Word can still be changed, PDF looks the same everywhere. */

export const paperFormats = ["docx", "pdf"] as const;
export type PaperFormat = (typeof paperFormats)[number];

export const paperFormat = z
  .enum(paperFormats, { error: "只能下载 docx 或 pdf" })
  .default("docx")
  .meta({ title: "格式" });

/** Of one record. */
export const onePaper = one.extend({ format: paperFormat });

/** `content` in base64. */
export const PaperFile = z.object({ name: z.string(), content: z.string() });
