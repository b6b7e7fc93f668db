import { describe, expect, test, vi } from "vitest";
import { openInWorker } from "./pglite.ts";

/** A thread that answers so many questions and then does this. */
const thread = (answers: number, then: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from "node:worker_threads";
    let left = ${answers};
    parentPort.on("message", ({ number }) => {
      if (left-- > 0) parentPort.postMessage({ number, bytes: new Uint8Array([7]) });
      else { ${then} }
    });`)}`,
  );

describe("内嵌数据库的线程", () => {
  test.each([
    ["不再应答", "", "embedded database gave no answer in 0.2 s"],
    ["自行退出", "process.exit(3)", "embedded database ended"],
    ["抛出异常", 'throw new Error("破")', "破"],
  ])("%s：等着的和后来的都得到拒绝，只报一次", async (_how, then, message) => {
    const lost = vi.fn();
    const engine = await openInWorker("", { script: thread(2, then), lost, patience: 200 });
    expect([...(await engine.exchange(new Uint8Array()))]).toEqual([7]);
    const asked = [engine.exchange(new Uint8Array()), engine.exchange(new Uint8Array())];
    for (const each of asked) await expect(each).rejects.toThrow(message);
    await expect(engine.exchange(new Uint8Array())).rejects.toThrow(message);
    expect(lost).toHaveBeenCalledOnce();
  });

  test("正常关闭不算丢失", async () => {
    const lost = vi.fn();
    const engine = await openInWorker("", { script: thread(9, ""), lost, patience: 5_000 });
    await engine.close();
    await expect(engine.exchange(new Uint8Array())).rejects.toThrow("embedded database ended");
    expect(lost).not.toHaveBeenCalled();
  });
});
