import { describe, expect, test } from "vitest";
import national from "../../../../packs/national/2020.json" with { type: "json" };
import { ProjectsPack, trackOf } from "../pack.ts";
import type { Stage, Track } from "../words.ts";
import { ledgerSteps } from "./rules.ts";

const pack = ProjectsPack.parse(national.projects);
const today = "2026-03-05";
const lead = (happenedOn: string) => ({
  id: "lead",
  stage: "lead" as const,
  happenedOn,
  byId: null,
  verifiedAt: null,
  recognizedAt: null,
});

function say(track: Track, dates: Partial<Record<Stage, string>>, stage: Stage | null = null) {
  const told = ledgerSteps(
    trackOf(pack, track),
    [lead("2025-01-05")],
    { stage, dates, receivedOn: "2025-01-05" },
    today,
  );
  return {
    steps: told.steps.map((step) => [step.stage, step.happenedOn, step.skipReason]),
    problems: told.problems.map(({ field, message }) => `${field}：${message}`),
    warnings: told.warnings.map(({ message }) => message),
  };
}

describe("台账一行到了哪一阶段", () => {
  test("日期齐全的逐个登记", () => {
    const told = say("landManufacturing", { negotiating: "2025-02-01", approved: "2025-03-01", signed: "2025-04-01" });
    expect(told.steps.map(([stage]) => stage)).toEqual(["negotiating", "approved", "signed"]);
    expect([told.problems, told.warnings]).toEqual([[], []]);
  });

  test("没有记载的阶段略过并说明，不编日期", () => {
    const told = say("landManufacturing", { signed: "2025-04-01" });
    expect(told.steps).toEqual([["signed", "2025-04-01", "原台账没有记载"]]);
    expect(told.warnings).toEqual([expect.stringContaining("没有“在谈”、“评审通过”的日期")]);
  });

  test.each<[string, Track, Partial<Record<Stage, string>>, Stage | null, RegExp]>([
    [
      "日期倒了",
      "landManufacturing",
      { negotiating: "2025-05-01", signed: "2025-04-01" },
      null,
      /signedOn：签约日期.*早于在谈/,
    ],
    ["早于接到", "landManufacturing", { negotiating: "2025-01-01" }, null, /negotiatingOn：在谈日期.*早于线索/],
    ["还没到", "landManufacturing", { negotiating: "2026-05-01" }, null, /还没有到/],
    ["服务业没有开工", "service", { building: "2025-05-01" }, null, /“非征地服务·总部”没有“开工”这个阶段/],
    [
      "阶段比日期靠前",
      "landManufacturing",
      { negotiating: "2025-02-01" },
      "signed",
      /stage：当前阶段写的是签约，请填写签约日期/,
    ],
    ["类型里没有的阶段", "fund", { negotiating: "2025-02-01" }, "building", /stage：“基金平台”没有“开工”这个阶段/],
  ])("%s：退回，用页面上的话", (_, track, dates, stage, why) => {
    expect(say(track, dates, stage).problems).toEqual([expect.stringMatching(why)]);
  });

  test("在谈没有日期的，按接到日期并提示；阶段写得比日期早的，按日期", () => {
    expect(say("service", {}, "negotiating").steps).toEqual([["negotiating", "2025-01-05", null]]);
    const told = say("service", { negotiating: "2025-02-01", signed: "2025-03-01" }, "negotiating");
    expect(told.warnings.at(-1)).toBe("当前阶段写的是在谈，但日期已到签约，按日期登记");
  });
});
