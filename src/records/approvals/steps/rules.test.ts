import { describe, expect, test } from "vitest";
import { FlowSteps, Step } from "./contract.ts";
import {
  approversOf,
  type Decider,
  neededOf,
  requiredSteps,
  type Vote,
  verdictOf,
  whyNotEnter,
  whyNotFlow,
} from "./rules.ts";
import type { StepMode } from "./words.ts";

const step = (changed: Partial<Step> & { code: string }): Step =>
  Step.parse({
    title: changed.code,
    approvers: { kind: "role", roles: ["head"] },
    mode: "any",
    clause: "示例办法第一条",
    ...changed,
  });
const flow = (steps: Step[]) => FlowSteps.parse({ title: "示例", version: 1, steps });
const decider = (name: string, roles: string[], division = "办公室"): Decider => ({
  personId: name,
  accountId: name,
  login: name,
  name,
  divisionId: division,
  divisionName: division,
  roles,
});

const heads = ["主任", "副主任甲", "副主任乙"].map((name) => decider(name, ["head"]));
const chief = decider("一科长", ["chief"], "项目一科");
const deciders = [...heads, chief, decider("财务", ["finance"])];
const officer = { personId: "专员", divisionId: "项目一科" };

describe("规则包里的流程", () => {
  test("步骤齐全、档位由低到高的可用", () => {
    const steps = [
      step({ code: "one" }),
      step({ code: "two", from: "50000" }),
      step({ code: "three", from: "500000" }),
    ];
    expect(whyNotFlow(flow(steps))).toBeNull();
  });

  test.each<[string, Step[], RegExp]>([
    ["一个步骤也没有", [], /一个步骤也没有/],
    [
      "步骤没有审批人",
      [step({ code: "one", approvers: { kind: "persons", logins: [], ids: [] } })],
      /步骤“one”没有审批人/,
    ],
    [
      "票决人数多于应到人数",
      [step({ code: "one", mode: "quorum", quorum: { need: 4, of: 3 } })],
      /要求 4 人同意，多于应到的 3 人/,
    ],
    ["票决没有写人数", [step({ code: "one", mode: "quorum" })], /几人中几人同意/],
    [
      "金额档被跳过",
      [step({ code: "one" }), step({ code: "two", from: "500000" }), step({ code: "three", from: "50000" })],
      /金额档会被跳过，须由低到高排列/,
    ],
    ["中间不设起点，也会跳档", [step({ code: "one", from: "1" }), step({ code: "two" })], /金额档会被跳过/],
    ["小额无人审批", [step({ code: "one", from: "50000" })], /小额事项会无人审批/],
    ["步骤代码重复", [step({ code: "one" }), step({ code: "one" })], /步骤代码重复/],
  ])("%s：说明缘由", (_, steps, sentence) => {
    expect(whyNotFlow(flow(steps))?.message).toMatch(sentence);
  });

  test("角色一个也没写的步骤，连形状都不对", () => {
    expect(() => step({ code: "one", approvers: { kind: "role", roles: [] } })).toThrow("没有写明由哪些角色审批");
  });
});

describe("金额档", () => {
  const steps = [step({ code: "one" }), step({ code: "two", from: "50000" }), step({ code: "three", from: "500000" })];
  test.each([
    [null, ["one"]],
    ["0.00", ["one"]],
    ["49999.99", ["one"]],
    ["50000.00", ["one", "two"]],
    ["499999.99", ["one", "two"]],
    ["500000.00", ["one", "two", "three"]],
  ])("%s 元", (amount, codes) => {
    expect(requiredSteps(steps, amount).map(({ code }) => code)).toEqual(codes);
  });
});

