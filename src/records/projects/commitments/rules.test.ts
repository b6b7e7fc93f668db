import { describe, expect, test } from "vitest";
import {
  askedValue,
  brokenOn,
  lastOf,
  resultOf,
  stateOf,
  told,
  whyNotActual,
  whyNotCommit,
  whyNotHandle,
  whyNotKeep,
  whyOf,
} from "./rules.ts";
import type { FulfillmentState, HandlingKind } from "./words.ts";

const pack = { percent: 90, graceDays: 30, warnDays: 30, legacyBefore: "2024-08-01", document: "示例办法" };
const today = "2026-03-05";

describe("登记承诺", () => {
  const typed = { kind: "investment", target: "100.00", dueOn: "2026-12-31", agreedOn: "2026-01-01" } as const;
  test.each([
    ["投资、产值、用工、能耗、用地可以约定", typed, undefined],
    ["税收不再收，说明条款", { ...typed, kind: "tax" as const }, "commitments.barred"],
    ["迁入不再收", { ...typed, kind: "relocation" as const }, "commitments.barred"],
    ["期限早于协议", { ...typed, dueOn: "2025-12-31" }, "commitments.dueOn"],
    ["协议还没签", { ...typed, agreedOn: "2026-03-06" }, "commitments.agreedOn"],
    ["目标为 0", { ...typed, target: "0.00" }, "commitments.target"],
    ["目标为负", { ...typed, target: "-1.00" }, "commitments.negative"],
    ["半个人", { ...typed, kind: "jobs" as const, target: "10.50" }, "commitments.whole"],
  ])("%s", (_, each, code) => {
    expect(whyNotCommit(each, today)?.code).toBe(code);
  });

  test("拒绝的话说明依据和出路", () => {
    expect(whyNotCommit({ ...typed, kind: "tax" }, today)?.message).toMatch(/第十条，FC-1.*历史承诺.*投资、产值、用工/);
    expect(whyNotCommit({ ...typed, kind: "relocation" }, today)?.message).toMatch(/FC-2/);
  });

  test("历史承诺只收条例施行之前的协议", () => {
    expect(whyNotKeep({ agreedOn: "2024-07-31" }, pack)).toBeNull();
    expect(whyNotKeep({ agreedOn: "2024-08-01" }, pack)?.code).toBe("commitments.keep");
  });
});

describe("履约结果", () => {
  const goal = { kind: "investment", target: "100.00", dueOn: "2025-12-31" } as const;
  const ceiling = { kind: "energy", target: "100.00", dueOn: "2025-12-31" } as const;
  const at = (value: string, happenedOn = "2025-12-31") => ({ value, happenedOn });
  test.each([
    ["没有登记", goal, null, null],
    ["差一分不到九成", goal, at("89.99"), null],
    ["正好九成", goal, at("90.00"), "met"],
    ["上限之内、到了期限", ceiling, at("110.00"), "met"],
    ["上限之内、还没到期限", ceiling, at("50.00", "2025-06-30"), null],
    ["超出上限随时算", ceiling, at("110.01", "2025-06-30"), "exceeded"],
  ])("%s", (_, promised, actual, wanted) => {
    expect(resultOf(promised, actual, pack)).toBe(wanted);
  });

  test("以截至日期最晚的为准，同一天的以后登记的为准", () => {
    const [a, b, c] = [at("1", "2025-06-30"), at("3", "2025-09-30"), at("2", "2025-09-30")];
    expect(lastOf([b, c, a])).toBe(c);
    expect(lastOf([])).toBeNull();
  });
});

