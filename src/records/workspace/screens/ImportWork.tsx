import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Progress } from "#kit/ui/look/Progress.tsx";
import { CommandButton } from "#kit/ui/record/StepButton.tsx";
import { jobStarted } from "#kit/ui/wire/taskcenter.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { jobOperations } from "../contract.ts";
import { importOperations } from "../imports/contract.ts";
import type { ImportState } from "../imports/words.ts";
import type { Batch } from "./batch.ts";

const told: Partial<Record<ImportState, { title: string; lead: string }>> = {
  reading: { title: "正在读取文件", lead: "看看有哪些工作表、哪一行是表头。" },
  staging: { title: "正在逐行校验", lead: "逐行核对内容，和库里已有的记录对应。还没有写入任何内容。" },
  committing: { title: "正在导入", lead: "全部写入或全部不写入，不会只进一半。" },
  reverting: { title: "正在撤销", lead: "把这一批新增和更新的内容恢复到导入之前。" },
};

/** A job works on the batch: its progress, asked for until the state is another. */
export function ImportWork({ batch: { id, state, jobId } }: { batch: Batch }) {
  const queries = useQueryClient();
  // The same question as the page's own: asked here, answered there.
  useAnswer(importOperations.get, { id }, { every: 1000 });
  const { data: jobs } = useAnswer(jobOperations.list, {}, { every: 1000 });
  const job = jobs?.find((each) => each.id === jobId);
  useEffect(() => {
    jobStarted();
    // When it has ended, whatever was read before is out of date.
    return () => void queries.invalidateQueries();
  }, [state, queries]);
  const { title, lead } = told[state] ?? { title: "正在处理", lead: "" };
  const isRunning = job?.state === "running";
  return (
    <section className="paper section import-work" aria-labelledby="import-work">
      <h2 id="import-work">{title}</h2>
      <p className="soft">{lead}</p>
      <Progress
        title={title}
        done={isRunning ? job.done : 0}
        total={isRunning ? job.total : null}
        startedAt={job?.startedAt ?? null}
      />
      <p className="small soft" role="status">
        {isRunning && job.message ? `${job.message}。` : ""}
        可以离开这一页，做完后在任务中心或导入记录里接着办。
      </p>
      {job && (job.state === "queued" || isRunning) && state !== "reverting" && (
        <CommandButton operation={jobOperations.cancel} input={{ id: job.id }} title="停止" />
      )}
    </section>
  );
}
