import type { z } from "zod";
import { MetricFigure } from "#results/metrics/parts/MetricFigure.tsx";
import type { DeskHome } from "../contract.ts";

type Figures = NonNullable<z.output<typeof DeskHome>["figures"]>;

/** 关键数字 of the year, beside the same days of the year before; each opens the rows it was counted from. */
export function KeyFigures({ figures, year }: { figures: Figures; year: number }) {
  const metrics = [...new Set(figures.map(({ metricTitle }) => metricTitle))];
  return (
    <section className="paper section" aria-labelledby="desk-figures">
      <header>
        <h2 id="desk-figures">{`${year}年关键数字`}</h2>
        <span className="small soft">点数字看来源</span>
      </header>
      {metrics.map((title) => (
        <div key={title} className="desk-metric">
          <h3 className="small soft">{title}</h3>
          <div className="desk-figures">
            {figures
              .filter(({ metricTitle }) => metricTitle === title)
              .map((figure) => (
                <KeyFigure key={Object.values(figure.params).join("~")} figure={figure} year={year} />
              ))}
          </div>
        </div>
      ))}
    </section>
  );
}

function KeyFigure({ figure, year }: { figure: Figures[number]; year: number }) {
  const { params, page, before, metricTitle: _whole, ...shown } = figure;
  return (
    <div>
      <MetricFigure figure={shown} year={year} params={params} page={page} look="tile" />
      <p className="small soft">{`${before.period} ${before.text}`}</p>
    </div>
  );
}
