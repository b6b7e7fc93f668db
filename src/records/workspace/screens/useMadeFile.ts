import { useEffect, useState } from "react";
import type { z } from "zod";
import type { Operation } from "#kit/base/operation.ts";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { jobStarted } from "#kit/ui/wire/taskcenter.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { jobOperations } from "../contract.ts";

/** A file that a job makes: asked for, waited for, and handed to the browser. It also stays in 任务中心. */
export function useMadeFile<I extends z.ZodType>(operation: Operation<I, z.ZodObject<{ jobId: z.ZodUUID }>>) {
  const { files } = useServices();
  const command = useCommand(operation);
  const [jobId, setJobId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { data } = useAnswer(jobOperations.list, {}, { enabled: jobId !== null, every: jobId !== null && 700 });
  const job = data?.find(({ id }) => id === jobId);
  const isOver = job !== undefined && job.state !== "queued" && job.state !== "running";
  const fileId = job?.state === "done" ? String(job.result?.fileId ?? "") : "";
  const told = job?.message ?? "没有做成，请稍后再试";
  useEffect(() => {
    if (!isOver) return;
    setJobId(null);
    if (fileId && files) download(files.address(fileId));
    else setProblem(told);
  }, [isOver, fileId, files, told]);
  const run = async (input: z.input<I>) => {
    setProblem(null);
    const started = await command.run(input);
    if (!started) return;
    setJobId(started.jobId);
    jobStarted();
  };
  return { run, busy: command.busy || jobId !== null, problem: command.failure?.message ?? problem };
}

function download(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