describe("履约状态", () => {
  const standing = { isLegacy: false, result: null, dueOn: "2026-03-05", isEnded: false } as const;
  test.each<[string, object, FulfillmentState]>([
    ["今天到期", {}, "soon"],
    ["三十天后到期", { dueOn: "2026-04-04" }, "soon"],
    ["三十一天后到期", { dueOn: "2026-04-05" }, "open"],
    ["昨天到期", { dueOn: "2026-03-04" }, "late"],
    ["宽限最后一天", { dueOn: "2026-02-03" }, "late"],
    ["宽限已过", { dueOn: "2026-02-02" }, "breached"],
    ["超限的不等期限", { result: "exceeded", dueOn: "2026-12-31" }, "breached"],
    ["达到目标", { result: "met", dueOn: "2025-01-01" }, "met"],
    ["项目已结束", { dueOn: "2025-01-01", isEnded: true }, "ended"],
    ["结束前已履行", { result: "met", isEnded: true }, "met"],
    ["历史承诺", { isLegacy: true, dueOn: null }, "legacy"],
  ])("%s", (_, more, wanted) => {
    expect(stateOf({ ...standing, ...more }, pack, today)).toBe(wanted);
  });

  const promised = { ...standing, kind: "investment", target: "200000000.00", actual: null, actualOn: null } as const;
  test.each<[string, object, string]>([
    [
      "违约",
      { dueOn: "2025-12-31", actual: "80000000.00" },
      "固定资产投资差1.20亿元（完成 40.00%），已过期限 64 天（宽限 30 天）",
    ],
    [
      "宽限中、没有登记",
      { dueOn: "2026-03-01" },
      "固定资产投资还没有登记完成情况（目标2.00亿元），已过期限 4 天，宽限还剩 26 天",
    ],
    [
      "临近",
      { dueOn: "2026-03-10", kind: "jobs", target: "300.00", actual: "240.00" },
      "用工人数差60 人（完成 80.00%），还剩 5 天",
    ],
    [
      "晚了才履行",
      { dueOn: "2025-12-31", result: "met", actual: "200000000.00", actualOn: "2026-02-01" },
      "已履行，比期限晚 32 天",
    ],
    [
      "超限",
      {
        kind: "energy",
        target: "100.00",
        result: "exceeded",
        actual: "130.50",
        actualOn: "2026-01-01",
        dueOn: "2026-12-31",
      },
      "综合能耗超出30.5 吨标准煤（上限100 吨标准煤），期限2026年12月31日",
    ],
  ])("说清差多少、晚多久：%s", (_, more, wanted) => {
    expect(whyOf({ ...promised, ...more } as Parameters<typeof whyOf>[0], pack, today)).toBe(wanted);
  });

  test("违约自宽限过后的那一天算起，超限的自查明之日", () => {
    expect(brokenOn({ dueOn: "2025-12-31", result: null, actualOn: null }, pack)).toBe("2026-01-31");
    expect(brokenOn({ dueOn: "2025-12-31", result: "exceeded", actualOn: "2025-06-30" }, pack)).toBe("2025-06-30");
  });
});

test("完成情况：历史承诺只读；日期要对；与目标相差千倍先问", () => {
  const promised = { isLegacy: false, agreedOn: "2025-01-01", kind: "jobs" } as const;
  const actual = { value: "10.00", happenedOn: "2026-01-01" };
  expect(whyNotActual(promised, actual, today)).toBeNull();
  expect(whyNotActual({ ...promised, isLegacy: true }, actual, today)?.code).toBe("commitments.legacy");
  expect(whyNotActual(promised, { ...actual, happenedOn: "2026-03-06" }, today)?.code).toBe(
    "commitments.actual.future",
  );
  expect(whyNotActual(promised, { ...actual, happenedOn: "2024-12-31" }, today)?.code).toBe("commitments.actual.order");
  expect(whyNotActual(promised, { ...actual, value: "1.50" }, today)?.code).toBe("commitments.whole");
  expect(askedValue("investment", "200000000.00", "15000.00")).toContain("相差一千倍以上");
  expect(askedValue("investment", "200000000.00", "150000000.00")).toBeNull();
  expect([told("jobs", "1200.00"), told("landArea", "45.50"), told("jobs", "0.00")]).toEqual([
    "1,200 人",
    "45.5 亩",
    "0 人",
  ]);
});

describe("处置", () => {
  const handled = { happenedOn: "2026-03-01", untilOn: null };
  const about = { agreedOn: "2025-01-01", today };
  test.each<[HandlingKind, FulfillmentState, object, string | undefined]>([
    ["urge", "soon", {}, undefined],
    ["urge", "open", {}, "commitments.handle.state"],
    ["rectify", "late", { untilOn: "2026-06-01" }, undefined],
    ["rectify", "late", {}, "commitments.handle.until"],
    ["rectify", "soon", { untilOn: "2026-06-01" }, "commitments.handle.state"],
    ["withdraw", "late", {}, "commitments.handle.grace"],
    ["withdraw", "breached", {}, undefined],
    ["deduct", "met", {}, "commitments.handle.state"],
    ["deduct", "breached", { untilOn: "2026-02-01" }, "commitments.handle.untilOrder"],
    ["urge", "breached", { happenedOn: "2026-03-06" }, "commitments.handle.future"],
    ["urge", "legacy", {}, "commitments.legacy"],
  ])("%s 于 %s %o", (kind, state, more, code) => {
    expect(whyNotHandle(state, { kind, ...handled, ...more }, about)?.code).toBe(code);
  });
});
