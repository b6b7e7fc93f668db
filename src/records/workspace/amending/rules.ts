import type { Refusal } from "#kit/base/errors.ts";

/** So many rows of a batch may be amended by hand; whoever has more to mend does it faster in the file. */
export const mostAmended = 500;
/** So many rows may be judged together in one command. */
export const mostTogether = 2000;

interface Amended {
  row: { outcome: string; isKept: boolean };
  fields: string[];
  mapping: Record<string, number>;
  /** How many rows would be amended. */
  count: number;
}

/** Why this row cannot be amended so, or null. */
export function whyNotAmend({ row, fields, mapping, count }: Amended): Refusal | null {
  const no = (reason: string, message: string) => ({ code: `imports.amend.${reason}`, message });
  if (row.outcome === "aside")
    return no("aside", "这一行不是记录，已略去；确实要导入的，请返回改列，选“也当作数据读取”");
  if (!row.isKept) return no("fine", "这一行没有问题，会照文件写入；如需改动，请在文件里改正后重新上传");
  if (fields.some((field) => !Object.hasOwn(mapping, field)))
    return no("column", "有的列没有对应到文件，请返回改列，或刷新后重试");
  if (count > mostAmended)
    return no("most", `一批最多在预览里改正 ${mostAmended} 行；再多请下载有误的行，在表格里改好后另行导入`);
  return null;
}
