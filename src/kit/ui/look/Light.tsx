import { Hint } from "./Hint.tsx";
import { Sign, type SignKind } from "./Sign.tsx";

/** 亮灯 by rule. `text` says what an officer would say: 按期、还剩 3 天、超期 12 天. */
export interface LightState {
  state: "green" | "yellow" | "red" | "none";
  text: string;
  /** The rule that lit it, in its own sentence. */
  rule?: string | null;
}

const kindOf: Record<LightState["state"], SignKind> = { green: "done", yellow: "watch", red: "late", none: "plain" };
const wordOf: Record<LightState["state"], string> = { green: "绿灯", yellow: "黄灯", red: "红灯", none: "未亮灯" };

export function Light({ light }: { light: LightState }) {
  const shown = (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must reach the rule
    <span className="light" tabIndex={light.rule ? 0 : undefined}>
      <Sign kind={kindOf[light.state]} />
      <span className="unseen">{wordOf[light.state]}：</span>
      {light.text}
    </span>
  );
  return light.rule ? <Hint text={light.rule}>{shown}</Hint> : shown;
}
