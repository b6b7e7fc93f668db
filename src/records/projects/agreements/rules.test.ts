import { describe, expect, test } from "vitest";
import { conclusionOf, missingReviews, whyNotConclude, whyNotJudge, whyNotReview } from "./rules.ts";

const block = { action: "block", canBeLifted: true, rule: "FC-1" } as const;
const bare = {
  ground: "理由",
  legalGround: null,
  document: "",
  exceptionGround: null,
  alternative: "",
  endsOn: null,
  endCondition: "",
  file: null,
} as const;
const exception = {
  ...bare,
  conclusion: "exception",
  exceptionGround: "innovation",
  alternative: "已比较普惠贴息，达不到同样效果",
  endsOn: "2028-12-31",
  file: {},
} as const;
const codeOf = (...of: Parameters<typeof whyNotJudge>) => whyNotJudge(...of)?.code ?? null;
const today = "2026-03-05";

describe("逐条结论要带什么", () => {
  test.each([
    ["不属于该情形，写理由即可", { ...bare, conclusion: "mistaken" }, null],
    ["须修改", { ...bare, conclusion: "mustChange" }, null],
    ["停止项不能以条件客观放行", { ...bare, conclusion: "nonExclusive" }, "agreements.judge.nonExclusive"],
    ["依据没有种类", { ...bare, conclusion: "lawful" }, "agreements.judge.legalGround"],
    ["依据没有文件", { ...bare, conclusion: "lawful", legalGround: "law" }, "agreements.judge.document"],
    ["有法律依据", { ...bare, conclusion: "lawful", legalGround: "law", document: "《示例法》第八条" }, null],
    ["例外没有情形", { ...exception, exceptionGround: null }, "agreements.judge.exceptionGround"],
    ["例外没有替代方案说明", { ...exception, alternative: " " }, "agreements.judge.alternative"],
    ["例外没有期限也没有终止条件", { ...exception, endsOn: null }, "agreements.judge.term"],
    ["例外期限已过", { ...exception, endsOn: "2026-03-05" }, "agreements.judge.ended"],
    ["例外没有结论文件", { ...exception, file: null }, "agreements.judge.file"],
    ["例外以终止条件代替期限", { ...exception, endsOn: null, endCondition: "项目达产" }, null],
    ["例外齐全", exception, null],
  ] as const)("%s", (_, judged, code) => {
    expect(codeOf(block, judged, today)).toBe(code);
  });

  test("FC-2、FC-6、FC-7 不能解除，只能改文本；FC-8 不是停止项", () => {
    const lawful = { ...bare, conclusion: "lawful", legalGround: "law", document: "《示例法》" } as const;
    expect(codeOf({ ...block, canBeLifted: false, rule: "FC-2" }, lawful, today)).toBe("agreements.judge.lift");
    const noted = { action: "note", canBeLifted: false, rule: "FC-8" } as const;
    expect(codeOf(noted, lawful, today)).toBe("agreements.judge.notStopped");
    expect(codeOf(noted, { ...bare, conclusion: "nonExclusive" }, today)).toBeNull();
  });
});

const hit = { rule: "FC-1", quote: "税收返还", action: "block", conclusion: null, endsOn: null } as const;

describe("总结论由逐条得出", () => {
  test("有未解除的须修改；有例外的写明例外；都不属于的通过", () => {
    expect(conclusionOf([])).toBe("passed");
    expect(conclusionOf([{ ...hit, conclusion: "mistaken" }])).toBe("passed");
    expect(conclusionOf([{ ...hit, conclusion: "mustChange" }])).toBe("failed");
    expect(
      conclusionOf([
        { ...hit, conclusion: "lawful" },
        { ...hit, conclusion: "exception" },
      ]),
    ).toBe("passedWithException");
  });

  test("没有逐条作完的、看的不是最新一稿的，不作总结论", () => {
    expect(whyNotConclude([hit], 1, 1)?.message).toContain("还有 1 处命中没有作结论");
    expect(whyNotConclude([], 2, 1)?.code).toBe("agreements.conclude.newer");
    expect(whyNotConclude([{ ...hit, conclusion: "mistaken" }], 2, 2)).toBeNull();
  });

  test("起草人、登记新稿的人都不能审；已有结论的要先换新稿", () => {
    const open = { state: "pending", drafterIds: ["a", "b"] } as const;
    expect(["a", "b", "c", null].map((person) => whyNotReview(open, person)?.code ?? null)).toEqual([
      "agreements.review.drafter",
      "agreements.review.drafter",
      null,
      "agreements.review.person",
    ]);
    expect(whyNotReview({ ...open, state: "passed" }, "c")?.code).toBe("agreements.concluded");
  });
});

describe("关口·签约", () => {
  const asked = { projectId: "p", stage: "signed", on: "2026-03-05" } as const;
  const agreement = { id: "x", title: "投资协议", state: "pending", number: 2, hits: [] } as const;
  const told = (...of: Parameters<typeof missingReviews>) => missingReviews(...of).map(({ title }) => title);

  test("没有登记文本：起始日之前不问，之后要", () => {
    expect(told(asked, [], "2026-07-01")).toEqual([]);
    expect(told({ ...asked, on: "2026-07-01" }, [], "2026-07-01")).toEqual(["公平竞争审查"]);
    expect(told({ ...asked, on: "2026-07-01", stage: "registered" }, [], "2026-07-01")).toEqual([]);
  });

  test("登记了文本：每处未解除各一项，没有通过再一项，都没有例外可言", () => {
    const two = { ...agreement, hits: [hit, { ...hit, rule: "FC-4" }, { ...hit, conclusion: "mistaken" as const }] };
    expect(told(asked, [two], "2026-07-01")).toEqual(["FC-1 未解除", "FC-4 未解除", "公平竞争审查"]);
    expect(missingReviews(asked, [two], "2026-07-01").every(({ isFirm }) => isFirm)).toBe(true);
    const seven = { ...agreement, hits: Array.from({ length: 7 }, () => hit) };
    expect(missingReviews(asked, [seven], "2026-07-01")[5]?.message).toContain("另有 2 处");
  });

  test("通过的放行；例外到期的再问；撤下的不算", () => {
    const passed = { ...agreement, state: "passed" } as const;
    expect(told(asked, [passed], "2026-07-01")).toEqual([]);
    const ended = { ...hit, conclusion: "exception", endsOn: "2026-03-04" } as const;
    expect(told(asked, [{ ...passed, hits: [ended] }], "2026-07-01")).toEqual(["例外已到期"]);
    expect(told(asked, [{ ...agreement, state: "withdrawn" }], "2026-07-01")).toEqual([]);
  });
});
