import type { z } from "zod";
import { MetricFigure } from "#results/metrics/parts/MetricFigure.tsx";
import type { DeskHome } from "../contract.ts";

type Figures = NonNullable<z.output<typeof DeskHome>["figures"]>;

/** 关键数字 of the year, beside the same days of the year before; each opens the rows it was counted from. */
export function KeyFigures({ figures, year }: { figures: Figures; year: number }) {
  return (
    <section className="paper section" aria-labelledby="desk-figures">
      <header>
        <h2 id="desk-figures">{`${year}年新入库`}</h2>
        <span className="small soft">点数字看来源</span>
      </header>
      <div className="desk-figures">
        {figures.map(({ page, params, before, ...figure }) => (
          <div key={[figure.metric, ...Object.values(params)].join("~")}>
            <MetricFigure figure={figure} year={year} params={params} page={page} look="tile" />
            <p className="small soft">{`${before.period} ${before.text}`}</p>
          </div>
        ))}
      </div>
    </section>
  );
}
