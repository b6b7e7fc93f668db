import pg from "pg";

/** One line of the table. */
export interface Row {
  work: string;
  /** What it was asked of: rows hit, page size. */
  of: string;
  /** Milliseconds; null where there is nothing to compare with. */
  floor: number | null;
  ours: number;
  /** Ours ÷ floor in processor time; only where the database runs in this process. Says more than the clock on a busy machine. */
  cpu?: number | null;
  /** What quality.md asks of `floor` and `ours`. */
  goal: number | null;
  /** Over HTTP, milliseconds, and what is asked of it. */
  p95: number | null;
  p95Goal: number | null;
  /** Statements of one call, without begin, role, agency and commit. */
  statements: number | null;
  note: string;
}

type Try = (round: number) => Promise<unknown>;

const rounds = 40;

interface Sides {
  floor: number;
  ours: number;
  /** Ours ÷ floor in processor time of this process: means something where the database runs in it. */
  cpu: number;
}

/** A B A B: whatever drifts on a shared machine hits both alike. */
export async function sideBySide(floor: Try, ours: Try, times = rounds): Promise<Sides> {
  for (let round = 0; round < 6; round++) {
    await floor(round);
    await ours(round);
  }
  const [left, right]: [number[], number[]] = [[], []];
  let [leftCpu, rightCpu] = [0, 0];
  for (let round = 0; round < times; round++) {
    const start = cpuNow();
    left.push(await timed(() => floor(round)));
    const between = cpuNow();
    right.push(await timed(() => ours(round)));
    leftCpu += between - start;
    rightCpu += cpuNow() - between;
  }
  return { floor: quantile(left, 0.5), ours: quantile(right, 0.5), cpu: rightCpu / leftCpu };
}

function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export function quantile(times: number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export interface Told {
  text: string;
  ms: number;
}

/** Every statement that goes over any wire while `work` runs. */
export async function listening(work: () => Promise<unknown>): Promise<Told[]> {
  const told: Told[] = [];
  const query = Reflect.get(pg.Client.prototype, "query") as (...asked: unknown[]) => Promise<unknown>;
  const heard = async function heard(this: pg.Client, ...asked: unknown[]) {
    const [first] = asked as [string | { text: string }];
    const statement = { text: typeof first === "string" ? first : first.text, ms: 0 };
    told.push(statement);
    const started = performance.now();
    const answer = await query.apply(this, asked);
    statement.ms = performance.now() - started;
    return answer;
  };
  Reflect.set(pg.Client.prototype, "query", heard);
  try {
    await work();
  } finally {
    Reflect.set(pg.Client.prototype, "query", query);
  }
  return told;
}

export const isWork = ({ text }: Told): boolean => !/^(begin|commit|rollback)/.test(text);
