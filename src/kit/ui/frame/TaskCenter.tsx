import { CloudSyncOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { tell } from "../look/Notes.tsx";
import { Progress } from "../look/Progress.tsx";
import { SidePanel } from "../look/SidePanel.tsx";
import { Tag } from "../look/Tag.tsx";
import { momentText } from "../value/Days.tsx";
import { PlaceLink } from "../wire/PlaceLink.tsx";
import { type Job, type Jobs, useServices } from "../wire/Services.tsx";
import { closeTaskCenter, openTaskCenter, useJobsStarted, useTaskCenterOpen } from "../wire/taskcenter.ts";
import { tellFault } from "../wire/useCommand.ts";
import { usePlace } from "../wire/usePlace.ts";

const isActive = (job: Job) => job.state === "queued" || job.state === "running";

/** 任务中心: what runs on the server for me; it can be left and found again. */
export function TaskCenter({ jobs }: { jobs: Jobs }) {
  const { agency } = usePlace();
  const isOpen = useTaskCenterOpen();
  const started = useJobsStarted();
  const { data = [], refetch } = useQuery({
    queryKey: [agency, "jobs"],
    queryFn: jobs.list,
    refetchInterval: (query) => (query.state.data?.some(isActive) ? 1500 : isOpen ? 10_000 : false),
  });
  useEffect(() => {
    if (started > 0) void refetch();
  }, [started, refetch]);
  useEnds(data);
  const active = data.filter(isActive).length;
  return (
    <>
      <button
        type="button"
        className="tool"
        data-on={active > 0 || undefined}
        aria-expanded={isOpen}
        aria-label={active > 0 ? `任务中心，${active} 项进行中` : "任务中心"}
        title="任务中心"
        onClick={isOpen ? closeTaskCenter : openTaskCenter}
      >
        <CloudSyncOutlined />
        {active > 0 && active}
      </button>
      {isOpen && (
        <SidePanel
          title="任务中心"
          acts={
            <PlaceLink to="jobs" onClick={closeTaskCenter}>
              全部任务
            </PlaceLink>
          }
          takesFocus
          close={closeTaskCenter}
        >
          {data.length === 0 ? (
            <p className="soft">导出、导入和批量报告在这里显示进度，做完以后也在这里下载。离开页面不影响它们继续。</p>
          ) : (
            <ul className="jobs">
              {data.map((job) => (
                <JobRow key={job.id} job={job} cancel={() => jobs.cancel(job.id).then(() => refetch(), tellFault)} />
              ))}
            </ul>
          )}
        </SidePanel>
      )}
    </>
  );
}

const words: Record<Job["state"], string> = {
  queued: "排队中",
  running: "进行中",
  done: "已完成",
  failed: "未完成",
  cancelled: "已取消",
};
const kinds = { queued: "plain", running: "primary", done: "done", failed: "late", cancelled: "plain" } as const;

function JobRow({ job, cancel }: { job: Job; cancel: () => void }) {
  const { files } = useServices();
  const { fileId, fileName, address } = job.result ?? {};
  return (
    <li className="job">
      <div className="job-head">
        <strong>{job.title}</strong>
        <Tag kind={kinds[job.state]}>{words[job.state]}</Tag>
      </div>
      {job.state === "running" && (
        <Progress title={job.title} done={job.done} total={job.total} startedAt={job.startedAt} />
      )}
      {job.message && job.state !== "done" && (
        <p className={job.state === "failed" ? "field-problem" : "small soft"}>{job.message}</p>
      )}
      <div className="job-foot small soft">
        {job.finishedAt ? momentText(job.finishedAt) : job.startedAt ? `${momentText(job.startedAt)} 开始` : ""}
        {isActive(job) && (
          <Button size="small" onClick={cancel}>
            取消
          </Button>
        )}
        {job.state === "done" && fileId && files && (
          <a href={files.address(fileId)} download>
            {`下载 ${fileName ?? "文件"}`}
          </a>
        )}
        {job.state === "done" && address && <PlaceLink to={address}>查看结果</PlaceLink>}
      </div>
    </li>
  );
}

/** Says once when a task that was seen running has ended. */
function useEnds(jobs: Job[]): void {
  const running = useRef(new Set<string>());
  const queries = useQueryClient();
  useEffect(() => {
    for (const job of jobs) {
      if (isActive(job)) running.current.add(job.id);
      else if (running.current.delete(job.id) && job.state !== "cancelled") {
        const isDone = job.state === "done";
        // Its end is among the notices too.
        void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("notices.") });
        tell({
          kind: isDone ? "done" : "late",
          text: `${job.title}${isDone ? "已完成" : "未完成"}`,
          action: { title: "查看", run: openTaskCenter },
        });
      }
    }
  }, [jobs, queries]);
}
