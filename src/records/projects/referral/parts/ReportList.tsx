import type { z } from "zod";
import { FileLinks } from "../../parts/FileLinks.tsx";
import type { Report } from "../contract.ts";
import "./reports.css";

/** 进展报告, the latest first. */
export function ReportList({ reports }: { reports: z.output<typeof Report>[] }) {
  if (reports.length === 0) return <p className="soft">还没有进展报告。</p>;
  return (
    <ul className="referral-reports">
      {reports.map(({ id, happenedOn, byName, content, extendedTo, files }) => (
        <li key={id}>
          <p className="small soft">
            {[happenedOn, byName, extendedTo && `延期至 ${extendedTo}`].filter(Boolean).join("，")}
          </p>
          <p>{content}</p>
          <FileLinks files={files} />
        </li>
      ))}
    </ul>
  );
}
