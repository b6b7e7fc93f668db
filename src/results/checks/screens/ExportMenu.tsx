import { CaretDownOutlined, DownloadOutlined } from "@ant-design/icons";
import { Menu } from "#kit/ui/look/Menu.tsx";
import { useNarrow } from "#kit/ui/look/useNarrow.ts";
import { paperTitles } from "#kit/ui/papers/PaperMenu.tsx";
import { usePaper } from "#kit/ui/papers/usePaper.ts";
import { type CheckReport, checkOperations } from "../contract.ts";
import { listed } from "./listing.ts";
import type { Findings } from "./useFindings.ts";

interface ExportMenuProps {
  name: string;
  report: CheckReport;
  findings: Findings;
}

/** What the list shows, as a file or on paper. Only the findings go to the server, not the document. */
export function ExportMenu({ name, report, findings: { shown, all } }: ExportMenuProps) {
  const isNarrow = useNarrow();
  const file = usePaper(checkOperations.export);
  const save = (format: "docx" | "pdf" | "xlsx") =>
    file.save({ name, format, held: report.held.length, findings: shown.map(listed) });
  const which = shown.length === all.length ? `全部 ${all.length} 条` : `筛选出的 ${shown.length} 条`;
  return (
    <Menu
      title="导出疑点清单"
      className="bare paper-menu"
      side={isNarrow ? "left" : "right"}
      entries={[
        { head: `疑点清单，${which}` },
        { title: paperTitles.docx, run: () => save("docx") },
        { title: paperTitles.pdf, run: () => save("pdf") },
        { title: "Excel 表格，一条一行", run: () => save("xlsx") },
        "line",
        { title: "打印", run: () => window.print() },
      ]}
    >
      <DownloadOutlined />
      {file.busy ? "正在导出" : "导出"}
      <CaretDownOutlined />
    </Menu>
  );
}
