import { expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import type { Context } from "./context.ts";
import { news, tell, when } from "./news.ts";

const landed = news<{ id: string }>("projectLanded");
const other = news<{ id: string }>("companyMerged");

test("消息按声明的先后告知，只告知在听这件事的人，并把回答带回来", async () => {
  const heard: string[] = [];
  const reactions = [
    when(landed, async (_ctx, { id }) => `甲 ${heard.push(`甲 ${id}`)}`),
    when(other, async () => heard.push("不该听到")),
    when(landed, async (_ctx, { id }) => `乙 ${heard.push(`乙 ${id}`)}`),
  ];
  const answers = await tell({ reactions } as unknown as Context, landed, { id: "p1" });
  expect(heard).toEqual(["甲 p1", "乙 p1"]);
  expect(answers).toEqual(["甲 1", "乙 2"]);
});

test("听者拒绝，整件事就被拒绝，后面的听者不再告知", async () => {
  const heard: string[] = [];
  const reactions = [
    when(landed, async () => {
      throw new Failure("refused", "incentives.closed", "政策已停止受理");
    }),
    when(landed, async () => heard.push("不该听到")),
  ];
  await expect(tell({ reactions } as unknown as Context, landed, { id: "p1" })).rejects.toThrow("政策已停止受理");
  expect(heard).toEqual([]);
});
