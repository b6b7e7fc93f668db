import { describe, expect, test } from "vitest";
import { afterDispute, whyNotDecide } from "./rules.ts";

describe("裁定", () => {
  const parties = { persons: ["a", "b"], divisions: ["one", "two"] };
  test.each([
    ["办公室的人", { personId: "c", divisionId: "office" }, null],
    ["报送人", { personId: "a", divisionId: "office" }, "disputes.decide.party"],
    ["不在本机构任职的", { personId: null, divisionId: null }, "disputes.decide.party"],
    ["一方科室的人", { personId: "c", divisionId: "two" }, "disputes.decide.division"],
  ] as const)("%s", (_title, decider, code) => {
    expect(whyNotDecide({ state: "open" }, decider, parties)?.code ?? null).toBe(code);
  });

  test("裁定过的不再裁定；争议的日子不计入保护期", () => {
    expect(whyNotDecide({ state: "decided" }, { personId: "c", divisionId: null }, parties)?.code).toBe(
      "disputes.decide.state",
    );
    expect(afterDispute({ expiresOn: "2026-09-05", reportDueOn: "2026-04-19" }, "2026-03-05", "2026-03-15")).toEqual({
      expiresOn: "2026-09-15",
      reportDueOn: "2026-04-29",
    });
  });
});
