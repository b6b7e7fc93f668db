import { describe, expect, test } from "vitest";
import {
  changedSentence,
  codeOf,
  nextRole,
  stateAfter,
  whyNotCancel,
  whyNotChoose,
  whyNotList,
  whyNotPrepare,
  whyNotRenew,
  whyNotSign,
} from "./rules.ts";
import { type HandoverState, handoverStates } from "./words.ts";

const who = (name: string, divisionId: string | null = "一科") => ({
  personId: name,
  name,
  divisionId,
  isActive: true,
  isAdministrator: false,
});

describe("拟办交接", () => {
  test.each<[string, Parameters<typeof whyNotPrepare>, string | null]>([
    ["同科室两人", [who("甲"), who("乙"), null], null],
    ["自己交给自己", [who("甲"), who("甲"), null], "handovers.same"],
    ["跨科室没有监交人", [who("甲"), who("乙", "二科"), null], "handovers.crossing"],
    ["跨科室有监交人", [who("甲"), who("乙", "二科"), who("丙")], null],
    ["接收人监交", [who("甲"), who("乙"), who("乙")], "handovers.witness"],
    ["接收人停用", [who("甲"), { ...who("乙"), isActive: false }, null], "handovers.absent"],
    ["监交人停用", [who("甲"), who("乙"), { ...who("丙"), isActive: false }], "handovers.absent"],
    ["接收人是管理员", [who("甲"), { ...who("乙"), isAdministrator: true }, null], "handovers.administrator"],
    ["移交人已停用也可以交", [{ ...who("甲"), isActive: false }, who("乙"), null], null],
  ])("%s", (_, given, code) => {
    expect(whyNotPrepare(...given)?.code ?? null).toBe(code);
  });

  test("清单不能空，也不能太长", () => {
    expect([whyNotList(0)?.code, whyNotList(1), whyNotList(2000), whyNotList(2001)?.code]).toEqual([
      "handovers.empty",
      null,
      null,
      "handovers.many",
    ]);
  });
});

describe("签字", () => {
  const signing = (state: HandoverState, changed: object = {}) => ({
    state,
    giverId: "甲",
    receiverId: "乙",
    witnessId: "丙",
    chosenCount: 3,
    isGiverGone: false,
    ...changed,
  });
  const code = (state: HandoverState, personId: string, changed: object = {}, isHead = false) =>
    whyNotSign(signing(state, changed), { personId, isHead })?.code ?? null;

  test.each<[HandoverState, string, string | null]>([
    ["draft", "甲", null],
    ["draft", "乙", "handovers.sign.turn"],
    ["given", "乙", null],
    ["given", "甲", "handovers.sign.turn"],
    ["received", "丙", null],
    ["received", "乙", "handovers.sign.turn"],
    ["done", "丙", "handovers.sign.state"],
    ["cancelled", "甲", "handovers.sign.state"],
  ])("%s 时 %s 签字", (state, person, refusal) => {
    expect(code(state, person)).toBe(refusal);
  });

  test("移交人已离岗：只有主任可以代签，接收人兼主任也不行；其他人仍须本人签", () => {
    expect(code("draft", "主任", { isGiverGone: true }, true)).toBeNull();
    expect(code("draft", "科长", { isGiverGone: true })).toBe("handovers.sign.gone");
    expect(code("draft", "乙", { isGiverGone: true }, true)).toBe("handovers.sign.gone");
    expect(code("given", "主任", {}, true)).toBe("handovers.sign.turn");
  });

  test("一项也没勾，不能签", () => {
    expect(code("draft", "甲", { chosenCount: 0 })).toBe("handovers.sign.empty");
  });

  test("轮到谁、签后到哪一步", () => {
    const states = Object.keys(handoverStates) as HandoverState[];
    expect(states.map(nextRole)).toEqual(["giver", "receiver", "witness", null, null]);
    expect([stateAfter("giver", true), stateAfter("receiver", true), stateAfter("receiver", false)]).toEqual([
      "given",
      "received",
      "done",
    ]);
    expect(stateAfter("witness", true)).toBe("done");
  });
});

test("改勾选、更新清单、作废各在什么时候可以", () => {
  const open = (rule: (drafted: { state: HandoverState }) => unknown) =>
    (Object.keys(handoverStates) as HandoverState[]).filter((state) => rule({ state }) === null);
  expect(open(whyNotChoose)).toEqual(["draft"]);
  expect(open(whyNotRenew)).toEqual(["draft", "given", "received"]);
  expect(open(whyNotCancel)).toEqual(["draft", "given", "received"]);
});

test("编号四位；变化多时只点前五项的名", () => {
  expect(codeOf({ year: 2026, number: 7 })).toBe("J2026-0007");
  const stale = Array.from({ length: 7 }, (_, index) => ({ title: `企业${index + 1}`, why: "已被修改" }));
  expect(changedSentence(stale)).toContain("“企业5”已被修改等 7 项");
  expect(changedSentence(stale)).not.toContain("企业6");
  const barred = [{ title: "请示", why: "不能由接收人审批", isBarred: true }];
  expect(changedSentence(barred)).toMatch(/^有的事项现在不能移交：“请示”不能由接收人审批。.+勾掉接收人不能接的/);
});
