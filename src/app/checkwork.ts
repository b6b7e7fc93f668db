import { readFile } from "node:fs/promises";
import { Failure } from "#kit/base/errors.ts";
import type { Finding, Span } from "#results/checks/contract.ts";
import { rules, severities } from "#results/checks/words.ts";
import { type Call, has } from "./arguments.ts";
import { type Brief, findingsOf } from "./checking.ts";

/** luodi check: no server, no database; every file in a thread of its own. */
export async function check(call: Call): Promise<number> {
  // “--json a.docx” reads like an option with a value; here it is a flag before a file.
  const files = [...call.words, ...(call.options.get("json") ?? [])];
  if (files.length === 0) throw new Failure("invalid", "cli.file", "请写出要核对的文件：luodi check 文件…");
  const unknown = [...call.options.keys()].find((name) => name !== "json");
  if (unknown) throw new Failure("invalid", "cli.option", `核对没有 --${unknown} 这个选项；可用：--json`);
  const isJson = has(call, "json");
  const rows: object[] = [];
  let [isUnread, isWrong] = [false, false];
  for (const file of files) {
    try {
      const report = await findingsOf(new Uint8Array(await readFile(file)), file);
      isWrong ||= report.findings.some(({ severity }) => severity === "error");
      if (isJson) rows.push(...report.findings.map((finding) => rowOf(file, finding)));
      else process.stdout.write(inWords(file, report));
    } catch (error) {
      process.stderr.write(`${file}：${whyUnread(error)}\n`);
      isUnread = true;
    }
  }
  if (isJson) process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
  return isUnread ? 2 : isWrong ? 1 : 0;
}

function whyUnread(error: unknown): string {
  if (error instanceof Failure) return error.message;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "没有这个文件，请检查文件名和所在目录";
  if (code === "EISDIR") return "这是一个目录，请写出其中的文件";
  if (syscall !== undefined) return `文件打不开（${code}）`;
  throw error;
}

const rowOf = (file: string, { at, operands, group: _group, ...finding }: Finding) => ({
  file,
  rule: finding.rule,
  severity: finding.severity,
  line: at.line,
  place: at.place,
  quote: at.quote,
  stated: finding.stated,
  expected: finding.expected,
  because: finding.because,
  operands: operands.map(({ line, place, quote }) => ({ line, place, quote })),
  message: finding.message,
  cause: finding.cause,
});

function inWords(file: string, { findings, held, unread }: Brief): string {
  const counts = Object.entries(severities).map(
    ([severity, word]) => `${word} ${findings.filter((finding) => finding.severity === severity).length}`,
  );
  const lines = findings.flatMap(({ severity, rule, at, stated, expected, because, message, cause }) => [
    `  ${severities[severity]} ${where(at)} ${rules[rule]}：${message}`,
    `      原文“${at.quote}”${stated && expected ? `，写的 ${stated}，算得 ${expected}` : ""}；${because}`,
    ...(cause ? [`      ${cause}`] : []),
  ]);
  lines.push(...unread.map((sentence) => `  注意：${sentence}`));
  return `${file}：核对通过 ${held} 处 · ${counts.join(" · ")}\n${lines.map((line) => `${line}\n`).join("")}`;
}

const where = ({ line, place }: Span): string => (line === null ? (place ?? "") : `第 ${line} 行`);
