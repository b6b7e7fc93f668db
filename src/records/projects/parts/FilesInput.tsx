import type { InputProps } from "#kit/ui/form/input.ts";
import { Upload } from "#kit/ui/form/Upload.tsx";
import type { StoredFile } from "#kit/ui/wire/Services.tsx";

const kept = ({ id, name, size }: StoredFile) => ({ id, name, size });

/** Several files of a record. */
export function FilesInput({ id, value, change }: InputProps) {
  return (
    <Upload
      id={id}
      title="添加附件"
      files={(value as StoredFile[] | undefined) ?? []}
      change={(files) => change(files.map(kept))}
    />
  );
}

/** One file. */
export function FileInput({ id, value, change }: InputProps) {
  const file = value as StoredFile | null | undefined;
  const set = ([first]: StoredFile[]) => change(first ? kept(first) : null);
  return <Upload id={id} title="选择文件" max={1} files={file ? [file] : []} change={set} />;
}
