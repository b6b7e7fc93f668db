/** 表格样例: a table as pipe-separated lines, its head first. */
export function sheet(head: string, ...rows: string[]): string {
  const line = (row: string) => `| ${row} |`;
  const rule = line(head.replaceAll(/[^|]+/g, " --- "));
  return ["", line(head), rule, ...rows.map(line), ""].join("\n");
}
