import { describe, expect, test } from "vitest";
import {
  endLight,
  mandateLight,
  mandateStateOn,
  whyNotEnd,
  whyNotMandated,
  whyNotOverlapping,
  whyNotTyped,
} from "./rules.ts";

const today = "2026-03-05";
const term = { fromOn: "2026-01-01", toOn: "2026-12-31", endedOn: null };

describe("委托与回避", () => {
  test.each([
    [{ declaration: "none", declaredOn: null }, "intermediaries.mandate.undeclared"],
    [{ declaration: "publicServant", declaredOn: "2026-01-01" }, "intermediaries.mandate.excluded"],
    [{ declaration: "related", declaredOn: "2026-01-01" }, "intermediaries.mandate.excluded"],
    [{ declaration: "clear", declaredOn: "2026-03-06" }, "intermediaries.mandate.declaredLater"],
    [{ declaration: "clear", declaredOn: "2025-03-01" }, "intermediaries.mandate.declaredLongAgo"],
    [{ declaration: "clear", declaredOn: "2026-03-01" }, null],
  ] as const)("%o → %s", (declared, code) => {
    expect(whyNotMandated(declared, today, 365)?.code ?? null).toBe(code);
  });

  test("状态按日期得出：未生效、有效、到期、终止", () => {
    expect(mandateStateOn(term, "2025-12-31")).toBe("upcoming");
    expect(mandateStateOn(term, "2026-12-31")).toBe("inForce");
    expect(mandateStateOn(term, "2027-01-01")).toBe("expired");
    expect(mandateStateOn({ ...term, endedOn: "2026-03-01" }, today)).toBe("ended");
  });

  test("灯按规则包的天数亮，不在有效期的不亮", () => {
    const days = { ending: 30, urgent: 5 };
    const stateAt = (toOn: string) => mandateLight({ ...term, toOn }, today, days)?.state ?? null;
    expect(["2026-03-04", "2026-03-10", "2026-03-11", "2026-04-04", "2026-04-05"].map(stateAt)).toEqual([
      null,
      "red",
      "yellow",
      "yellow",
      "green",
    ]);
    expect(endLight("2026-03-02", today, days)).toMatchObject({ state: "red", text: "已届满 3 天" });
    expect(endLight("2026-03-05", today, days).text).toBe("今天到期");
  });

  test("同一范围同时只有一份；终止之后可以另签", () => {
    const other = { ...term, number: "1号", scope: "装备制造" };
    expect(whyNotOverlapping({ ...term, scope: "装备制造" }, [other])?.code).toBe("intermediaries.mandate.overlap");
    expect(whyNotOverlapping({ ...term, scope: "生物医药" }, [other])).toBeNull();
    const ended = { ...other, endedOn: "2026-02-01" };
    expect(whyNotOverlapping({ ...term, fromOn: "2026-02-02", scope: "装备制造" }, [ended])).toBeNull();
  });

  test("终止日期不在将来；个人没有信用代码", () => {
    expect(whyNotEnd(term, "2026-03-06", today)?.code).toBe("intermediaries.mandate.endFuture");
    expect(whyNotTyped({ kind: "person", creditCode: "x", companyId: null })?.code).toBe("intermediaries.person.code");
  });
});
