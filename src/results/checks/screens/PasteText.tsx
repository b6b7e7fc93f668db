import { Button } from "antd";
import TextArea from "antd/es/input/TextArea";
import { useEffect, useId, useState } from "react";
import { useLatest } from "#kit/ui/look/useLatest.ts";
import { useNarrow } from "#kit/ui/look/useNarrow.ts";

const most = 300_000;

/** 粘贴文字: Ctrl-V anywhere on the page puts the text here first, so that nothing is sent by a slip of the hand. */
export function PasteText({ start, isBusy }: { start: (file: File) => void; isBusy: boolean }) {
  const id = useId();
  const isNarrow = useNarrow();
  const [text, setText] = useState("");
  const taking = useLatest(start);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if ((event.target as HTMLElement).closest("input,textarea,dialog")) return;
      const [file] = event.clipboardData?.files ?? [];
      const pasted = event.clipboardData?.getData("text/plain") ?? "";
      if (!file && pasted === "") return;
      event.preventDefault();
      if (file) return taking.current(file);
      setText(pasted.slice(0, most));
      document.getElementById(id)?.focus();
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [id, taking]);
  return (
    <section className="paper check-paste">
      <label htmlFor={id}>或者粘贴文字</label>
      <TextArea
        id={id}
        value={text}
        maxLength={most}
        placeholder={`复制报告里的一段话，${isNarrow ? "" : "按 Ctrl+V "}粘贴到这里`}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="check-paste-foot">
        <span className="small soft">{text === "" ? "" : `${text.length.toLocaleString("zh-CN")} 字`}</span>
        <Button
          disabled={text.trim() === "" || isBusy}
          onClick={() => start(new File([text], "粘贴的文字.txt", { type: "text/plain" }))}
        >
          核对这段文字
        </Button>
      </div>
    </section>
  );
}
