import type { Failure } from "#kit/base/errors.ts";

/** 排队: work that takes a processor for itself. So many at once; further ones wait, first come first served. */
interface Bounds {
  atOnce: number;
  /** Of those who wait; more are refused. */
  waiting: number;
}

export type Turn = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/** `refuse` says why somebody got no turn: too many wait already, or whoever asked has left. */
export function openTurns({ atOnce, waiting }: Bounds, refuse: (why: "full" | "left") => Failure): Turn {
  const queue: (() => void)[] = [];
  let busy = 0;
  const enter = async (signal: AbortSignal) => {
    if (signal.aborted) throw refuse("left");
    if (busy < atOnce) {
      busy += 1;
      return;
    }
    if (queue.length >= waiting) throw refuse("full");
    const turn = withResolve();
    queue.push(turn.take);
    try {
      await unlessLeft(signal, turn.come, refuse);
    } catch (error) {
      const place = queue.indexOf(turn.take);
      if (place >= 0) queue.splice(place, 1);
      // The turn had come in the very moment of leaving.
      else next();
      throw error;
    }
  };
  /** The place is handed to whoever has waited longest. */
  const next = () => {
    const first = queue.shift();
    if (first) first();
    else busy -= 1;
  };
  return async (signal, work) => {
    await enter(signal);
    // Whoever leaves is let go at once; the place is free when the work has really ended.
    return unlessLeft(signal, work().finally(next), refuse);
  };
}

function unlessLeft<T>(signal: AbortSignal, work: Promise<T>, refuse: (why: "left") => Failure): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(refuse("left"));
    signal.addEventListener("abort", leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}

function withResolve(): { come: Promise<void>; take: () => void } {
  let take = () => {};
  const come = new Promise<void>((resolve) => {
    take = resolve;
  });
  return { come, take };
}
