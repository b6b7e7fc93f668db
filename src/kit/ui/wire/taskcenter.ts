import { useSyncExternalStore } from "react";

/** Whether 任务中心 stands open. Whoever starts a job may open it, the shell shows it. */
let isOpen = false;
let started = 0;
const listeners = new Set<() => void>();

export const openTaskCenter = () => set(true);
export const closeTaskCenter = () => set(false);
export const useTaskCenterOpen = () => useSyncExternalStore(listen, () => isOpen);

/** Told after starting a job, so that the centre looks at once. */
export function jobStarted(): void {
  started += 1;
  for (const hear of listeners) hear();
}
export const useJobsStarted = () => useSyncExternalStore(listen, () => started);

function set(next: boolean): void {
  isOpen = next;
  for (const hear of listeners) hear();
}

function listen(hear: () => void): () => void {
  listeners.add(hear);
  return () => listeners.delete(hear);
}
