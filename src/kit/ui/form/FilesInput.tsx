import { useState } from "react";
import type { StoredFile } from "../wire/Services.tsx";
import type { InputProps } from "./input.ts";
import { Upload } from "./Upload.tsx";

interface FilesInputProps extends InputProps {
  /** The files that stand already, so that ids have names. */
  known?: StoredFile[];
  accept?: string;
}

/** A field of file ids: `{ key: "fileIds", input: FilesInput }`; a field of one id takes one file. */
export function FilesInput({ id, field, value, change, known = [], accept }: FilesInputProps) {
  const [seen, setSeen] = useState(known);
  const isMany = field.kind === "other" || field.kind === "codes" || Array.isArray(value);
  const ids = [value ?? []].flat() as string[];
  const files = ids.flatMap((each) => seen.find((file) => file.id === each) ?? []);
  return (
    <Upload
      id={id}
      files={files}
      max={isMany ? (field.max ?? 20) : 1}
      {...(accept && { accept })}
      change={(next) => {
        setSeen((before) => [...before, ...next]);
        change(isMany ? next.map((file) => file.id) : (next[0]?.id ?? null));
      }}
    />
  );
}
