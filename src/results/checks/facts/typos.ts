/*
 * 笔误: two figures that are one figure mistyped: a digit wrong, two digits swapped, the point moved. A text and a table that differ
 * so, about the same thing, mean the same figure. The shorter a figure, the more often that is chance: `significant` says how long.
 */
/** As printed: 1,234.50 → 1234.50 */
const plain = (printed: string): string => (/[,\s+-]/.test(printed) ? printed.replaceAll(/[,\s+-]/g, "") : printed);

/** How many digits there are between the zeros at both ends. */
export function significant(printed: string): number {
  let [count, zeros] = [0, 0];
  for (const digit of printed)
    if (digit === "0") zeros += count > 0 ? 1 : 0;
    else if (digit >= "1" && digit <= "9") [count, zeros] = [count + zeros + 1, 0];
  return count;
}

/** Both in one unit; a moved point is only one where they were printed in that unit. */
export function isTypo(a: string, b: string, isOneUnit: boolean): boolean {
  const [x, y] = [plain(a), plain(b)];
  if (x === y || x.length < 2 || y.length < 2) return false;
  if (isShifted(x, y)) return isOneUnit;
  if (x.length !== y.length || x.indexOf(".") !== y.indexOf(".")) return false;
  const differ = [...x].flatMap((digit, at) => (digit === y[at] ? [] : [at]));
  const [first = 0, second = 0] = differ;
  if (differ.length === 1) return true;
  return differ.length === 2 && x[first] === y[second] && x[second] === y[first];
}

function isShifted(x: string, y: string): boolean {
  const [a, b] = [Number(x), Number(y)];
  if (!a || !b) return false;
  const power = Math.log10(a / b);
  return Math.abs(power - Math.round(power)) < 1e-9 && Math.round(power) !== 0 && significant(x) >= 3;
}

/** Under these a figure is filed, so that its typos are found without comparing all with all. */
export function typoKeys(printed: string): string[] {
  const digits = plain(printed);
  if (digits.length > 16) return [];
  const wrong = [...digits].flatMap((digit, at) =>
    digit === "." ? [] : [`${digits.slice(0, at)}*${digits.slice(at + 1)}`],
  );
  const swapped = `~${[...digits].sort().join("")}${digits.indexOf(".")}`;
  return [...wrong, swapped, `^${digits.replace(".", "").replace(/^0+/, "").replace(/0+$/, "")}`];
}
