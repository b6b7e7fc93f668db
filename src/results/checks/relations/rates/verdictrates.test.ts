import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("说法与比率、与要求", () => {
  test.each([
    ["target-actual", "60日内整改到位的25个问题已全部整改完毕，其整改率为100%。", []],
    ["target-actual", "60日内整改到位的25个问题未能全部整改完毕，其整改率为100%。", ["疑点 未能全部整改完毕"]],
    ["target-actual", "签约任务是80个、400亿元，两项指标均未完成，完成率分别为107.5%和106.7%。", ["疑点 均未完成"]],
    ["target-actual", "受益群众不少于3000人。实际受益2860人，该指标未完成。", []],
    ["target-actual", "受益群众不少于3000人。实际受益2860人，该指标已完成。", ["疑点 该指标已完成"]],
    ["target-actual", "两项招标已全部完成，付款率60%。", []],
  ] as const)("%s：%s", (rule, source, expected) => {
    expect(told(source, rule)).toEqual(expected);
  });
});
