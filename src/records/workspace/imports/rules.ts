import type { Refusal } from "#kit/base/errors.ts";
import type { ImportState } from "./words.ts";

export const steps = {
  map: ["mapping", "previewed"],
  amend: ["previewed"],
  commit: ["previewed"],
  revert: ["committed"],
  failedRows: ["previewed", "committed", "reverted"],
  discard: ["mapping", "previewed", "failed"],
} satisfies Record<string, ImportState[]>;
export type ImportStep = keyof typeof steps;

export const working: readonly ImportState[] = ["reading", "staging", "committing", "reverting"];
const sentences: Record<ImportStep, string> = {
  map: "这一批已经导入，如需更正请先撤销，或另行上传",
  amend: "只能在预览里改正：这一批还没有预览，或已经导入",
  commit: "这一批还没有可以确认的预览",
  revert: "这一批还没有导入，或已经撤销",
  failedRows: "这一批还没有读取完",
  discard: "这一批已经导入，不能放弃，可以撤销",
};

export const othersBatch = "只有上传这个文件的人可以在预览里改正，请联系上传人，或下载有误的行交给他";

interface Batch {
  state: ImportState;
  clearedAt: string | null;
  counts: { create: number; update: number; error: number };
  /** Brought by whoever asks. */
  isMine: boolean;
}

/** Why this step is not open to this batch, or null. */
export function whyNotImport(step: ImportStep, { state, clearedAt, counts, isMine }: Batch): Refusal | null {
  const no = (reason: string, message: string) => ({ code: `imports.${step}.${reason}`, message });
  if (working.includes(state)) return no("working", "正在处理，请等它完成，或在任务中心取消");
  const from: readonly ImportState[] = steps[step];
  if (state === "failed" && step === "map") return no("unread", "文件没有读成，请按说明改正后重新上传");
  if (!from.includes(state)) return no("state", sentences[step]);
  if (step === "amend" && !isMine) return no("other", othersBatch);
  if (clearedAt && (step === "revert" || step === "failedRows")) {
    const instead = step === "revert" ? "不能再整批撤销，请逐条更正" : "不能再下载有误的行，请从原文件中查找";
    return no("cleared", `这一批的暂存内容已过保存期并清除，${instead}`);
  }
  if (step === "commit" && counts.create + counts.update === 0)
    return no("empty", "没有可以导入的行：全部无变化或有误");
  if (step === "failedRows" && counts.error === 0) return no("none", "没有有误的行");
  return null;
}

/** 第 3、8、21 行等 12 行 */
export function rowsInWords(numbers: number[], most = 8): string {
  const shown = numbers.slice(0, most).join("、");
  return numbers.length > most ? `第 ${shown} 行等 ${numbers.length} 行` : `第 ${shown} 行`;
}
