import { expect, test } from "vitest";
import { readAhead } from "./ahead.ts";

/** Numbers from 1, noting when each was begun; the one named fails. */
function numbers(most: number, failing?: number) {
  const begun: number[] = [];
  let isEnded = false;
  async function* made() {
    try {
      for (let n = 1; n <= most; n += 1) {
        begun.push(n);
        await Promise.resolve();
        if (n === failing) throw new Error(`第 ${n} 个做不出来`);
        yield n;
      }
    } finally {
      isEnded = true;
    }
  }
  return { source: made(), begun, isEnded: () => isEnded };
}

test("一边做一边备下一个：次序不变，至多先备两个", async () => {
  const { source, begun } = numbers(5);
  const taken: number[] = [];
  for await (const n of readAhead(source)) {
    taken.push(n);
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun.length).toBe(Math.min(5, n + 1));
  }
  expect(taken).toEqual([1, 2, 3, 4, 5]);
});

test("备的时候出错：轮到它才说，前面的照做", async () => {
  const { source } = numbers(5, 3);
  const taken: number[] = [];
  const reading = async () => {
    for await (const n of readAhead(source)) taken.push(n);
  };
  await expect(reading()).rejects.toThrow("第 3 个做不出来");
  expect(taken).toEqual([1, 2]);
});

test("中途停下：已开始的收好尾，不再备新的", async () => {
  const { source, begun, isEnded } = numbers(5);
  for await (const n of readAhead(source)) if (n === 2) break;
  expect(isEnded()).toBe(true);
  expect(begun.length).toBeLessThanOrEqual(3);
});
