import { describe, expect, test } from "vitest";
import national from "../../../../packs/national/2020.json" with { type: "json" };
import { ReviewsPack } from "./pack.ts";
import {
  averageOf,
  draw,
  eligible,
  recusalOf,
  whyNotConcludePanel,
  whyNotScore,
  areOpinionsDone,
  missingReview,
  nextStep,
  stepsFor,
  whyNotAnswer,
  whyNotAskDepartments,
  whyNotDecide,
  whyNotOpen,
  whyNotSettle,
  whyNotStep,
} from "./rules.ts";

const pack = ReviewsPack.parse(national.reviews);
const today = "2026-03-05";

describe("走哪些环节", () => {
  test.each([
    [null, ["opinions", "legality", "meeting"]],
    ["499999999.99", ["opinions", "legality", "meeting"]],
    ["500000000.00", ["opinions", "panel", "legality", "meeting"]],
  ])("总投资 %s", (amount, steps) => {
    expect(stepsFor(pack.kinds, amount)).toEqual(steps);
  });

  test("一件办完再一件，一步办完再一步", () => {
    expect(whyNotOpen([{ state: "open" }])?.code).toBe("reviews.open.open");
    expect(whyNotOpen([{ state: "agreed" }])?.code).toBe("reviews.open.agreed");
    expect(whyNotOpen([{ state: "refused" }, { state: "withdrawn" }])).toBeNull();
    expect(whyNotStep({ state: "open", step: "panel" }, "meeting")?.message).toContain("现在是“专家论证”环节");
    expect(whyNotStep({ state: "agreed", step: "meeting" }, "meeting")?.code).toBe("reviews.closed");
    expect(nextStep(["opinions", "legality", "meeting"], "opinions")).toBe("legality");
    expect(nextStep(["opinions", "meeting"], "meeting")).toBeNull();
  });
});

describe("部门意见", () => {
  test("不重复征求，期限不能已过", () => {
    expect(whyNotAskDepartments(["财政部门"], [{ department: "财政部门" }], today, today)?.code).toBe(
      "reviews.opinions.twice",
    );
    expect(whyNotAskDepartments(["财政部门", "财政部门"], [], today, today)?.code).toBe("reviews.opinions.twice");
    expect(whyNotAskDepartments(["财政部门"], [], "2026-03-04", today)?.code).toBe("reviews.opinions.due");
  });

  test("不同意的写内容，不采纳的写理由；都有了下文才算征求完", () => {
    const asked = { askedOn: "2026-03-01", isAdopted: null };
    const no = { answeredOn: today, stance: "disagree", opinion: "" };
    expect(whyNotAnswer(asked, no, today)?.code).toBe("reviews.answer.opinion");
    expect(whyNotAnswer(asked, { ...no, opinion: "能耗超标", answeredOn: "2026-02-28" }, today)?.code).toBe(
      "reviews.answer.order",
    );
    expect(whyNotSettle({ answeredOn: null, isAdopted: null }, { isAdopted: true, adoption: "" })?.code).toBe(
      "reviews.settle.unanswered",
    );
    expect(whyNotSettle({ answeredOn: today, isAdopted: null }, { isAdopted: false, adoption: "" })?.code).toBe(
      "reviews.settle.reason",
    );
    expect(areOpinionsDone([])).toBe(false);
    expect(areOpinionsDone([{ answeredOn: today, isAdopted: false }])).toBe(true);
    expect(areOpinionsDone([{ answeredOn: today, isAdopted: null }])).toBe(false);
  });
});

