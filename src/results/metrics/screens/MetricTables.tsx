import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { type MetricCard, metricOperations } from "../contract.ts";
import { MetricTable } from "./MetricTable.tsx";

/** Every registered figure of the year, broken down by its first group and by month; each number opens its rows. */
export function MetricTables() {
  const { year } = usePlace();
  const { data, error, refetch } = useAnswer(metricOperations.list, {});
  return (
    <>
      <PageHead title="指标取数" lead={`${year} 年。数字都从记录里数出来，点开就是它的来源。`} />
      {error ? (
        <Problem failure={error} retry={() => void refetch()} />
      ) : data ? (
        <Tables metrics={data} year={year} />
      ) : (
        <Busy />
      )}
    </>
  );
}

function Tables({ metrics, year }: { metrics: z.output<typeof MetricCard>[]; year: number }) {
  if (metrics.length === 0) return <Empty title="没有您可以查看的指标">需要查看指标，请联系本机构的安全管理员。</Empty>;
  return metrics.map((metric) => <MetricTable key={metric.code} metric={metric} year={year} />);
}
