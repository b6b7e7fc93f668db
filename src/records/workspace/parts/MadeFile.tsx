import { DownloadOutlined } from "@ant-design/icons";
import type { z } from "zod";
import type { Operation } from "#kit/base/operation.ts";
import { type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { useMadeFile } from "./useMadeFile.ts";

interface MadeFileProps<I extends z.ZodType> {
  operation: Operation<I, z.ZodObject<{ jobId: z.ZodUUID }>>;
  input: z.input<I>;
  title?: string;
  may?: May;
}

/** A button whose file is made on the spot and then downloaded. */
export function MadeFile<I extends z.ZodType>({
  operation,
  input,
  title = operation.title,
  may = null,
}: MadeFileProps<I>) {
  const file = useMadeFile(operation);
  return (
    <span className="step">
      <StepButton
        title={title}
        may={may}
        icon={<DownloadOutlined />}
        busy={file.busy}
        onStep={() => void file.run(input)}
      />
      {file.problem && (
        <span className="field-problem" role="alert">
          {file.problem}
        </span>
      )}
    </span>
  );
}
