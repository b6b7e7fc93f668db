import type { FormSection } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Upload } from "#kit/ui/form/Upload.tsx";
import type { StoredFile } from "#kit/ui/wire/Services.tsx";
import { CopyPicker } from "../parts/PeoplePicker.tsx";

function FilesInput({ id, value, change }: InputProps) {
  const files = (value as StoredFile[] | undefined) ?? [];
  return (
    <Upload
      id={id}
      title="添加附件"
      files={files}
      change={(all) => change(all.map(({ id: fileId, name, size }) => ({ id: fileId, name, size })))}
    />
  );
}

type Field = "title" | "body" | "amount" | "files";

/** The paper's own fields, the same for a new memo and for a change. */
export const memoSection: FormSection<Field> = {
  title: "请示内容",
  fields: [
    { key: "title", wide: true, help: "例如：关于采购展台搭建服务的请示" },
    { key: "amount", help: "涉及支出的填写；金额决定要过哪几级审批。可写 8万、60万" },
    { key: "body", help: "事由、依据、拟办意见；空一行另起一段" },
    { key: "files", input: FilesInput, wide: true },
  ],
};

export const copySection: FormSection<"copyIds"> = {
  title: "同意之后告知",
  fields: [{ key: "copyIds", input: CopyPicker, wide: true, help: "审批同意之后他们才看得到，在“抄送我的”里" }],
};
