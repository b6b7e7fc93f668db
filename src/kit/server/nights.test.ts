import { afterEach, describe, expect, test } from "vitest";
import { keepNights } from "./nights.ts";

let clock = new Date("2026-03-05T02:00:00+08:00");
let used: Date | null = null;
let done: string[] = [];
const said: string[] = [];
const keepers: ReturnType<typeof keepNights>[] = [];
afterEach(async () => {
  for (const keeper of keepers.splice(0)) await keeper.stop();
  said.length = 0;
  done = [];
  used = null;
});

const begin = (at: string, work = async () => void done.push(clock.toISOString())) => {
  clock = new Date(at);
  const keeper = keepNights({
    nights: [{ title: "夜间示例", work }],
    now: () => clock,
    lastUsed: () => used,
    log: (message) => void said.push(message),
  });
  keepers.push(keeper);
  return keeper;
};
const pass = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000);
};

describe("夜间任务", () => {
  test("夜里安静两分钟就做，一天一次", async () => {
    const keeper = begin("2026-03-05T02:00:00+08:00");
    await keeper.look();
    expect(done).toEqual([]);
    pass(2);
    await keeper.look();
    pass(60);
    await keeper.look();
    expect(done).toHaveLength(1);
    pass(24 * 60);
    await keeper.look();
    expect(done).toHaveLength(2);
  });

  test("夜里没开机的，白天等安静一刻钟", async () => {
    const keeper = begin("2026-03-05T09:00:00+08:00");
    pass(14);
    await keeper.look();
    used = clock;
    pass(14);
    await keeper.look();
    expect(done).toEqual([]);
    pass(1);
    await keeper.look();
    expect(done).toHaveLength(1);
  });

  test("没做完的写进日志，一小时后再试", async () => {
    let failures = 0;
    const keeper = begin("2026-03-05T01:00:00+08:00", async () => {
      failures += 1;
      if (failures === 1) throw new Error("断了");
    });
    pass(5);
    await keeper.look();
    expect(said).toEqual(["夜间示例没有完成，一小时后再试"]);
    pass(30);
    await keeper.look();
    expect(failures).toBe(1);
    pass(31);
    await keeper.look();
    expect(failures).toBe(2);
  });
});
