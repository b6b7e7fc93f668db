/*
 * 合计的读法: which lines a total may be the sum of. Forms differ: a total stands last or first, over items or over the subtotals
 * of their groups, over rows of the outermost numbering or code, with or without the total before it (本年收入合计 and 年初结转
 * make 收入总计). All plausible readings are given, the most natural first; the relation takes the one that the figures bear out.
 */
import type { Line } from "./tablelines.ts";

export function readingsOf(total: Line, lines: readonly Line[]): Line[][] {
  const at = lines.indexOf(total);
  const [above, below] = [lines.slice(0, at), lines.slice(at + 1)];
  const readings = total.kind === "subtotal" ? ofGroup(total, above, below, lines) : ofAll(above, below);
  const seen = new Set<string>();
  return readings.filter((parts) => {
    const key = parts.map((line) => line.at).join(" ");
    return parts.length > 0 && !seen.has(key) && seen.add(key);
  });
}

const items = (lines: readonly Line[]): Line[] => lines.filter(({ kind }) => kind === "item");
const isWhole = ({ kind }: Line): boolean => kind === "total" || kind === "subtotal";

function ofGroup(total: Line, above: readonly Line[], below: readonly Line[], lines: readonly Line[]): Line[][] {
  const stem =
    total.name.replace(/\(?小计.*$/, "").replace(/(?:类|合计|总计|总额)$/, "") ||
    (/\(([^()]+)\)/.exec(total.name)?.[1] ?? "");
  const inGroup = total.group
    ? items(lines.filter((line) => line.group === total.group || line.group.startsWith(`${total.group}/`)))
    : [];
  const named =
    stem.length > 1 ? items(lines.filter(({ group, name }) => group.includes(stem) && name !== total.name)) : [];
  const up = above.slice(above.findLastIndex((line) => isWhole(line) || line.kind === "bare") + 1);
  const farUp = above.slice(above.findLastIndex(isWhole) + 1);
  const down = untilFirst(below, (line) => isWhole(line) || line.kind === "bare");
  const sameDepth = above.slice(above.findLastIndex((line) => line.kind === "total") + 1);
  return [
    inGroup,
    named,
    items(up),
    items(farUp),
    items(down),
    withDetails(down),
    withDetails(farUp),
    outermost(items(farUp)),
    // 上半年 over quarters over months.
    sameDepth.filter(({ kind }) => kind === "subtotal").slice(-2),
  ];
}

function ofAll(above: readonly Line[], below: readonly Line[]): Line[][] {
  const isSum = (line: Line) => line.kind === "total";
  const lastTotal = above.findLastIndex(isSum);
  const since = above.slice(lastTotal + 1);
  const before = above[lastTotal];
  const next = untilFirst(below, isSum);
  const upward =
    items(since).length > 0 || since.some(isWhole)
      ? [
          ...ofSide(since),
          ...(before
            ? [
                [before, ...items(since)],
                [before, ...items(since).slice(0, 1)],
              ]
            : []),
          ...ofSide(above),
        ]
      : [];
  const totals = above.filter(isSum);
  return [
    ...upward,
    ...(items(next).length > 0 ? [...ofSide(next), ...ofSide(below)] : []),
    ...(totals.length > 1 ? [totals, totals.slice(-2)] : []),
    ...(below.filter(isSum).length > 1 ? [below.filter(isSum)] : []),
  ];
}

function ofSide(lines: readonly Line[]): Line[][] {
  const plain = items(lines);
  const subtotals = lines.filter(({ kind }) => kind === "subtotal");
  const afterLast = items(lines.slice(lines.findLastIndex(({ kind }) => kind === "subtotal") + 1));
  const beforeFirst = items(untilFirst(lines, ({ kind }) => kind === "subtotal"));
  const nested = subtotals.length > 0 ? [[...subtotals, ...afterLast], [...beforeFirst, ...subtotals], subtotals] : [];
  return [...nested, outermost(plain), plain, withDetails(lines), withoutFollowers(lines)];
}

/** Rows of the shortest code, or of the outermost numbering. */
function outermost(lines: readonly Line[]): Line[] {
  const codes = lines.flatMap(({ code }) => code ?? []);
  if (codes.length === lines.length) {
    const shortest = Math.min(...codes.map((code) => code.length));
    return lines.filter(({ code }) => code?.length === shortest);
  }
  const levels = lines.flatMap(({ level }) => level ?? []);
  // Rows without any mark stand outermost where indentation marks the others.
  if (levels.some((level) => level > 10)) {
    const least = levels.length < lines.length ? null : Math.min(...levels);
    return lines.filter(({ level }) => level === least || (level !== null && level < 10 && least === null));
  }
  const top = Math.min(...levels);
  return levels.length > 1 ? lines.filter(({ level }) => level === top) : [...lines];
}

/** “其中：甲 | 乙 | 丙” may be all there is below a total. */
const withDetails = (lines: readonly Line[]): Line[] =>
  lines.some(({ kind }) => kind === "detail") ? lines.filter(({ kind }) => kind === "item" || kind === "detail") : [];

/** 其中：甲 and what follows it, up to the next number or total, are parts of the row before it. */
function withoutFollowers(lines: readonly Line[]): Line[] {
  let isInside = false;
  return lines.filter((line) => {
    if (line.kind === "detail") isInside = true;
    else if (isWhole(line) || (line.level !== null && line.level < 10) || line.code) isInside = false;
    return line.kind === "item" && !isInside;
  });
}

function untilFirst(lines: readonly Line[], isEnd: (line: Line) => boolean, from = 0): Line[] {
  let end = from;
  for (; end < lines.length; end++) {
    const line = lines[end];
    if (!line || isEnd(line)) break;
  }
  return lines.slice(from, end);
}

/** Parents and their direct children by code (类、款、项) or by numbering (一、 over （一） or 1.). */
export function* families(lines: readonly Line[]): Generator<{ parent: Line; children: Line[]; isByCode: boolean }> {
  for (const [index, parent] of lines.entries()) {
    if (parent.kind !== "item") continue;
    const children = parent.code ? byCode(parent.code, lines, index) : byLevel(parent, lines, index);
    if (children.length > 0) yield { parent, children, isByCode: parent.code !== null };
  }
}

function byCode(code: string, lines: readonly Line[], index: number): Line[] {
  const below = untilFirst(lines, (line) => !line.code?.startsWith(code) || line.code === code, index + 1);
  const shortest = Math.min(...below.map((line) => line.code?.length ?? 99));
  return below.filter((line) => line.code?.length === shortest && line.kind === "item");
}

function byLevel({ level }: Line, lines: readonly Line[], index: number): Line[] {
  if (level === null || level > 10) return [];
  const below = untilFirst(
    lines,
    (line) => isWhole(line) || line.level === null || line.level <= level || line.kind === "bare",
    index + 1,
  );
  const next = Math.min(...below.map((line) => line.level ?? 99));
  const children = below.filter((line) => line.level === next && line.kind === "item");
  return children.length > 1 ? children : [];
}
