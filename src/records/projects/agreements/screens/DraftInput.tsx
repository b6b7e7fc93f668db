import { FileTextOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef, useState } from "react";
import { useFormState } from "#kit/ui/form/FormState.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { ProseInput } from "#kit/ui/form/TextInput.tsx";
import { CallFailure } from "#kit/ui/wire/call.ts";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { largestFile, readingOperations } from "../../reading/contract.ts";

/** 协议文本: pasted, or read out of a file, which is kept beside it; what was read can be mended before it is sent. */
export function DraftInput(props: InputProps) {
  const { call, files } = useServices();
  const form = useFormState();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [told, setTold] = useState<string[]>([]);
  const take = async (file: File) => {
    setBusy(true);
    setTold([]);
    try {
      if (file.size > largestFile)
        throw new CallFailure({ kind: "invalid", message: "文件超过 20 MB，请删去图片后再上传" });
      const { text, unread } = await call(readingOperations.read, { name: file.name, content: await encoded(file) });
      props.change(text);
      setTold(unread);
      if (files) {
        const { id, name, size } = await files.upload(file, () => {}, new AbortController().signal);
        form.change("file", { id, name, size });
      }
    } catch (failure) {
      setTold([failure instanceof CallFailure ? failure.message : "浏览器读不了这个文件，请重新选择"]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <span className="agreement-source">
        <input
          ref={input}
          type="file"
          className="unseen"
          tabIndex={-1}
          aria-label="从文件读入协议文本"
          accept=".docx,.doc,.txt,.md,.pdf,.html"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = "";
            if (file) void take(file);
          }}
        />
        <Button icon={<FileTextOutlined />} loading={isBusy} onClick={() => input.current?.click()}>
          从文件读入
        </Button>
        <span className="small soft">Word、文本或 PDF；也可以直接粘贴在下面</span>
      </span>
      {told.map((sentence) => (
        <span key={sentence} className="field-problem" role="alert">
          {sentence}
        </span>
      ))}
      <ProseInput {...props} />
    </>
  );
}

const encoded = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const address = reader.result as string;
      resolve(address.slice(address.indexOf(",") + 1));
    };
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(file);
  });
