import type { z } from "zod";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { type Funnel, funnelOperations } from "../funnel/contract.ts";
import { ProjectFilters, useProjectFilter } from "./ProjectFilters.tsx";

type Answer = z.output<typeof Funnel>;

/** Counts and amounts by stage and by size; each opens the list behind it. */
export function FunnelView() {
  const shared = useProjectFilter();
  const { filter } = shared.state;
  const { data, error, refetch } = useAnswer(funnelOperations.show, filter as object, { keep: true });
  return (
    <section className="list" aria-label="项目漏斗">
      <ProjectFilters {...shared} />
      {error ? (
        <Problem failure={error} retry={() => void refetch()} />
      ) : data ? (
        <Shown funnel={data} filter={filter} />
      ) : (
        <Busy />
      )}
    </section>
  );
}

function Shown({ funnel, filter }: { funnel: Answer; filter: Record<string, unknown> }) {
  const { stages, sizes, total } = funnel;
  const widest = Math.max(1, ...stages.map(({ reachedCount }) => reachedCount));
  return (
    <div className="funnel">
      <section className="paper section" aria-labelledby="funnel-stages">
        <header>
          <h2 id="funnel-stages">各阶段</h2>
          <span className="small soft" role="status">{`共 ${total.count.toLocaleString("zh-CN")} 个项目`}</span>
        </header>
        <table className="funnel-table">
          <thead>
            <tr>
              <th scope="col">阶段</th>
              <th scope="col" className="number">
                已到（个）
              </th>
              <th scope="col" className="number">
                总投资
              </th>
              <th scope="col" className="number">
                现处（个）
              </th>
              <th scope="col" className="number">
                总投资
              </th>
            </tr>
          </thead>
          <tbody>
            {stages.map(({ stage, title, count, amount, reachedCount, reachedAmount }) => (
              <tr key={stage}>
                <th scope="row">
                  <span
                    className="funnel-bar"
                    style={{ width: `${(reachedCount / widest) * 100}%` }}
                    aria-hidden="true"
                  />
                  <span className="funnel-title">{title}</span>
                </th>
                <td className="number">
                  <PlaceLink
                    to="projects"
                    search={{ ...filter, reached: stage }}
                    aria-label={`已到${title} ${reachedCount} 个`}
                  >
                    {reachedCount.toLocaleString("zh-CN")}
                  </PlaceLink>
                </td>
                <td className="number">
                  <Money yuan={reachedAmount} unit="亿元" />
                </td>
                <td className="number">
                  <PlaceLink to="projects" search={{ ...filter, stage }} aria-label={`现处${title} ${count} 个`}>
                    {count.toLocaleString("zh-CN")}
                  </PlaceLink>
                </td>
                <td className="number">
                  <Money yuan={amount} unit="亿元" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="small soft">
          “已到”按各类项目自己的阶段顺序，含已越过这一阶段的；总投资按计划总投资，没有填的不计。休眠、流失等状态的项目也在内，可用“推进状态”筛选。
        </p>
      </section>
      <section className="paper section" aria-labelledby="funnel-sizes">
        <header>
          <h2 id="funnel-sizes">规模（累计）</h2>
        </header>
        <ul className="funnel-sizes">
          {sizes.map(({ size, title, count, amount }) => (
            <li key={size}>
              <PlaceLink to="projects" search={{ ...filter, size }} aria-label={`${title} ${count} 个`}>
                <span>{title}</span>
                <strong>{count.toLocaleString("zh-CN")}</strong>
                <span className="small soft">{size !== "unknown" && <Money yuan={amount} unit="亿元" />}</span>
              </PlaceLink>
            </li>
          ))}
        </ul>
        <p className="small soft">上一档含在下一档里，各档不能相加。</p>
      </section>
    </div>
  );
}
