import { DeleteOutlined, PaperClipOutlined } from "@ant-design/icons";
import { Button } from "antd";
import "./form.css";
import { useRef, useState } from "react";
import { useLatest } from "../look/useLatest.ts";
import { CallFailure } from "../wire/call.ts";
import { type StoredFile, useServices } from "../wire/Services.tsx";

interface UploadProps {
  id?: string;
  files: StoredFile[];
  change: (files: StoredFile[]) => void;
  /** File kinds offered by the browser's dialog: `.pdf,.docx`; the server checks the content itself. */
  accept?: string;
  max?: number;
  title?: string;
}

interface Sending {
  key: number;
  name: string;
  part: number;
  problem: string | null;
  stop: () => void;
}

/** 附件: chosen or dropped, sent with progress, each can be stopped. */
export function Upload({ id, files, change, accept, max = 20, title = "选择文件" }: UploadProps) {
  const service = useServices().files;
  const input = useRef<HTMLInputElement>(null);
  const current = useLatest(files);
  const [sending, setSending] = useState<Sending[]>([]);
  const [isOver, setOver] = useState(false);
  if (!service) return null;
  const patch = (key: number, changes: Partial<Sending> | null) =>
    setSending((all) =>
      changes
        ? all.map((each) => (each.key === key ? { ...each, ...changes } : each))
        : all.filter((each) => each.key !== key),
    );
  const send = async (file: File) => {
    const [key, stop] = [Math.random(), new AbortController()];
    setSending((all) => [
      ...all,
      { key, name: file.name, part: 0, problem: null, stop: () => (stop.abort(), patch(key, null)) },
    ]);
    try {
      const stored = await service.upload(file, (part) => patch(key, { part }), stop.signal);
      patch(key, null);
      change([...current.current, stored]);
    } catch (failure) {
      if (!stop.signal.aborted)
        patch(key, { problem: failure instanceof CallFailure ? failure.message : "没有传完，请重试" });
    }
  };
  /** One after another: each then finds the list as the one before left it. */
  const take = async (chosen: Iterable<File>) => {
    for (const file of [...chosen].slice(0, max - files.length)) await send(file);
  };
  return (
    <div
      className="upload"
      data-over={isOver || undefined}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files);
      }}
    >
      <input
        ref={input}
        id={id}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-label={title}
        multiple={max > 1}
        accept={accept}
        onChange={(event) => {
          void take([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      {files.length < max && (
        <span>
          <Button icon={<PaperClipOutlined />} onClick={() => input.current?.click()}>
            {title}
          </Button>
          <span className="small soft upload-or">也可以拖到这里</span>
        </span>
      )}
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            <a href={service.address(file.id)}>{file.name}</a>
            <span className="small soft">{sizeText(file.size)}</span>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={`移除 ${file.name}`}
              onClick={() => change(files.filter((each) => each.id !== file.id))}
            />
          </li>
        ))}
        {sending.map((each) => (
          <li key={each.key}>
            <span>{each.name}</span>
            {each.problem ? (
              <span className="field-problem">{each.problem}</span>
            ) : (
              <progress value={each.part} max={1} aria-label={`正在上传 ${each.name}`} />
            )}
            <Button type="text" size="small" onClick={each.stop}>
              {each.problem ? "移除" : "停止"}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
