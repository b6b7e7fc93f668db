import { CaretDownOutlined, DownloadOutlined } from "@ant-design/icons";
import type { z } from "zod";
import type { Operation } from "#kit/base/operation.ts";
import type { PaperFile, PaperFormat } from "#kit/base/papers.ts";
import { Menu } from "../look/Menu.tsx";
import { useNarrow } from "../look/useNarrow.ts";
import { usePaper } from "./usePaper.ts";
import "./papers.css";

/** What each of the two is good for. */
export const paperTitles: Record<PaperFormat, string> = {
  docx: "Word 文档，可以修改",
  pdf: "PDF，版面固定",
};

interface PaperMenuProps<I extends z.ZodType> {
  /** 下载审查结论表 */
  title: string;
  operation: Operation<I, typeof PaperFile>;
  /** Of the paper; the format is chosen here. */
  input: Omit<z.input<I>, "format">;
}

/** One button for a paper, and behind it the two files it can be. */
export function PaperMenu<I extends z.ZodType>({ title, operation, input }: PaperMenuProps<I>) {
  const isNarrow = useNarrow();
  const paper = usePaper(operation);
  const entry = (format: PaperFormat) => ({
    title: paperTitles[format],
    run: () => paper.save({ ...input, format } as z.input<I>),
  });
  return (
    <Menu
      title={title}
      className="bare paper-menu"
      side={isNarrow ? "left" : "right"}
      entries={[entry("docx"), entry("pdf")]}
    >
      <DownloadOutlined />
      {paper.busy ? "正在生成" : title}
      <CaretDownOutlined />
    </Menu>
  );
}
