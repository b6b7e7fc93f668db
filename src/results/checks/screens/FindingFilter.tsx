import { CaretDownOutlined } from "@ant-design/icons";
import { Menu } from "#kit/ui/look/Menu.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { type Severity, severities } from "../words.ts";
import { signOf } from "./FindingCard.tsx";
import { ruleTitle } from "./listing.ts";
import type { Findings } from "./useFindings.ts";

const order = Object.keys(severities) as Severity[];

/** By weight, and by kind of contradiction; each choice says how many there are. */
export function FindingFilter({ findings }: { findings: Findings }) {
  const { all, filter, setFilter } = findings;
  const countOf = (severity: Severity) => all.filter(({ finding }) => finding.severity === severity).length;
  const kinds = [...new Set(all.map(({ finding }) => finding.rule))].map((rule) => ({
    rule,
    count: all.filter(({ finding }) => finding.rule === rule).length,
  }));
  return (
    <div className="finding-filter" role="group" aria-label="筛选疑点">
      {order.map((severity) => (
        <button
          key={severity}
          type="button"
          className="bare chip"
          aria-pressed={filter.severity === severity}
          disabled={countOf(severity) === 0}
          onClick={() => setFilter({ ...filter, severity: filter.severity === severity ? null : severity })}
        >
          <Sign kind={signOf[severity]} />
          {severities[severity]} <span className="chip-count">{countOf(severity)}</span>
        </button>
      ))}
      <Menu
        title={filter.rule === null ? "按规则筛选" : `按规则筛选：${ruleTitle(filter.rule)}`}
        className="bare chip"
        side="right"
        entries={[
          { title: "全部规则", chosen: filter.rule === null, run: () => setFilter({ ...filter, rule: null }) },
          "line",
          ...kinds.map(({ rule, count }) => ({
            title: `${ruleTitle(rule)} ${count}`,
            chosen: filter.rule === rule,
            run: () => setFilter({ ...filter, rule }),
          })),
        ]}
      >
        {filter.rule === null ? "规则" : ruleTitle(filter.rule)}
        <CaretDownOutlined />
      </Menu>
    </div>
  );
}
