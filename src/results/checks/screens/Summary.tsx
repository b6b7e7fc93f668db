import type { CheckReport } from "../contract.ts";
import { summaryOf } from "./listing.ts";

const formats: Record<string, string> = {
  docx: "Word",
  doc: "旧版 Word",
  pdf: "PDF",
  xlsx: "Excel",
  html: "网页",
  text: "纯文本",
  markdown: "Markdown",
};

/** Which document, and how it came out in one line. */
export function Summary({ name, report }: { name: string; report: CheckReport }) {
  const { format, characters, findings, unread } = report;
  return (
    <section className="check-summary" aria-labelledby="check-name">
      <h2 id="check-name" tabIndex={-1}>
        {name}
      </h2>
      <span className="small soft">{`${formats[format] ?? format} · ${characters.toLocaleString("zh-CN")} 字`}</span>
      <p>
        {summaryOf(report)}
        {findings.length === 0 && <span className="soft">。没有发现疑点，请看“核对通过”里比过哪些。</span>}
      </p>
      {unread.map((sentence) => (
        <p key={sentence} className="small">{`注意：${sentence}`}</p>
      ))}
    </section>
  );
}
