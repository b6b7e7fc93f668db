import { describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { openTurns } from "./turns.ts";

const refuse = (why: string) => new Failure("refused", `turns.${why}`, "请稍候");
const here = () => new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when told to, and says so when it begins. */
function open(turn: ReturnType<typeof openTurns>, begun: string[]) {
  return (name: string, signal = here()) => {
    let end = () => {};
    const done = turn(signal, () => {
      begun.push(name);
      return new Promise<string>((resolve) => {
        end = () => resolve(name);
      });
    });
    const told = done.catch((error: Failure) => error.code);
    return { told, end: () => end() };
  };
}

describe("排队", () => {
  test("同时只做这么多，其余按先后等着，再多就请稍候", async () => {
    const begun: string[] = [];
    const ask = open(openTurns({ atOnce: 2, waiting: 2 }, refuse), begun);
    const [a, b, c, d, e] = [ask("a"), ask("b"), ask("c"), ask("d"), ask("e")];
    await settled();
    expect([begun.join(""), await e.told]).toEqual(["ab", "turns.full"]);
    b.end();
    await settled();
    expect([await b.told, begun.join("")]).toEqual(["b", "abc"]);
    a.end();
    await settled();
    c.end();
    d.end();
    expect([await a.told, await c.told, await d.told, begun.join("")]).toEqual(["a", "c", "d", "abcd"]);
  });

  test("等着的人走了，后面的往前一位；正在做的人走了，做完才轮到下一位", async () => {
    const begun: string[] = [];
    const ask = open(openTurns({ atOnce: 1, waiting: 5 }, refuse), begun);
    const [first, second] = [new AbortController(), new AbortController()];
    const a = ask("a", first.signal);
    const b = ask("b", second.signal);
    const c = ask("c");
    await settled();
    second.abort();
    first.abort();
    expect([await a.told, await b.told, begun.join("")]).toEqual(["turns.left", "turns.left", "a"]);
    a.end();
    await settled();
    expect(begun.join("")).toBe("ac");
    c.end();
    expect(await c.told).toBe("c");
  });

  test("做砸了也让出位置，早已走的人不排队", async () => {
    const turn = openTurns({ atOnce: 1, waiting: 0 }, refuse);
    await expect(turn(here(), () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    await expect(turn(AbortSignal.abort(), async () => 1)).rejects.toMatchObject({ code: "turns.left" });
    expect(await turn(here(), async () => 2)).toBe(2);
  });
});
