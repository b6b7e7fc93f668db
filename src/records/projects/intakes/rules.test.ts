import { describe, expect, test } from "vitest";
import {
  consentText,
  timingOf,
  whyNotForget,
  whyNotLink,
  whyNotMore,
  whyNotOpen,
  whyNotSetAside,
  whyNotSubmitted,
  whyNotTake,
} from "./rules.ts";

const today = "2026-03-05";
const waiting = { state: "waiting", clearedOn: null } as const;
const taken = { state: "taken", clearedOn: null } as const;
const aside = { state: "aside", clearedOn: null } as const;
const cleared = { state: "aside", clearedOn: "2026-03-01" } as const;

describe("公开来件的规则", () => {
  test("表单：关闭的、过期的、收满的不收；截止当天仍收", () => {
    expect(whyNotOpen({ state: "open", closesOn: today }, today)).toBeNull();
    expect(whyNotOpen({ state: "open", closesOn: "2026-03-04" }, today)?.code).toBe("intakes.door.closed");
    expect(whyNotOpen({ state: "closed", closesOn: null }, today)?.code).toBe("intakes.door.closed");
    expect(whyNotMore(9, 10)).toBeNull();
    expect(whyNotMore(10, 10)?.code).toBe("intakes.door.full");
  });

  test("办理时限：到期当天办的按期，过一天就超期；推算不出时限的不说", () => {
    expect(timingOf(today, today)).toBe("inTime");
    expect(timingOf("2026-03-04", today)).toBe("late");
    expect(timingOf(null, today)).toBe("none");
  });

  test("没有同意的不收，机器填了看不见的一栏不收", () => {
    expect(whyNotSubmitted({ isConsented: false, trap: "" })?.code).toBe("intakes.door.consent");
    expect(whyNotSubmitted({ isConsented: true, trap: "http://x" })?.code).toBe("intakes.door.trap");
    expect(whyNotSubmitted({ isConsented: true, trap: "" })).toBeNull();
  });

  test.each([
    ["承接", whyNotTake, waiting, null],
    ["承接", whyNotTake, aside, null],
    ["承接", whyNotTake, taken, "intakes.take.taken"],
    ["承接", whyNotTake, cleared, "intakes.take.cleared"],
    ["搁置", whyNotSetAside, waiting, null],
    ["搁置", whyNotSetAside, taken, "intakes.aside.taken"],
    ["搁置", whyNotSetAside, aside, "intakes.aside.aside"],
    ["删除", whyNotForget, waiting, "intakes.forget.waiting"],
    ["删除", whyNotForget, taken, null],
    ["删除", whyNotForget, cleared, "intakes.forget.cleared"],
  ] as const)("%s：%o %o → %s", (_, rule, intake, code) => {
    expect(rule(intake)?.code ?? null).toBe(code);
  });

  test("关闭的表单先重新开放；同意语说明保存多久", () => {
    expect(whyNotLink("relink", { state: "closed" })?.code).toBe("intakeLinks.relink.closed");
    expect(whyNotLink("close", { state: "closed" })?.code).toBe("intakeLinks.close.closed");
    expect(whyNotLink("reopen", { state: "open" })?.code).toBe("intakeLinks.reopen.open");
    expect(consentText("本人同意", 180)).toBe(
      "本人同意。未成为招商线索的，联系人信息自办结或收到之日起最多保存 180 日。",
    );
  });
});
