/*
 * 顺序: where a row of numbers that should count 1, 2, 3… does not.
 *
 * One wrong number is one flaw: in 1 2 4 4 5 the third is a slip of the pen for 3, because what follows goes on as if it
 * were; in 1 2 4 5 the 3 is missing; in 1 2 2 3 the second 2 is one too many.
 */
export interface Flaw {
  /** Index of the number that does not fit. */
  at: number;
  /** What was due there. */
  expected: number;
  kind: "typo" | "gap" | "repeat" | "intruder";
}

export function flawsOf(numbers: readonly number[], from = 1): Flaw[] {
  const flaws: Flaw[] = [];
  let expected = from;
  numbers.forEach((number, at) => {
    const next = numbers[at + 1];
    if (number === expected) expected += 1;
    else if (next === expected + 1) flaws.push({ at, expected: expected++, kind: "typo" });
    else if (next === expected && number !== expected - 1) flaws.push({ at, expected, kind: "intruder" });
    else {
      flaws.push({ at, expected, kind: number > expected ? "gap" : "repeat" });
      expected = number + 1;
    }
  });
  return flaws;
}
