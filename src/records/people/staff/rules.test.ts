import { describe, expect, test } from "vitest";
import { idNumberProblem, maskedIdNumber, stateOf, whyNotFrom, whyNotLeave, whyNotStaff } from "./rules.ts";

const today = "2026-03-05";

describe("身份证件号", () => {
  test.each<[string, string | null]>([
    ["11010519491231002X", null],
    ["440524188001010014", "身份证号中的出生日期不存在，请核对第 7 至 14 位"],
    ["110105194912310021", "身份证号的校验码不对，请核对是否抄错"],
    ["110105194913310026", "身份证号中的出生日期不存在，请核对第 7 至 14 位"],
    ["1101051949123100AX", "18 位证件号应为 17 位数字加一位校验码"],
    ["E12345678", null],
  ])("%s", (text, message) => {
    expect(idNumberProblem(text)?.message ?? null).toBe(message);
  });
  test("只露头尾", () => {
    expect(maskedIdNumber("11010519491231002X")).toBe("1101************2X");
    expect(maskedIdNumber("E1234567")).toBe("E1****");
  });
});

describe("在册情况", () => {
  const base = { leftOn: null, hostName: null, servingFrom: "2020-01-01", today };
  test.each([
    ["在岗", base, "serving"],
    ["没有任职", { ...base, servingFrom: null }, "none"],
    ["托管", { ...base, servingFrom: null, hostName: "示例县数据局" }, "hosted"],
    ["今天是最后一天", { ...base, leftOn: today }, "serving"],
    ["昨天离开", { ...base, leftOn: "2026-03-04" }, "left"],
  ] as const)("%s", (_, standing, state) => expect(stateOf(standing)).toBe(state));
});

describe("人员的各步", () => {
  const here = { leftOn: null, hostName: null, today };
  const gone = { ...here, leftOn: "2026-03-04" };
  const hosted = { ...here, hostName: "示例县数据局" };
  test.each([
    ["在岗可调岗", "move", here, null],
    ["在岗不必到岗", "rejoin", here, "这个人没有离开，无需办理到岗；换科室或岗位请办理调岗"],
    ["离开后可到岗", "rejoin", gone, null],
    ["离开后不能再离开", "leave", gone, "这个人已于 2026-03-04 离开，请先办理到岗"],
    ["离开后可改姓名", "update", gone, null],
    ["托管人员不在此调岗", "move", hosted, "这是示例县数据局的人员，任职由托管办理，请到本机构页的托管一节结束托管"],
  ] as const)("%s", (_, step, person, message) => {
    expect(whyNotStaff(step, person)?.message ?? null).toBe(message);
  });
});

describe("起止日期", () => {
  test.each<[string, string | null, boolean]>([
    ["2026-03-05", "2026-03-04", true],
    ["2026-03-04", "2026-03-04", false],
    ["2026-03-06", "2026-03-04", false],
    ["2020-01-01", null, true],
  ])("从 %s 起，此前 %s", (from, last, isOpen) => {
    expect(whyNotFrom(from, last === null ? null : { fromOn: last }, today) === null).toBe(isOpen);
  });
  test.each<[string, boolean]>([
    ["2026-03-01", true],
    ["2026-02-28", false],
    ["2027-03-06", true],
    ["2027-03-07", false],
  ])("最后在岗日 %s", (on, isOpen) => {
    expect(whyNotLeave(on, { fromOn: "2026-03-01" }, today) === null).toBe(isOpen);
  });
});
