import { PaperClipOutlined } from "@ant-design/icons";
import { type StoredFile, useServices } from "#kit/ui/wire/Services.tsx";

/** The files of a record, each to be fetched. */
export function FileLinks({ files }: { files: readonly Pick<StoredFile, "id" | "name">[] }) {
  const service = useServices().files;
  if (files.length === 0) return null;
  return (
    <span className="project-files">
      {files.map(({ id, name }) => (
        <a key={id} href={service?.address(id)}>
          <PaperClipOutlined /> {name}
        </a>
      ))}
    </span>
  );
}
