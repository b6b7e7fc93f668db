import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Lit, type Mark, piecesOf, worstOf } from "./marks.ts";

const mark = (from: number, to: number, number: number, severity: Mark["severity"] = "error"): Mark => ({
  from,
  to,
  number,
  severity,
});

describe("原文分段", () => {
  test("重叠的记号各自从头标到尾，编号记在末尾", () => {
    const pieces = piecesOf("增长9.14%，达101.93亿元", [mark(0, 7, 1), mark(2, 7, 2, "note")], []);
    expect(pieces.map(({ text, marks, ends }) => [text, marks.length, ends.map(({ number }) => number)])).toEqual([
      ["增长", 1, []],
      ["9.14%", 2, [1, 2]],
      ["，达101.93亿元", 0, []],
    ]);
    expect(worstOf(pieces[1]?.marks ?? [])?.number).toBe(1);
  });

  test("点亮的数分清是它本身还是相关的数；超出原文的位置收回到原文之内", () => {
    const pieces = piecesOf("A60，B30", [mark(5, 99, 1)], [{ from: 1, to: 3, isOperand: true }]);
    expect(pieces.map(({ text, lit, ends }) => [text, lit, ends.length])).toEqual([
      ["A", null, 0],
      ["60", "operand", 0],
      ["，B", null, 0],
      ["30", null, 1],
    ]);
  });

  test("不论怎样标，拼起来总是原文，每个记号都恰好标全", () => {
    const place = fc.integer({ min: -3, max: 30 });
    const span = fc.tuple(place, place).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
    fc.assert(
      fc.property(
        fc.string({ maxLength: 24 }),
        fc.array(span, { maxLength: 6 }),
        fc.array(span, { maxLength: 6 }),
        (text, marked, shone) => {
          const marks = marked.map((each, number) => ({ ...each, number, severity: "note" as const }));
          const lit: Lit[] = shone.map((each) => ({ ...each, isOperand: true }));
          const pieces = piecesOf(text, marks, lit);
          expect(pieces.map((piece) => piece.text).join("")).toBe(text);
          for (const each of marks) {
            const whole = pieces.filter((piece) => piece.marks.some(({ number }) => number === each.number));
            expect(whole.map((piece) => piece.text).join("")).toBe(
              text.slice(Math.max(0, each.from), Math.max(0, each.to)),
            );
          }
        },
      ),
    );
  });
});
