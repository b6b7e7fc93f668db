import { randomUUID } from "node:crypto";

/**
 * 轮值: what nobody asks for and is done all the same, every so often: sending what waits, clearing what is old enough.
 * Each server makes its rounds; the work itself takes rows with `skip locked` or deletes by date, so two may meet.
 */
export interface Round {
  name: string;
  /** Milliseconds between the end of one and the beginning of the next. */
  every: number;
  /** Answers how much it did; what was full is gone over again at once. */
  work: (stopping: AbortSignal) => Promise<boolean>;
}

export interface Rounds {
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

interface Says {
  rounds: readonly Round[];
  log: (fault: { id: string; job: string | null; error: unknown }) => void;
}

const waking = new Set<(name: string) => void>();

/** Called by a command that leaves something for a round; it looks soon after, when the command has been committed. */
export function wakeRound(name: string): void {
  for (const wake of waking) wake(name);
}

const soon = [20, 400];

export function makeRounds({ rounds, log }: Says): Rounds {
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();

  const later = (round: Round, wait: number) => {
    clearTimeout(timers.get(round.name));
    if (!stopping.signal.aborted) timers.set(round.name, setTimeout(() => go(round), wait).unref());
  };
  const go = (round: Round) => {
    if (stopping.signal.aborted || underWay.has(round.name)) return;
    const ended = round
      .work(stopping.signal)
      .catch((error: unknown) => {
        log({ id: randomUUID(), job: round.name, error });
        return false;
      })
      .then((isFull) => {
        underWay.delete(round.name);
        later(round, isFull ? 0 : round.every);
      });
    underWay.set(round.name, ended);
  };
  const wake = (name: string) => {
    const round = rounds.find((each) => each.name === name);
    if (round) for (const wait of soon) setTimeout(() => go(round), wait).unref();
  };
  waking.add(wake);
  for (const round of rounds) later(round, Math.min(round.every, 3_000));
  return {
    stop: async () => {
      stopping.abort();
      waking.delete(wake);
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(underWay.values());
    },
  };
}
