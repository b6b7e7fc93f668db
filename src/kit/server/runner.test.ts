import { setTimeout as later } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { Failure } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import { contextOf } from "#tests/support/context.ts";
import { testDatabase } from "#tests/support/database.ts";
import { type Actor, type Context, nobody } from "./context.ts";
import type { Database } from "./database.ts";
import { cancelJob, type Job, job, type Run, startJob } from "./jobs.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { type Runner, runJobs } from "./runner.ts";

const agencyId = "0193a000-0000-7000-8000-00000000000a";
const account = "0193a000-0000-7000-8000-0000000000aa";
const now = new Date("2023-03-05T02:00:00Z");
const app = { role: "app", agencyId } as const;

function promised() {
  let keep = () => {};
  const promise = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
}

describe("任务", () => {
  let database: Database;
  const runners: Runner[] = [];
  const faults: unknown[] = [];
  const actorOf = async (): Promise<Actor | null> => ({ ...nobody, accountId: account, agencyId, via: "job" });

  beforeAll(async () => {
    database = await testDatabase();
    await migrate(database, readMigrations("migrations"), new Date());
    await owner((db) =>
      db.execute(sql`create table step (job uuid not null, number integer not null, primary key (job, number))`),
    );
    await owner((db) => db.execute(sql`grant select, insert on step to luodi_app`));
  }, 60_000);
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    faults.length = 0;
    await owner((db) => db.execute(sql`delete from job`));
  });
  afterAll(() => database.close());

  const owner = <T>(work: Parameters<typeof database.transaction<T>>[1]) =>
    database.transaction({ role: "owner" }, work);
  const act = <T>(work: (ctx: Context) => Promise<T>, who = account) =>
    database.transaction(app, (db) => work(contextOf(db, agencyId, who, now)));
  const begin = (jobs: Job[], more: Partial<Parameters<typeof runJobs>[0]> = {}) => {
    const log = ({ id, error }: { id: string; error: unknown }) => void faults.push({ id, error });
    const runner = runJobs({ database, jobs, actorOf, log, pollEvery: 20, ...more });
    runners.push(runner);
    return runner;
  };
  const rowOf = async (id: string) => {
    const { rows } = await owner((db) =>
      db.execute(sql`select *, alive_at is not null as is_alive from job where id = ${id}`),
    );
    return rows[0] ?? {};
  };
  const stateBecomes = (id: string, state: string) =>
    vi.waitFor(async () => expect(await rowOf(id)).toMatchObject({ state }), { timeout: 25_000, interval: 10 });
  const stepsOf = async (id: string) => {
    const { rows } = await owner((db) =>
      db.execute<{ number: number }>(sql`select number from step where job = ${id} order by number`),
    );
    return rows.map(({ number }) => number);
  };

  /** Each step may be run again: it inserts what is not there yet. */
  const takeStep = (run: Run<unknown>, number: number) =>
    run.transaction(app, (db) =>
      db.execute(sql`insert into step values (${run.id}, ${number}) on conflict do nothing`),
    );
  const counting = job({
    kind: "tests.count",
    title: "逐步处理",
    input: z.object({ steps: z.int() }),
    work: async (run) => {
      for (let number = 1; number <= run.input.steps; number++) {
        await takeStep(run, number);
        await run.progress(number, run.input.steps, `已处理 ${number} 项`);
      }
      return { steps: run.input.steps };
    },
  });
  /** Waits inside the work until the test lets it go on. */
  const gated = () => {
    const [gate, entered] = [promised(), promised()];
    const declared = job({
      kind: "tests.gated",
      title: "等待",
      input: z.object({}),
      work: async (run) => {
        await takeStep(run, 1);
        entered.keep();
        await gate.promise;
        await takeStep(run, 2);
        return undefined;
      },
    });
    return { declared, entered: entered.promise, go: gate.keep };
  };

  test("随命令一起提交，完成后留下进度与结果", async () => {
    begin([counting]);
    const id = await act((ctx) => startJob(ctx, counting, { steps: 3 }));
    await stateBecomes(id, "done");
    expect(await rowOf(id)).toMatchObject({
      done: 3,
      total: 3,
      message: "已处理 3 项",
      result: { steps: 3 },
      attempts: 0,
      is_alive: false,
    });
    expect(await stepsOf(id)).toEqual([1, 2, 3]);
  });

  test("不等轮询，提交之后很快开始", async () => {
    begin([counting], { pollEvery: 3_600_000 });
    const id = await act((ctx) => startJob(ctx, counting, { steps: 1 }));
    await stateBecomes(id, "done");
    expect(await stepsOf(id)).toEqual([1]);
  });

  test("被拒绝的命令不留下任务", async () => {
    const refused = act(async (ctx) => {
      await startJob(ctx, counting, { steps: 1 });
      throw new Failure("refused", "tests.no", "不行");
    });
    await expect(refused).rejects.toThrow("不行");
    const { rows } = await owner((db) => db.execute(sql`select 1 from job`));
    expect(rows).toEqual([]);
  });

  test("未到时间的不执行", async () => {
    let clock = now;
    begin([counting], { now: () => clock });
    const id = await act((ctx) =>
      startJob(ctx, counting, { steps: 1 }, { notBefore: new Date("2023-03-06T00:00:00Z") }),
    );
    const sooner = await act((ctx) => startJob(ctx, counting, { steps: 1 }));
    await stateBecomes(sooner, "done");
    expect(await rowOf(id)).toMatchObject({ state: "queued" });
    clock = new Date("2023-03-06T00:00:01Z");
    await stateBecomes(id, "done");
  });

  test("规则说不的，以那句话告知；故障只给编号", async () => {
    const refusing = job({
      kind: "tests.refuse",
      title: "被拒",
      input: z.object({}),
      work: () => Promise.reject(new Failure("refused", "tests.no", "预算余额不足，请先调剂")),
    });
    const broken = job({
      kind: "tests.break",
      title: "出错",
      input: z.object({}),
      work: () => Promise.reject(new Error("secret")),
    });
    begin([refusing, broken]);
    const [first, second] = [
      await act((ctx) => startJob(ctx, refusing, {})),
      await act((ctx) => startJob(ctx, broken, {})),
    ];
    await stateBecomes(first, "failed");
    await stateBecomes(second, "failed");
    expect(await rowOf(first)).toMatchObject({ message: "预算余额不足，请先调剂" });
    const { message } = await rowOf(second);
    expect(faults).toHaveLength(1);
    expect(message).toContain((faults[0] as { id: string }).id);
    expect(message).not.toContain("secret");
  });

  test("账号已停用的任务不执行", async () => {
    begin([counting], { actorOf: async () => null });
    const id = await act((ctx) => startJob(ctx, counting, { steps: 2 }));
    await stateBecomes(id, "failed");
    expect(await rowOf(id)).toMatchObject({ message: expect.stringContaining("账号已停用") });
    expect(await stepsOf(id)).toEqual([]);
  });

  test("内容与当前版本不符的任务以文字拒绝", async () => {
    const id = await act((ctx) => startJob(ctx, counting, { steps: 2 }));
    await owner((db) => db.execute(sql`update job set input = '{"old": true}' where id = ${id}`));
    begin([counting]);
    await stateBecomes(id, "failed");
    expect(await rowOf(id)).toMatchObject({ message: expect.stringContaining("重新发起") });
  });

  test("排队中的可以取消；执行中的做完当前一步后停下；结束后不能取消", async () => {
    const waiting = await act((ctx) => startJob(ctx, counting, { steps: 1 }));
    await act((ctx) => cancelJob(ctx, waiting));
    const { declared, entered, go } = gated();
    begin([counting, declared]);
    const id = await act((ctx) => startJob(ctx, declared, {}));
    await entered;
    await act((ctx) => cancelJob(ctx, id));
    go();
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    expect(await rowOf(id)).toMatchObject({ state: "cancelled", message: "已由发起人取消" });
    expect(await stepsOf(id)).toEqual([1]);
    expect(await stepsOf(waiting)).toEqual([]);
    await expect(act((ctx) => cancelJob(ctx, id))).rejects.toMatchObject({ code: "jobs.finished" });
    await expect(act((ctx) => cancelJob(ctx, id), newId())).rejects.toMatchObject({ code: "jobs.missing" });
  });

  test("停机时做完当前一步，任务回到队列，下次从头做且结果一样", async () => {
    const { declared, entered, go } = gated();
    const runner = begin([declared]);
    const id = await act((ctx) => startJob(ctx, declared, {}));
    await entered;
    const stopped = runner.stop();
    go();
    await stopped;
    expect(await rowOf(id)).toMatchObject({ state: "queued", attempts: 0 });
    expect(await stepsOf(id)).toEqual([1]);
    begin([declared]);
    await stateBecomes(id, "done");
    expect(await stepsOf(id)).toEqual([1, 2]);
  });

  test("上次执行者已死的任务重新排队，第五次中断后不再重试", async () => {
    const [again, spent] = [
      await act((ctx) => startJob(ctx, counting, { steps: 2 })),
      await act((ctx) => startJob(ctx, counting, { steps: 2 })),
    ];
    await owner((db) => db.execute(sql`update job set state = 'running', alive_at = now() - interval '31 seconds'`));
    await owner((db) => db.execute(sql`update job set attempts = 4 where id = ${spent}`));
    begin([counting]);
    await stateBecomes(again, "done");
    expect(await rowOf(again)).toMatchObject({ attempts: 1 });
    await stateBecomes(spent, "failed");
    expect(await rowOf(spent)).toMatchObject({ attempts: 5, message: expect.stringContaining("中断了 5 次") });
  });

  test("被误认为已死的执行者回来后，下一步就停下，什么也不写", async () => {
    const { declared, entered, go } = gated();
    const first = begin([declared]);
    const id = await act((ctx) => startJob(ctx, declared, {}));
    await entered;
    await owner((db) =>
      db.execute(sql`update job set attempts = 1, state = 'done', message = '别处已完成' where id = ${id}`),
    );
    go();
    await first.stop();
    expect(await rowOf(id)).toMatchObject({ state: "done", message: "别处已完成", attempts: 1 });
    expect(await stepsOf(id)).toEqual([1]);
  });

  test("在一步之内报告进度不会卡住", async () => {
    const nested = job({
      kind: "tests.nested",
      title: "边做边报",
      input: z.object({}),
      work: async (run) => {
        await run.transaction(app, async () => run.progress(1, 2, "做到一半"));
        return undefined;
      },
    });
    begin([nested]);
    const id = await act((ctx) => startJob(ctx, nested, {}));
    await stateBecomes(id, "done");
    expect(await rowOf(id)).toMatchObject({ done: 1, total: 2, message: "做到一半" });
  });

  test("数据库一时连不上的，过后再试", async () => {
    let calls = 0;
    const flaky = job({
      kind: "tests.flaky",
      title: "一时失败",
      input: z.object({}),
      work: async () => {
        calls += 1;
        if (calls === 1) throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
        return { calls };
      },
    });
    begin([flaky]);
    const id = await act((ctx) => startJob(ctx, flaky, {}));
    await vi.waitFor(async () => expect(await rowOf(id)).toMatchObject({ state: "queued", attempts: 1 }), {
      timeout: 5_000,
    });
    await owner((db) => db.execute(sql`update job set not_before = ${now.toISOString()} where id = ${id}`));
    await stateBecomes(id, "done");
  });

  test("不认识的任务留给认识它的服务器", async () => {
    const id = await act((ctx) => startJob(ctx, { ...counting, kind: "tests.newer" }, { steps: 1 }));
    begin([counting]);
    const known = await act((ctx) => startJob(ctx, counting, { steps: 1 }));
    await stateBecomes(known, "done");
    expect(await rowOf(id)).toMatchObject({ state: "queued" });
  });

  test.runIf(process.env.LUODI_TEST_DATABASE_URL)("几台服务器共用一个队列，每个任务恰好做一次", async () => {
    const done: string[] = [];
    const shared = (server: string) =>
      job({
        kind: "tests.shared",
        title: "共用",
        input: z.object({}),
        work: async (run) => {
          await run.transaction(app, (db) => db.execute(sql`insert into step values (${run.id}, 1)`));
          await later(1);
          done.push(server);
          return undefined;
        },
      });
    for (let i = 0; i < 60; i++) await act((ctx) => startJob(ctx, shared("-"), {}));
    begin([shared("甲")]);
    begin([shared("乙")]);
    await vi.waitFor(
      async () => {
        const { rows } = await owner((db) =>
          db.execute(sql`select state, count(*)::integer as count from job group by state`),
        );
        expect(rows).toEqual([{ state: "done", count: 60 }]);
      },
      { timeout: 20_000, interval: 20 },
    );
    expect(done).toHaveLength(60);
    expect(new Set(done).size).toBe(2);
    expect(faults).toEqual([]);
  });
});
