import { hourOf, today } from "#kit/base/dates.ts";

/**
 * 夜间任务: what is done once a day while nobody works, on whatever database. At night two quiet minutes are enough; a
 * machine that is off at night is given a quiet quarter of an hour of the day. Each work asks the database itself whether
 * today's is done, so that several servers and restarts do no harm.
 */
export interface Night {
  title: string;
  work: () => Promise<void>;
}

interface Says {
  nights: readonly Night[];
  now: () => Date;
  /** When somebody last asked for something. */
  lastUsed: () => Date | null;
  log: (message: string, error?: unknown) => void;
}

const minute = 60_000;
const rhythm = {
  look: 5 * minute,
  quietAtNight: 2 * minute,
  quietByDay: 15 * minute,
  nightEnds: 6,
  retry: 60 * minute,
};

export function keepNights({ nights, now, lastUsed, log }: Says) {
  const started = now();
  let doneOn = "";
  let nextTry = 0;
  let under: Promise<void> | null = null;

  const once = async () => {
    const at = now();
    const wanted = hourOf(at) < rhythm.nightEnds ? rhythm.quietAtNight : rhythm.quietByDay;
    const quiet = at.getTime() - (lastUsed() ?? started).getTime();
    if (doneOn === today(at) || at.getTime() < nextTry || quiet < wanted) return;
    let isWhole = true;
    for (const { title, work } of nights) {
      await work().catch((error: unknown) => {
        isWhole = false;
        log(`${title}没有完成，一小时后再试`, error);
      });
    }
    if (isWhole) doneOn = today(at);
    else nextTry = at.getTime() + rhythm.retry;
  };
  /** What the timer does. */
  const look = (): Promise<void> => {
    under ??= once().finally(() => {
      under = null;
    });
    return under;
  };
  const timer = setInterval(() => void look(), rhythm.look).unref();
  return {
    look,
    stop: async () => {
      clearInterval(timer);
      await under;
    },
  };
}
