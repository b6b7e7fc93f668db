import { buffer } from "node:stream/consumers";
import type { z } from "zod";
import { Failure } from "#kit/base/errors.ts";
import type { Input, Operation } from "#kit/base/operation.ts";
import type { PaperFile, PaperFormat } from "#kit/base/papers.ts";
import type { Block } from "#kit/documents/document.ts";
import { writeDocx } from "#kit/documents/writing/docx.ts";
import { writePdf } from "#kit/documents/writing/pdf.ts";
import type { Context } from "./context.ts";
import type { Served } from "./serve.ts";
import { openTurns } from "./turns.ts";

/** 纸面 before it is a file. */
export interface Paper {
  /** The name of the file, without its ending. */
  name: string;
  blocks: Block[];
  /** 演示数据, at the head of every page. */
  stamp?: string;
  /** 横版 and 单页; Word has neither and goes on over as many upright pages as it takes. */
  isLandscape?: boolean;
  isOnePage?: boolean;
}

type PaperOperation = Operation<z.ZodType<{ format: PaperFormat }>, typeof PaperFile>;

/**
 * Binds an operation that hands out a paper. It is composed in the transaction and set after it, so that nobody waits for the
 * database meanwhile.
 */
export function servePaper<O extends PaperOperation>(
  operation: O,
  compose: (ctx: Context, input: Input<O>) => Promise<Paper>,
): Served {
  return {
    operation,
    handle: async (ctx, input: never): Promise<Paper> => ({
      ...(ctx.instance === "demo" && { stamp: "演示数据" }),
      ...(await compose(ctx, input)),
    }),
    finish: ({ signal }, composed, input: Input<PaperOperation>) => fileOf(composed as Paper, input.format, signal),
  };
}

/** The file a paper becomes. */
export async function fileOf(
  { name, blocks, ...look }: Paper,
  format: PaperFormat,
  signal: AbortSignal,
): Promise<z.output<typeof PaperFile>> {
  const options = { title: name, ...look };
  const bytes =
    format === "pdf"
      ? await turn(signal, () => writePdf({ blocks }, options))
      : await buffer(writeDocx({ blocks }, options));
  return { name: `${name.replaceAll(/[\\/:*?"<>|]/g, "_")}.${format}`, content: bytes.toString("base64") };
}

const sentences = { full: "正在生成的 PDF 较多，请稍候再试", left: "已取消生成" };
const turn = openTurns({ atOnce: 2, waiting: 20 }, (why) => new Failure("refused", `papers.${why}`, sentences[why]));
