/**
 * Works out a published formula: `{000-C022}+{000-C023}`, with + − × ÷, brackets and plain numbers, or `count(…、…)`.
 * Null where a figure it names has no number.
 */
export function workOut(formula: string, valueOf: (id: string) => number | null): number | null {
  const list = /^count\((.*)\)$/.exec(formula);
  if (list) return (list[1] ?? "").split("、").length;
  const words = formula.match(/\{[^}]+\}|\d+(?:\.\d+)?|[-+*/()]/g) ?? [];
  if (words.join("") !== formula) throw new Error(`unreadable formula: ${formula}`);
  let at = 0;
  const next = () => words[at++];
  const factor = (): number | null => {
    const word = next() ?? "";
    if (word.startsWith("{")) return valueOf(word.slice(1, -1));
    if (word !== "(") return Number(word);
    const inner = sum();
    if (next() !== ")") throw new Error(`unreadable formula: ${formula}`);
    return inner;
  };
  const chain = (signs: string, part: () => number | null): number | null => {
    let total = part();
    while (signs.includes(words[at] ?? "none")) {
      const sign = next();
      const other = part();
      total = total === null || other === null ? null : joined(total, sign, other);
    }
    return total;
  };
  const product = () => chain("*/", factor);
  const sum = (): number | null => chain("+-", product);
  const result = sum();
  if (at !== words.length) throw new Error(`unreadable formula: ${formula}`);
  return result;
}

function joined(one: number, sign: string | undefined, other: number): number {
  if (sign === "+") return one + other;
  if (sign === "-") return one - other;
  return sign === "*" ? one * other : one / other;
}
