import { Button } from "antd";
import { useEffect, useState } from "react";
import { sizeText } from "#kit/ui/form/Upload.tsx";
import { Progress } from "#kit/ui/look/Progress.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { type Check, type Step, steps } from "./useCheck.ts";

interface WorkingProps {
  check: Extract<Check, { state: "working" }>;
  cancel: () => void;
}

const order = Object.keys(steps) as Step[];

/** How far the document is; it may be called off at any moment. */
export function Working({ check, cancel }: WorkingProps) {
  const seconds = useSeconds();
  const at = order.indexOf(check.step);
  return (
    <div className="check-working">
      <h2>{`正在核对 ${check.name}`}</h2>
      <Progress title="核对进度" done={at} total={null} />
      <ol className="check-steps">
        {order.map((step, index) => (
          <li key={step} data-now={index === at || undefined}>
            <Sign kind={index < at ? "done" : "plain"} />
            {steps[step]}
          </li>
        ))}
      </ol>
      <p className="small soft" aria-live="off">
        {`${sizeText(check.size)}${seconds > 0 ? ` · 已用 ${seconds} 秒` : ""}`}
        {seconds > 11 && " · 前面还有别的文件，正在排队"}
      </p>
      <Button onClick={cancel}>取消</Button>
    </div>
  );
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}
