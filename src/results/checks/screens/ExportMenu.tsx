import { CaretDownOutlined, DownloadOutlined } from "@ant-design/icons";
import { useState } from "react";
import { Menu } from "#kit/ui/look/Menu.tsx";
import { tell } from "#kit/ui/look/Notes.tsx";
import { useNarrow } from "#kit/ui/look/useNarrow.ts";
import { CallFailure } from "#kit/ui/wire/call.ts";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { isFault, tellFault } from "#kit/ui/wire/useCommand.ts";
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
  const { call } = useServices();
  const isNarrow = useNarrow();
  const [isBusy, setBusy] = useState(false);
  const save = async (format: "docx" | "xlsx") => {
    setBusy(true);
    try {
      const file = await call(checkOperations.export, {
        name,
        format,
        held: report.held.length,
        findings: shown.map(listed),
      });
      hand(file.name, file.content);
    } catch (failure) {
      if (failure instanceof CallFailure && !isFault(failure)) tell({ kind: "watch", text: failure.message });
      else tellFault(failure);
    } finally {
      setBusy(false);
    }
  };
  const which = shown.length === all.length ? `全部 ${all.length} 条` : `筛选出的 ${shown.length} 条`;
  return (
    <Menu
      title="导出疑点清单"
      className="bare check-export"
      side={isNarrow ? "left" : "right"}
      entries={[
        { head: `疑点清单，${which}` },
        { title: "Word 文档（.docx）", run: () => void save("docx") },
        { title: "Excel 表格（.xlsx）", run: () => void save("xlsx") },
        "line",
        { title: "打印", run: () => window.print() },
      ]}
    >
      <DownloadOutlined />
      {isBusy ? "正在导出" : "导出"}
      <CaretDownOutlined />
    </Menu>
  );
}

/** Hands a file made of base64 to the browser. */
function hand(name: string, content: string): void {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
