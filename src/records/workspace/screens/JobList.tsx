import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Progress } from "#kit/ui/look/Progress.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { CommandButton } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { type JobRow, jobOperations } from "../contract.ts";
import { jobStates } from "../words.ts";
import "./notices.css";

type Row = z.output<typeof JobRow>;

const looks = { queued: "plain", running: "primary", done: "done", failed: "late", cancelled: "plain" } as const;

/** 任务: all I started, with what they made; those that failed can be done again where that changes no record. */
export function JobList() {
  const { data: kept } = useAnswer(jobOperations.keeping, {});
  useFollowing();
  return (
    <>
      <PageHead
        title="任务"
        lead={
          kept &&
          `结束的任务保存 ${kept.jobs} 日，到期自动清除。导入写入或撤销满 ${kept.staging} 日后，暂存的行一并清除，不能再整批撤销；导入的记录和导入批次不受影响。`
        }
      />
      <List
        operation={jobOperations.browse}
        columns={columns}
        filters={["state"]}
        sort={{ by: "createdAt", descending: true }}
        empty={<Empty title="还没有任务">导出、导入和批量报告在后台执行，进度和结果都在这里。</Empty>}
      />
    </>
  );
}

/** While something runs the list is asked again as it moves on. */
function useFollowing(): void {
  const queries = useQueryClient();
  const { data = [] } = useAnswer(jobOperations.list, {}, { every: 2_000 });
  const active = data.filter(({ state }) => state === "queued" || state === "running");
  const now = JSON.stringify(active.map(({ id, state, done }) => [id, state, done]));
  useEffect(() => {
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(jobOperations.browse.address) });
  }, [now, queries]);
}

function State({ title, state, done, total, startedAt }: Row) {
  if (state === "running") return <Progress title={title} done={done} total={total} startedAt={startedAt} />;
  return <Tag kind={looks[state]}>{jobStates[state]}</Tag>;
}

function Result({ result, state }: Row) {
  const { files } = useServices();
  if (state !== "done" || !result) return null;
  const { fileId, fileName, address } = result as { fileId?: string; fileName?: string; address?: string };
  if (fileId && files)
    return (
      <a href={files.address(fileId)} download>
        {`下载 ${fileName ?? "文件"}`}
      </a>
    );
  return address ? <PlaceLink to={address}>查看结果</PlaceLink> : null;
}

const columns = [
  { key: "title" as const, width: 180 },
  { key: "state" as const, width: 160, render: (row: Row) => <State {...row} /> },
  {
    key: "message" as const,
    width: 320,
    render: ({ message, state }: Row) =>
      message && state !== "done" ? <span className="notice-title">{message}</span> : <span className="soft">—</span>,
  },
  {
    key: "acts",
    title: "结果与处理",
    width: 220,
    render: (row: Row) => (
      <span className="job-acts">
        <Result {...row} />
        {row.may.repeat === null && <CommandButton operation={jobOperations.repeat} input={{ id: row.id }} />}
        {row.may.cancel === null && (
          <CommandButton operation={jobOperations.cancel} input={{ id: row.id }} title="取消" />
        )}
      </span>
    ),
  },
  "createdAt" as const,
  "finishedAt" as const,
];
