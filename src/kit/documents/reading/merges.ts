/* 合并单元格 of one sheet. */
import type { Sheet } from "../xlsx.ts";

export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface Merges {
  /** Those whose first row this is. */
  from: (row: number) => Merge[];
  /** One goes from row `above` down to row `below`. */
  join: (above: number, below: number) => boolean;
  /** One takes more than two columns of this row, and no other row. */
  isWide: (row: number) => boolean;
}

export async function readMerges(sheet: Sheet): Promise<Merges> {
  const byRow = new Map<number, Merge[]>();
  for (const range of (await sheet.outline()).merges) {
    const merge = mergeOf(range);
    if (!merge) continue;
    const others = byRow.get(merge.top);
    if (others) others.push(merge);
    else byRow.set(merge.top, [merge]);
  }
  const from = (row: number) => byRow.get(row) ?? [];
  const reaches = reachOf(byRow);
  return {
    from,
    join: (above, below) => (reaches(above) ?? 0) >= below,
    isWide: (row) => from(row).some(({ top, bottom, left, right }) => top === bottom && right - left > 1),
  };
}

function mergeOf(range: string): Merge | null {
  const [, left = "", top, right = "", bottom] = /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/.exec(range) ?? [];
  return top && bottom
    ? { top: Number(top), bottom: Number(bottom), left: columnIndex(left), right: columnIndex(right) }
    : null;
}

function columnIndex(letters: string): number {
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** How far down anything reaches that begins at a row or above it. */
function reachOf(byRow: Map<number, Merge[]>): (row: number) => number | undefined {
  const starts = [...byRow.keys()].sort((a, b) => a - b);
  let reach = 0;
  const reaches = starts.map((start) => {
    for (const { bottom } of byRow.get(start) ?? []) reach = Math.max(reach, bottom);
    return reach;
  });
  return (row) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    return reaches[low - 1];
  };
}
