import { FileTextOutlined, UploadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef } from "react";
import { sizeText } from "#kit/ui/form/Upload.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { useSmall } from "#kit/ui/look/useNarrow.ts";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { PasteText } from "./PasteText.tsx";
import { sample } from "../facts/sample.ts";
import type { Check } from "./useCheck.ts";
import { Working } from "./Working.tsx";

interface StartProps {
  check: Exclude<Check, { state: "done" }>;
  bytes: number;
  /** A file is being held over the page. */
  isOver: boolean;
  /** A document was shown at this address before the page was loaded anew. */
  isForgotten: boolean;
  start: (file: File) => void;
  cancel: () => void;
}

/** 放进一份文件: dropped, chosen or pasted. The area stays whatever happens to the file. */
export function Start({ check, bytes, isOver, isForgotten, start, cancel }: StartProps) {
  return (
    <>
      {check.state === "failed" && (
        <div className="check-said" role="alert">
          <Sign kind="watch" />
          <p>
            <strong>{`“${check.name}”没有核对成`}</strong>
            <span>{`${check.failure.message.replace(/。$/, "")}。`}</span>
          </p>
        </div>
      )}
      {isForgotten && (
        <div className="check-said" role="status">
          <Sign kind="plain" />
          <p>
            <strong>文件不保存，请重新选择</strong>
            <span>页面重新载入后，刚才的文件和疑点都已不在。</span>
          </p>
        </div>
      )}
      <div className="check-start">
        <section className="check-drop" data-over={isOver || undefined} aria-label="放入文件">
          {check.state === "working" ? (
            <Working check={check} cancel={cancel} />
          ) : (
            <Chooser bytes={bytes} isOver={isOver} start={start} />
          )}
        </section>
        <PasteText start={start} isBusy={check.state === "working"} />
      </div>
      <About />
    </>
  );
}

const kinds = ".docx,.doc,.pdf,.xlsx,.csv,.html,.htm,.txt,.md";

function Chooser({ bytes, isOver, start }: { bytes: number; isOver: boolean; start: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const isSmall = useSmall();
  return (
    <>
      <FileTextOutlined className="check-drop-icon" />
      <h2>{isOver ? "松手就开始核对" : isSmall ? "选一份报告" : "把报告拖到这里"}</h2>
      <input
        ref={input}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-label="选择要核对的文件"
        accept={kinds}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file) start(file);
        }}
      />
      <div className="check-drop-acts">
        <Button type="primary" size="large" icon={<UploadOutlined />} onClick={() => input.current?.click()}>
          选择文件
        </Button>
        <Button size="large" onClick={() => start(new File([sample.text], sample.name, { type: "text/markdown" }))}>
          看一个示例
        </Button>
      </div>
      <ul className="check-kinds" aria-label="可以核对的文件">
        {["Word", "PDF", "Excel", "网页", "纯文本", "Markdown"].map((kind) => (
          <li key={kind}>
            <Tag>{kind}</Tag>
          </li>
        ))}
      </ul>
      <p className="small soft">
        {`一份不超过 ${sizeText(bytes).replace(".0", "")}。.wps、.xls 请先另存为 .docx、.xlsx；扫描件里没有文字，读不出来。`}
      </p>
    </>
  );
}

const notes = [
  [
    "看什么",
    "总数与分项、增减额与增长率、占比与百分点、表内合计与表文一致、目标与完成、前后说法、编号与单位等四十多类关系。",
  ],
  ["怎么说", "错误是怎样读都对不上的；疑点要由人看一眼；提示多为进位和格式。每条都写出算式，只请您核对，不替您改。"],
  ["不做什么", "不保存、不外传、不训练。文件在这台服务器的内存里核对，一份至多 8 秒，关掉页面就什么都不剩。"],
] as const;

function About() {
  return (
    <dl className="check-about">
      {notes.map(([title, text]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd className="soft">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
