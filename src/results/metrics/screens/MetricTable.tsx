import type { z } from "zod";
import { groupThousands } from "#kit/base/decimals.ts";
import { inWan } from "#kit/base/money.ts";
import { monthPeriod } from "#kit/base/periods.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { type MetricCard, metricOperations } from "../contract.ts";
import { MetricFigure } from "../parts/MetricFigure.tsx";
import "./metrics.css";

type Card = z.output<typeof MetricCard>;
const allMonths = Array.from({ length: 12 }, (_, index) => index + 1);

/** One figure as a table: its first group down, the months across (a stock has none), both totals asked for, not added up. */
export function MetricTable({ metric, year }: { metric: Card; year: number }) {
  const [group] = metric.groups;
  const by = group ? [group.key] : [];
  const months = metric.isStock ? [] : allMonths;
  const [span, spread] = metric.isStock ? ["年末", "末"] : ["全年", "各月"];
  const whole = useAnswer(metricOperations.figure, { metric: metric.code, year });
  const monthly = { metric: metric.code, year, by: [...by, "month"] };
  const cells = useAnswer(metricOperations.table, monthly, { enabled: !metric.isStock });
  const ofYear = useAnswer(metricOperations.table, { metric: metric.code, year, by: by.length > 0 ? by : ["month"] });
  const failure = whole.error ?? cells.error ?? ofYear.error;
  if (failure) return <Problem failure={failure} />;
  if (!whole.data || !(cells.data ?? metric.isStock) || !ofYear.data) return <Busy />;
  const value = new Map((cells.data?.cells ?? []).map(({ keys, value: each }) => [keys.join("|"), each]));
  const { asOf } = whole.data;
  const { unit, definition } = metric;
  // A table of yuan is read in 万元; the exact figure stands in the hint.
  const [scale, read] = unit === "元" ? (["万元", inWan] as const) : ([unit, groupThousands] as const);
  const figure = (
    params: Record<string, string>,
    title: string,
    of: string,
    period: { from: string; to: string; title: string },
  ) => (
    <MetricFigure
      figure={{ metric: metric.code, title, value: of, unit, text: read(of), definition, asOf, period }}
      year={year}
      params={params}
      page={metric.page}
    />
  );
  return (
    <section className="paper section metric" aria-labelledby={`metric-${metric.code}`}>
      <header>
        <h2 id={`metric-${metric.code}`}>{metric.title}</h2>
        <span className="metric-whole">
          {span} {figure({}, metric.title, whole.data.value ?? "0", whole.data.period)} {scale}
        </span>
      </header>
      <p className="small soft metric-definition">口径：{metric.definition}</p>
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="metric-scroll" tabIndex={0} role="region" aria-label={`${metric.title}，${year}年${spread}`}>
        <table className="metric-table">
          <thead>
            <tr>
              <th scope="col">{group?.title ?? "合计"}</th>
              {months.map((month) => (
                <th key={month} scope="col">{`${month}月`}</th>
              ))}
              <th scope="col">{span}</th>
            </tr>
          </thead>
          <tbody>
            {ofYear.data.cells.map(({ keys: [key], value: total }) => {
              const name = (key && group?.words?.[key]) ?? key ?? "未填";
              const params: Record<string, string> = group && key ? { [group.key]: key } : {};
              return (
                <tr key={key}>
                  <th scope="row">{name}</th>
                  {months.map((month) => {
                    const of = value.get(`${key}|${year}-${String(month).padStart(2, "0")}`);
                    return (
                      <td key={month}>
                        {of ? (
                          figure(params, `${name} ${month}月`, of, monthPeriod(year, month))
                        ) : (
                          <span className="soft">0</span>
                        )}
                      </td>
                    );
                  })}
                  <td>{figure(params, `${name} ${span}`, total, whole.data.period)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {ofYear.data.cells.length === 0 && <p className="soft">{year} 年还没有这类记录。换个年度看看。</p>}
    </section>
  );
}