describe("专家论证", () => {
  const expert = (id: string, more: object = {}) => {
    return { id, name: id, employer: "示例大学", field: "能源", relations: [] as string[], retiredOn: null, ...more };
  };

  test("申报了利害关系的、单位就是投资方的应当回避，不在抽取之列", () => {
    const parties = ["示例云帆集团有限公司"];
    expect(recusalOf(expert("a", { relations: ["云帆集团"] }), parties)).toContain("云帆集团");
    const pool = [
      expert("a", { relations: ["云帆集团"] }),
      expert("b", { field: "法律" }),
      expert("c", { retiredOn: today }),
      expert("d"),
      expert("e"),
    ];
    const left = eligible(pool, { field: "能源", seated: ["e"], parties });
    expect(left.map(({ id }) => id)).toEqual(["d"]);
  });

  test("抽取不重复，个数不多于可抽的", () => {
    expect(draw(["a", "b", "c"], 2, (below) => below - 1)).toEqual(["c", "b"]);
    expect(draw(["a"], 3, () => 0)).toEqual(["a"]);
  });

  test("评分要评全、不超满分；回避的不评", () => {
    const full = pack.criteria.map(({ code, most }) => ({ criterion: code, points: most }));
    const seat = { recusal: null, scores: null };
    expect(whyNotScore(seat, full, pack.criteria)).toBeNull();
    expect(whyNotScore(seat, full.slice(1), pack.criteria)?.message).toBe("还没有评：产业方向");
    expect(whyNotScore(seat, [{ criterion: "industry", points: 26 }, ...full.slice(1)], pack.criteria)?.code).toBe(
      "seats.score.over",
    );
    expect(whyNotScore(seat, [...full, { criterion: "industry", points: 1 }], pack.criteria)?.code).toBe(
      "seats.score.strange",
    );
    expect(whyNotScore({ ...seat, recusal: "任职" }, full, pack.criteria)?.code).toBe("seats.score.recused");
  });

  test("平均分只算在席的，两位小数；人数不够、没评完的不作结论", () => {
    const seats = [
      { recusal: null, scores: { a: 40.1, b: 30.2 } },
      { recusal: null, scores: { a: 50, b: 30 } },
      { recusal: "任职", scores: null },
    ];
    expect(averageOf(seats)).toBe("75.15");
    expect(averageOf([])).toBeNull();
    expect(whyNotConcludePanel(seats, 3)?.code).toBe("seats.panel.few");
    expect(whyNotConcludePanel([...seats, { recusal: null, scores: null }], 3)?.code).toBe("seats.panel.left");
    expect(whyNotConcludePanel(seats, 2)).toBeNull();
  });
});

describe("会议决定", () => {
  const said = {
    outcome: "conditional",
    conditions: [{ dueOn: "2026-06-30" }],
    meetingNumber: "〔2026〕第 3 次",
  } as const;
  test.each([
    ["附条件没有写条件", { ...said, conditions: [] }, "reviews.decide.conditions"],
    ["写了条件却选同意", { ...said, outcome: "agreed" }, "reviews.decide.surplus"],
    ["条件期限早于会议", { ...said, conditions: [{ dueOn: "2026-03-01" }] }, "reviews.decide.due"],
    ["没有会议编号", { ...said, meetingNumber: "" }, "reviews.decide.number"],
    ["齐全", said, null],
  ] as const)("%s", (_, decided, code) => {
    expect(whyNotDecide(decided, "2026-03-05")?.code ?? null).toBe(code);
  });
});

describe("关口·评审", () => {
  const asked = { projectId: "p", stage: "approved", on: "2027-01-01", totalInvestment: "100000000.00" } as const;
  const told = (...of: Parameters<typeof missingReview>) =>
    missingReview(...of).map(({ fix, isFirm = false }) => [fix, isFirm]);
  const review = (state: "open" | "refused" | "agreed" | "withdrawn") => ({ id: "r", state, step: "panel" as const });

  test("起始日起、达到金额的须评审；之前或不足的不问", () => {
    expect(told(asked, [], pack)).toEqual([["projects/p?panel=reviews", false]]);
    expect(told({ ...asked, on: "2026-12-31" }, [], pack)).toEqual([]);
    expect(told({ ...asked, totalInvestment: "99999999.99" }, [], pack)).toEqual([]);
    expect(told({ ...asked, totalInvestment: null }, [], pack)).toEqual([]);
    expect(told({ ...asked, stage: "registered" }, [], pack)).toEqual([]);
  });

  test("在办的等办结；不同意的不能继续，也没有例外；同意的放行；撤回的不算", () => {
    expect(told(asked, [review("open")], pack)).toEqual([["reviews/r", false]]);
    expect(told({ ...asked, stage: "signed" }, [review("refused")], pack)).toEqual([["reviews/r", true]]);
    expect(told(asked, [review("refused"), review("agreed")], pack)).toEqual([]);
    expect(told(asked, [review("agreed"), review("withdrawn")], pack)).toEqual([]);
  });
});
