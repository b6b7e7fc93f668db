import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { useRows } from "#kit/ui/list/useRows.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import type { Search } from "#kit/ui/wire/usePlace.ts";
import { projectOperations, type ProjectRow } from "../contract.ts";
import { funnelOperations } from "../funnel/contract.ts";
import { StageTag } from "../parts/StageTag.tsx";
import { type Stage, tracks } from "../words.ts";
import { ProjectFilters, useProjectFilter } from "./ProjectFilters.tsx";

type Row = z.output<typeof ProjectRow>;

/** 看板: a column for each stage. A column asks for its rows when it comes into sight, and for more when its end does. */
export function Board() {
  const shared = useProjectFilter();
  const { filter } = shared.state;
  const { data, error, refetch } = useAnswer(funnelOperations.show, filter as object, { keep: true });
  return (
    <section className="list" aria-label="项目看板">
      <ProjectFilters {...shared} />
      {error ? (
        <Problem failure={error} retry={() => void refetch()} />
      ) : data ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        <div className="board" role="region" aria-label="各阶段的项目" tabIndex={0}>
          {data.stages
            .filter(({ stage }) => filter.stage === undefined || filter.stage === stage)
            .map((column) => (
              <Column key={column.stage} {...column} filter={filter} />
            ))}
        </div>
      ) : (
        <Busy />
      )}
    </section>
  );
}

interface ColumnProps {
  stage: Stage;
  title: string;
  count: number;
  amount: string;
  filter: Search;
}

function Column({ stage, title, count, amount, filter }: ColumnProps) {
  const place = useRef<HTMLElement>(null);
  const isSeen = useSeen(place);
  return (
    <section ref={place} className="board-column" aria-label={`${title} ${count} 个`}>
      <header>
        <h2>{title}</h2>
        <span className="small soft">
          {`${count.toLocaleString("zh-CN")} 个 · `}
          <Money yuan={amount} unit="亿元" />
        </span>
      </header>
      {isSeen && count > 0 && <Cards stage={stage} filter={filter} />}
      {count === 0 && <p className="small soft">没有项目</p>}
    </section>
  );
}

function Cards({ stage, filter }: { stage: Stage; filter: Search }) {
  const input = { ...filter, stage, sort: "stageOn", descending: true };
  const { rows, failure, retry, more, isMore, isFirst } = useRows(projectOperations.list, input, 20);
  const end = useRef<HTMLDivElement>(null);
  const isAtEnd = useSeen(end, false);
  useEffect(() => {
    if (isAtEnd && more && !isMore) more();
  }, [isAtEnd, more, isMore]);
  if (failure && rows.length === 0) return <Problem failure={failure} retry={retry} />;
  if (isFirst) return <Busy />;
  return (
    <>
      <ul>
        {rows.map((project) => (
          <li key={project.id}>
            <Card project={project} />
          </li>
        ))}
      </ul>
      <div ref={end}>
        {more && (
          <Button block type="text" loading={isMore} onClick={more}>
            再看 20 个
          </Button>
        )}
      </div>
    </>
  );
}

function Card({ project }: { project: Row }) {
  return (
    <PlaceLink to={`projects/${project.id}`} className="board-card">
      <strong>{project.name}</strong>
      <span className="small soft">{[project.investorName, tracks[project.track]].join(" · ")}</span>
      <span className="board-card-foot small">
        {project.totalInvestment ? <Money yuan={project.totalInvestment} /> : <span className="soft">金额未定</span>}
        <span className="soft">{[project.officerName ?? "未定专员", project.stageOn].join(" · ")}</span>
      </span>
      {project.standing !== "ongoing" && <StageTag {...project} />}
    </PlaceLink>
  );
}

/** Whether it is in sight; once seen it stays so, unless asked to follow. */
function useSeen(place: React.RefObject<HTMLElement | null>, stays = true): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const watch = new IntersectionObserver(
      ([entry]) => setSeen((before) => Boolean(entry?.isIntersecting) || (stays && before)),
      { rootMargin: "200px" },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [place, stays]);
  return isSeen;
}
