import { randomUUID } from "node:crypto";

/**
 * 轮值: what nobody asks for and is done all the same, every so often: sending what waits, clearing what is old enough.
 * Each server makes its rounds; the work itself takes rows with `skip locked` or deletes by date, so two may meet.
 */
export interface Patrol {
  name: string;
  /** Milliseconds between the end of one and the beginning of the next. */
  every: number;
  /** Answers how much it did; what was full is gone over again at once. */
  work: (stopping: AbortSignal) => Promise<boolean>;
}

export interface Patrols {
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

interface Says {
  patrols: readonly Patrol[];
  log: (fault: { id: string; job: string | null; error: unknown }) => void;
}

const waking = new Set<(name: string) => void>();

/** Called by a command that leaves something for a patrol; it looks soon after, when the command has been committed. */
export function wakePatrol(name: string): void {
  for (const wake of waking) wake(name);
}

const soon = [20, 400];

export function makePatrols({ patrols, log }: Says): Patrols {
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();

  const later = (patrol: Patrol, wait: number) => {
    clearTimeout(timers.get(patrol.name));
    if (!stopping.signal.aborted) timers.set(patrol.name, setTimeout(() => go(patrol), wait).unref());
  };
  const go = (patrol: Patrol) => {
    if (stopping.signal.aborted || underWay.has(patrol.name)) return;
    const ended = patrol
      .work(stopping.signal)
      .catch((error: unknown) => {
        log({ id: randomUUID(), job: patrol.name, error });
        return false;
      })
      .then((isFull) => {
        underWay.delete(patrol.name);
        later(patrol, isFull ? 0 : patrol.every);
      });
    underWay.set(patrol.name, ended);
  };
  const wake = (name: string) => {
    const patrol = patrols.find((each) => each.name === name);
    if (patrol) for (const wait of soon) setTimeout(() => go(patrol), wait).unref();
  };
  waking.add(wake);
  for (const patrol of patrols) later(patrol, Math.min(patrol.every, 3_000));
  return {
    stop: async () => {
      stopping.abort();
      waking.delete(wake);
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(underWay.values());
    },
  };
}
