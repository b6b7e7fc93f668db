import { Button } from "antd";
import Input from "antd/es/input/Input";
import { useId, useState } from "react";
import type { z } from "zod";
import type { PaperFormat } from "#kit/base/papers.ts";
import { Window } from "#kit/ui/look/Window.tsx";
import { usePaper } from "#kit/ui/papers/usePaper.ts";
import type { Need } from "../../matching/contract.ts";
import { mostOnSheet, sheetOperations } from "../contract.ts";

interface SheetWindowProps {
  sites: { id: string; name: string }[];
  need?: z.input<typeof Need>;
  close: () => void;
}

/** 推介单页: to whom, and then the file. */
export function SheetWindow({ sites, need, close }: SheetWindowProps) {
  const id = useId();
  const [investor, setInvestor] = useState("");
  const name = investor.trim();
  const chosen = sites.slice(0, mostOnSheet);
  const sheet = usePaper(sheetOperations.sheet);
  const save = (format: PaperFormat) =>
    sheet.save({ ids: chosen.map((site) => site.id), investor: name, ...(need && { need }), format });
  return (
    <Window
      title="生成推介单页"
      width={480}
      close={close}
      foot={
        <>
          <Button onClick={close}>关闭</Button>
          <Button disabled={name === "" || sheet.busy} onClick={() => save("docx")}>
            下载 Word
          </Button>
          <Button type="primary" disabled={name === ""} loading={sheet.busy} onClick={() => save("pdf")}>
            下载 PDF
          </Button>
        </>
      }
    >
      <div className="field">
        <label htmlFor={id} className="field-title">
          推介给
        </label>
        <Input
          id={id}
          value={investor}
          maxLength={60}
          placeholder="投资方的名称，写在开头"
          onChange={(event) => setInvestor(event.target.value)}
        />
      </div>
      <p className="soft">
        {`${chosen.map((site) => site.name).join("、")}${chosen.length > 1 ? "并排" : "列"}成一张表，面积、价格、条件和联系人都取自登记内容。PDF 排在一页纸上，Word 可以再改。`}
        {sites.length > chosen.length && `一页最多放 ${mostOnSheet} 处，其余的请另出一张。`}
      </p>
    </Window>
  );
}
