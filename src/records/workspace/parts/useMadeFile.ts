import { useEffect, useRef, useState } from "react";
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
  const [endedId, setEndedId] = useState<string | null>(null);
  const handed = useRef<string | null>(null);
  const isWaiting = jobId !== endedId;
  const { data } = useAnswer(jobOperations.list, {}, { enabled: isWaiting, every: isWaiting && 700 });
  const job = data?.find(({ id }) => id === jobId);
  const isEnded = job !== undefined && job.state !== "queued" && job.state !== "running";
  if (isEnded && isWaiting) setEndedId(jobId);
  const fileId = job?.state === "done" && typeof job.result?.fileId === "string" ? job.result.fileId : null;
  useEffect(() => {
    if (!fileId || !files || handed.current === fileId) return;
    handed.current = fileId;
    download(files.address(fileId));
  }, [fileId, files]);
  const run = async (input: z.input<I>) => {
    const started = await command.run(input);
    if (!started) return;
    setJobId(started.jobId);
    jobStarted();
  };
  const failed = isEnded && !fileId ? (job.message ?? "没有做成，请稍后再试") : null;
  return { run, busy: command.busy || isWaiting, problem: command.failure?.message ?? failed };
}

function download(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
