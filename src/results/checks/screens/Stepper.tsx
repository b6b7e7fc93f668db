import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { useAddress } from "#kit/ui/wire/usePlace.ts";
import { signOf } from "./FindingCard.tsx";
import { ruleTitle } from "./listing.ts";
import type { Findings } from "./useFindings.ts";

/** On a phone, under the paper: the finding that is looked at, the one before and the one after. */
export function Stepper({ findings: { selected, shown }, step }: { findings: Findings; step: (by: number) => void }) {
  const { search, change } = useAddress();
  if (search.tab !== "text" || shown.length === 0) return null;
  const at = selected ? shown.indexOf(selected) : -1;
  const finding = selected?.finding;
  return (
    <div className="stepper" role="group" aria-label="逐条查看疑点">
      <button type="button" className="bare stepper-said" onClick={() => change({ tab: undefined })}>
        {finding ? (
          <>
            <span className="finding-line">
              <Sign kind={signOf[finding.severity]} />
              <strong>{ruleTitle(finding.rule)}</strong>
              <span className="small soft">{`${at + 1} / ${shown.length}`}</span>
            </span>
            <span className="small stepper-sum">{finding.because || finding.message}</span>
          </>
        ) : (
          <span>{`${shown.length} 处请核对`}</span>
        )}
      </button>
      <button
        type="button"
        className="bare stepper-step"
        aria-label="上一条"
        disabled={at <= 0}
        onClick={() => step(-1)}
      >
        <UpOutlined />
      </button>
      <button
        type="button"
        className="bare stepper-step"
        aria-label="下一条"
        disabled={at === shown.length - 1}
        onClick={() => step(1)}
      >
        <DownOutlined />
      </button>
    </div>
  );
}