describe("审批人", () => {
  const names = (one: Step, starter = officer, acted = new Set<string>()) =>
    approversOf(one, { deciders, starter, acted }).map(({ name }) => name);
  const byChief = step({
    code: "one",
    approvers: { kind: "starterChief", roles: ["chief"] },
    otherwise: { kind: "role", roles: ["head"] },
  });

  test("按角色、按科室、按指定人员、按发起人科室", () => {
    expect(names(step({ code: "one" }))).toEqual(["主任", "副主任甲", "副主任乙"]);
    expect(names(byChief)).toEqual(["一科长"]);
    const office = { kind: "division" as const, division: "办公室", roles: ["finance"] };
    expect(names(step({ code: "one", approvers: office }))).toEqual(["财务"]);
    const logins = { kind: "persons" as const, logins: ["副主任乙"], ids: [] };
    expect(names(step({ code: "one", approvers: logins }))).toEqual(["副主任乙"]);
  });

  test("发起人不审批自己的事；科长发起的按写明的改由他人", () => {
    expect(names(step({ code: "one" }), { personId: "主任", divisionId: "办公室" })).toEqual(["副主任甲", "副主任乙"]);
    expect(names(byChief, { personId: "一科长", divisionId: "项目一科" })).toEqual(["主任", "副主任甲", "副主任乙"]);
    const self = step({ code: "one", starterMay: true });
    expect(names(self, { personId: "主任", divisionId: "办公室" })).toContain("主任");
  });

  test("要求换人的步骤，前面审批过的人不再审批；一个不剩就进不去", () => {
    const different = step({ code: "one", different: true });
    expect(names(different, officer, new Set(["主任"]))).toEqual(["副主任甲", "副主任乙"]);
    const everybody = new Set(heads.map(({ personId }) => personId));
    expect(names(different, officer, everybody)).toEqual([]);
    expect(whyNotEnter(different, [])?.message).toMatch(/步骤“one”现在没有审批人/);
  });

  test("票决到不齐人，说出应有几人、现有谁", () => {
    const board = step({ code: "board", mode: "quorum", quorum: { need: 2, of: 3 } });
    expect(whyNotEnter(board, heads)).toBeNull();
    expect(whyNotEnter(board, heads.slice(0, 1))?.message).toMatch(
      /应有 3 人参加票决、2 人同意，现在只有 1 人（主任）/,
    );
  });

  test("人多了按同样的比例，进位", () => {
    const board = { mode: "quorum" as const, quorum: { need: 2, of: 3 } };
    expect([3, 4, 5, 6].map((size) => neededOf(board, size))).toEqual([2, 3, 4, 4]);
    expect([neededOf({ mode: "all" }, 3), neededOf({ mode: "any" }, 3)]).toEqual([3, 1]);
  });
});

describe("步骤的结论", () => {
  const votes = (text: string): Vote[] =>
    [...text].map((letter) => ({
      state: letter === "+" ? "approved" : letter === "-" ? "rejected" : "pending",
      isGone: letter === "x",
    }));
  test.each<[StepMode, number, string, string]>([
    ["any", 1, "??", "open"],
    ["any", 1, "+?", "passed"],
    ["any", 1, "-?", "rejected"],
    ["any", 1, "x?", "open"],
    ["any", 1, "xx", "stuck"],
    ["all", 2, "+?", "open"],
    ["all", 2, "++", "passed"],
    ["all", 2, "+-", "rejected"],
    ["all", 2, "+x", "stuck"],
    ["all", 2, "", "stuck"],
    ["all", 2, "+", "stuck"],
    ["quorum", 2, "+??", "open"],
    ["quorum", 2, "++?", "passed"],
    ["quorum", 2, "-??", "open"],
    ["quorum", 2, "--?", "rejected"],
    ["quorum", 2, "+xx", "stuck"],
    ["quorum", 2, "++x", "passed"],
    ["quorum", 2, "", "stuck"],
  ])("%s 须 %i 人，%s：%s", (mode, needed, text, verdict) => {
    expect(verdictOf(mode, needed, votes(text))).toBe(verdict);
  });
});
