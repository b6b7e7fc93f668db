import type { ReactNode } from "react";
import type { z } from "zod";
import { writeMinutes } from "#kit/base/workhours.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { type StepTiming, timingOperations } from "../timing/contract.ts";
import "./approvals.css";

type Row = z.output<typeof StepTiming>;

/** 审批时效: where things lie, step by step, in office hours. */
export function TimingPage() {
  const { year } = usePlace();
  const asked = { from: `${year}-01-01`, to: `${year}-12-31` };
  const { data, error, refetch } = useAnswer(timingOperations.timing, asked);
  return (
    <>
      <PageHead
        title="审批时效"
        lead={`${year} 年办结的步骤用了多少办公时间；“在办”是此刻还没有办的。午休、周末和节假日不计。`}
        from={{ title: "审批", to: "approvals" }}
      />
      {error ? <Problem failure={error} retry={() => void refetch()} /> : data ? <Table rows={data} /> : <Busy />}
    </>
  );
}

function Table({ rows }: { rows: Row[] }) {
  if (rows.length === 0)
    return (
      <div className="paper">
        <Empty title="这一年还没有办过审批">有了审批以后，这里按步骤列出中位用时、最长用时和超时限的件数。</Empty>
      </div>
    );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="paper approval-scroll" role="region" aria-label="审批时效" tabIndex={0}>
      <table className="approval-timing">
        <thead>
          <tr>
            {titles.map((title, index) => (
              <th key={title} scope="col" className={index > 1 ? "number" : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.flowTitle} ${row.stepTitle}`}>
              <td>{row.flowTitle}</td>
              <td>
                {row.stepTitle}
                {row.uncounted > 0 && (
                  <span className="small soft">{`（${row.uncounted} 次没有当年工作日历，未计用时）`}</span>
                )}
              </td>
              {figures(row).map((figure, index) => (
                <td key={titles[index + 2]} className="number" data-title={titles[index + 2]}>
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const titles = ["流程", "步骤", "办结次数", "中位用时", "最长用时", "超时限办结", "在办", "在办超时"];

const took = (minutes: number | null) => (minutes === null ? <span className="soft">—</span> : writeMinutes(minutes));

function figures({ count, median, longest, lateCount, openCount, overdueCount }: Row): ReactNode[] {
  const overdue = overdueCount > 0 ? <Tag kind="late">{`${overdueCount} 件`}</Tag> : 0;
  return [count, took(median), took(longest), lateCount, openCount, overdue];
}
