import { expect, test } from "vitest";
import { setStage } from "../support/journey.ts";
import { walkPages } from "../support/pagewalk.ts";

const { journey } = setStage();

test(
  "每一页（电脑）：浅色、深色都没有严重的无障碍问题，键盘都走得到，不横向滚动",
  journey(async ({ openAs }) => {
    expect(await walkPages("desktop", openAs)).toEqual([]);
  }),
);
