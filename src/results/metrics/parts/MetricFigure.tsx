import { Figure } from "#kit/ui/figure/Figure.tsx";
import type { FigureAnswer } from "#kit/ui/figure/figure.ts";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { metricOperations } from "../contract.ts";

interface MetricFigureProps {
  figure: FigureAnswer & { period: { from: string; to: string; title: string } };
  year: number;
  params: Record<string, string>;
  /** Where the record behind an evidence row is shown. */
  page: string | null;
  look?: "tile" | "text";
}

/** A figure of the register that opens the rows it was counted from, at the very moment it was counted. */
export function MetricFigure({ figure, year, params, page, look = "text" }: MetricFigureProps) {
  const { call, exports } = useServices();
  const { metric, period, asOf } = figure;
  const asked = { metric, year, from: period.from, to: period.to, asOf, params };
  return (
    <Figure
      figure={figure}
      look={look}
      id={[metric, ...Object.values(params), period.from, period.to].join("~")}
      evidence={async (after) => {
        const { hidden, ...rest } = await call(metricOperations.evidence, { ...asked, ...(after ? { after } : {}) });
        return { ...rest, columns: rest.columns as never, hidden: { count: hidden.count, sum: hidden.value } };
      }}
      {...(page && { openRow: (row) => `${page}/${String(row.subjectId)}` })}
      {...(exports && {
        exportRows: () => exports.start({ list: metricOperations.evidence.address, input: asked, columns: [] }),
      })}
    />
  );
}
