import type { FulfillmentState } from "../words.ts";

interface ShareBarProps {
  /** Hundredths of the target. */
  share: number;
  state: FulfillmentState;
  label: string;
}

/** A fifth of room past the goal, so that one sees what went beyond it. */
const most = 120;

/** 目标与完成: how far of the way, with the goal as a mark. */
export function ShareBar({ share, state, label }: ShareBarProps) {
  return (
    <svg
      className="commitment-bar"
      data-state={state}
      viewBox={`0 0 ${most} 12`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <rect className="track" x="0" y="3" width="100" height="6" />
      <rect className="done" x="0" y="3" width={Math.min(Math.max(share, 0), most)} height="6" />
      <rect className="goal" x="99.4" y="0" width="0.6" height="12" />
    </svg>
  );
}
