import { describe, expect, test } from "vitest";
import national from "../../../../packs/national/2020.json" with { type: "json" };
import { ProjectsPack } from "../pack.ts";
import type { Standing } from "../words.ts";
import { whyNotStanding } from "./rules.ts";

const { reasons } = ProjectsPack.parse(national.projects);
const ask = (now: Standing, wanted: object, mayReopen = false) =>
  whyNotStanding(
    { standing: "lost", happenedOn: "2026-03-01", reason: null, wentTo: "", note: "", ...wanted },
    { standing: now, standingOn: now === "ongoing" ? null : "2026-02-01", receivedOn: "2026-01-05" },
    { reasons, today: "2026-03-05", mayReopen },
  )?.code.replace("standings.change.", "") ?? null;

describe("推进状态", () => {
  test.each<[string, Standing, object, string | null]>([
    ["流失不说原因", "ongoing", {}, "reason"],
    ["原因不在规则包里", "ongoing", { reason: "没谈成", wentTo: "示例丁市" }, "reason"],
    ["流失不说流向", "ongoing", { reason: "落户其他地区" }, "wentTo"],
    ["流失说全了", "ongoing", { reason: "落户其他地区", wentTo: "示例丁市" }, null],
    ["其他原因不写说明", "ongoing", { standing: "dormant", reason: "其他原因" }, "note"],
    ["休眠", "ongoing", { standing: "dormant", reason: "投资方暂缓决策" }, null],
    ["休眠后恢复", "dormant", { standing: "ongoing" }, null],
    ["恢复早于休眠", "dormant", { standing: "ongoing", happenedOn: "2026-01-31" }, "order"],
    ["日期在今天之后", "ongoing", { happenedOn: "2026-03-06" }, "future"],
    ["没有变化", "ongoing", { standing: "ongoing" }, "same"],
    ["已流失的由专员恢复", "lost", { standing: "ongoing", note: "重新接洽" }, "reopen"],
  ])("%s", (_, now, wanted, code) => {
    expect(ask(now, wanted)).toBe(code);
  });

  test("已结束的由科长或主任恢复，要写明为什么", () => {
    expect(ask("lost", { standing: "ongoing" }, true)).toBe("note");
    expect(ask("lost", { standing: "ongoing", note: "投资方重新提出" }, true)).toBeNull();
  });
});
