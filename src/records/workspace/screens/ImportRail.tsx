import { CheckOutlined } from "@ant-design/icons";
import "./imports.css";

const steps = ["上传", "对应列", "核对", "导入"] as const;
export type ImportStage = (typeof steps)[number];

/** Where in the four steps one stands; `over` marks the whole of it as done. */
export function ImportRail({ at, over = false }: { at: ImportStage; over?: boolean }) {
  const now = steps.indexOf(at);
  return (
    <ol className="import-rail unprinted" aria-label="导入步骤">
      {steps.map((step, index) => {
        const isDone = over || index < now;
        return (
          <li key={step} data-done={isDone || undefined} aria-current={!over && index === now ? "step" : undefined}>
            <span className="import-rail-mark" aria-hidden="true">
              {isDone ? <CheckOutlined /> : index + 1}
            </span>
            {step}
            {isDone && <span className="unseen">（已完成）</span>}
          </li>
        );
      })}
    </ol>
  );
}
