import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  creditCheck,
  creditCodeProblem,
  hasOrganizationCheck,
  isCreditCode,
  kindOfCreditCode,
  makeCreditCode,
  normalizeCreditCode,
  type OrganizationKind,
  organizationCheck,
  organizationKinds,
} from "./creditcode.ts";

const alphabet = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];
const verified = [
  "91350100M000100Y43",
  "11440700007062431G",
  "11441700007280420Y",
  "11640102MB1862534F",
  "115002300086863934",
  "91110000802100433B",
];

describe.each(verified)("已核实的代码 %s", (code) => {
  test("相符，主体标识也相符", () => {
    expect(creditCodeProblem(code)).toBeNull();
    expect(creditCheck(code.slice(0, 17))).toBe(code.charAt(17));
    expect(hasOrganizationCheck(code)).toBe(true);
  });

  test("任何一位改成任何别的字符都被发现", () => {
    const mutants = [...code].flatMap((character, at) =>
      alphabet.filter((other) => other !== character).map((other) => code.slice(0, at) + other + code.slice(at + 1)),
    );
    expect(mutants).toHaveLength(18 * 30);
    expect(mutants.filter(isCreditCode)).toEqual([]);
  });

  test("任何两位对调都被发现，首末对调除外", () => {
    const positions = alphabet.slice(0, 18).map((_, index) => index);
    const swapped = positions.flatMap((a) =>
      positions
        .filter((b) => b > a && code[a] !== code[b] && !(a === 0 && b === 17))
        .map((b) => {
          const characters = [...code];
          [characters[a], characters[b]] = [code.charAt(b), code.charAt(a)];
          return characters.join("");
        }),
    );
    expect(swapped.filter(isCreditCode)).toEqual([]);
  });
});

describe("说出哪里不对、怎么办", () => {
  test.each([
    ["", "creditCode.length", "请填写"],
    ["91350100M000100Y4", "creditCode.length", "少 1 位"],
    ["91350100M000100Y4333", "creditCode.length", "多 2 位"],
    ["440700000012345", "creditCode.length", "旧版营业执照注册号"],
    ["M000100Y4", "creditCode.length", "组织机构代码"],
    ["M000100Y-4", "creditCode.length", "组织机构代码"],
    ["9135O100M000100Y43", "creditCode.alphabet", "第 5 位“O”不对：第 3 至 8 位是行政区划，只能是数字，请核对是否为 0"],
    ["91350100MOOO100Y43", "creditCode.alphabet", "第 10 位“O”不对"],
    ["9135010AM000100Y43", "creditCode.alphabet", "第 8 位“A”"],
    ["91350100m000100y43", "creditCode.alphabet", "第 9 位“m”"],
    ["91350100M000100Y4三", "creditCode.alphabet", "第 18 位“三”"],
    ["91350100M000100Y4𠮷", "creditCode.alphabet", "第 18 位“𠮷”"],
    [
      "91350100M000100Y44",
      "creditCode.checkDigit",
      "按前 17 位应为“3”，现为“4”；第 9 至 17 位自身相符，请重点核对第 1 至 8 位和第 18 位",
    ],
    ["91350100M000100Y53", "creditCode.checkDigit", "第 9 至 17 位自身也不相符"],
    ["9".repeat(100_000), "creditCode.length", "100000 位"],
  ])("%.20s", (code, kind, words) => {
    expect(creditCodeProblem(code)).toMatchObject({ code: kind, message: expect.stringContaining(words) });
  });

  test.each([
    [" 91350100m000100y43 ", "91350100M000100Y43"],
    ["９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43"],
    ["9135 0100 M000 100Y 43", "91350100M000100Y43"],
    ["\ufeff91350100M000100Y43\u200b", "91350100M000100Y43"],
  ])("%j 规范为 %s", (typed, expected) => expect(normalizeCreditCode(typed)).toBe(expected));

  test("任何文字都有答案", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 20 }),
        (text) => typeof isCreditCode(normalizeCreditCode(text)) === "boolean",
      ),
    );
  });
});

describe("造代码与认类别", () => {
  const kinds = Object.keys(organizationKinds) as OrganizationKind[];

  test("造出的都相符，类别认得出", () => {
    const bodies = fc
      .array(fc.constantFrom(...alphabet), { minLength: 8, maxLength: 8 })
      .map((characters) => characters.join(""));
    fc.assert(
      fc.property(fc.constantFrom(...kinds), bodies, (kind, body) => {
        const code = makeCreditCode({ kind, region: "440703", body });
        expect(creditCodeProblem(code)).toBeNull();
        expect(hasOrganizationCheck(code)).toBe(true);
        expect(kindOfCreditCode(code)).toBe(kind);
      }),
    );
  });

  test("造得出已核实的代码", () => {
    expect(makeCreditCode({ region: "350100", body: "M000100Y" })).toBe("91350100M000100Y43");
    expect(makeCreditCode({ kind: "stateOrgan", region: "440700", body: "00706243" })).toBe("11440700007062431G");
  });

  test("主体标识校验码 10 写作 X，11 写作 0", () => {
    const checks = Array.from({ length: 200 }, (_, n) => organizationCheck(String(n).padStart(8, "0")));
    expect(new Set(checks)).toEqual(new Set("0123456789X"));
    expect(organizationCheck("00000000")).toBe("0");
  });

  test.each([
    ["44070", "M000100Y"],
    ["440703", "M000100"],
    ["440703", "M000100Y4"],
    ["440703", "I0000000"],
    ["44O703", "M000100Y"],
  ])("%s %s 造不出代码", (region, body) => expect(() => makeCreditCode({ region, body })).toThrow(RangeError));

  test("没有依据的类别不猜", () => expect([kindOfCreditCode("A1"), kindOfCreditCode("")]).toEqual([null, null]));
});
