import type { Refusal } from "#kit/base/errors.ts";
import type { jobStates } from "./words.ts";

type JobState = keyof typeof jobStates;

export function whyNotCancel({ state }: { state: JobState }): Refusal | null {
  if (state === "queued" || state === "running") return null;
  return { code: "jobs.finished", message: "任务已经结束，不能取消" };
}

/** 重新执行 is for what failed and changes no record: an import is taken up from its own page instead. */
export function whyNotRepeat({ state, mayRepeat }: { state: JobState; mayRepeat: boolean }): Refusal | null {
  const no = (reason: string, message: string) => ({ code: `jobs.repeat.${reason}`, message });
  if (state === "queued" || state === "running") return no("working", "任务还没有结束，请等它完成，或先取消");
  if (state === "done") return no("done", "任务已经完成；如需最新的结果，请重新发起");
  if (!mayRepeat) return no("kind", "这类任务不能直接重新执行，请到原来的页面接着办理");
  return null;
}

interface Ended {
  title: string;
  state: JobState;
  message: string | null;
  result: Record<string, unknown> | null;
}

/** What is said of a job that has ended; of one that was cancelled nothing, for its starter did it. */
export function jobNotice({ title, state, message, result }: Ended) {
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  const page = text(result?.address) ?? "jobs";
  if (state === "done") return { kind: "jobDone" as const, title: text(result?.summary) ?? `${title}已完成`, page };
  if (state === "failed")
    return { kind: "jobFailed" as const, title: `${title}未完成：${message ?? "原因不明"}`, page };
  return null;
}
