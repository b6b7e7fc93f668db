import { describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { inWorker, workerBeside } from "./isolated.ts";
import type { Reading } from "./read.ts";

const worker = workerBeside("../../../../tests/support/readingworker", import.meta.url);
const allowance = { seconds: 10, megabytes: 256 };

async function refusalOf(input: unknown, given = allowance): Promise<Failure> {
  const error: unknown = await inWorker(worker, input, given).catch((reason: unknown) => reason);
  if (error instanceof Failure) return error;
  throw error instanceof Error ? error : new Error("read");
}

describe("隔离读取", () => {
  test("读出的文件与拒绝的话都原样带回，原件还在", async () => {
    const bytes = new TextEncoder().encode("全年收入101.93亿元。");
    const reading = await inWorker<Reading>(worker, { bytes, name: "报告.txt" }, allowance);
    expect(reading.document.blocks).toMatchObject([{ kind: "paragraph", text: "全年收入101.93亿元。" }]);
    expect(bytes).toHaveLength(27);
    expect(await refusalOf({ name: "空.txt" })).toMatchObject({ kind: "refused", code: "document.empty" });
  });

  test("不肯停的、占内存的、自己退出的、留下烂摊子的：都说成拒绝", async () => {
    expect(await refusalOf({ deed: "loop" }, { seconds: 2, megabytes: 256 })).toMatchObject({
      code: "document.slow",
      message: expect.stringContaining("读取超过 2 秒"),
    });
    expect((await refusalOf({ deed: "hoard" }, { seconds: 10, megabytes: 64 })).code).toBe("document.memory");
    expect((await refusalOf({ deed: "leave" })).code).toBe("document.stopped");
    expect((await refusalOf({ deed: "leak" })).code).toBe("document.stopped");
  });

  test("答得好的线程留着再用，出过事的不再用，用过之后才出事的换一个", async () => {
    const nameOf = (deed = "name") => inWorker<number>(worker, { deed }, allowance);
    const first = await nameOf();
    expect(await nameOf()).toBe(first);
    expect((await refusalOf({ deed: "leave" })).code).toBe("document.stopped");
    const second = await nameOf("linger");
    expect(second).not.toBe(first);
    // It answered, and dies while the next file is read: that file is read all the same.
    const reading = inWorker<number>(worker, { deed: "name" }, allowance);
    expect(await reading).toBeGreaterThanOrEqual(second);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await nameOf()).not.toBe(second);
  });

  test("我们自己的错不说成文件的错", async () => {
    await expect(inWorker(worker, { deed: "fault" }, allowance)).rejects.toThrow(/own mistake/);
    await expect(inWorker(workerBeside("nowhere", import.meta.url), {}, allowance)).rejects.not.toBeInstanceOf(Failure);
  });

  test("建成之后的地址是同一文件夹里的 .js", () => {
    expect(workerBeside("checkworker", "file:///app/dist/server/chunk-1.js").href).toBe(
      "file:///app/dist/server/checkworker.js",
    );
  });
});
