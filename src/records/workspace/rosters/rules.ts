import { whyNotParent } from "#records/people/divisions/rules.ts";

type Found<T> = { value: T } | { problem: string };

/** The one of this name, or why none can be told. */
export function named<T extends { name: string }>(
  name: string,
  all: readonly T[],
  noun: string,
  next: string,
): Found<T> {
  const same = all.filter((each) => each.name === name);
  const [only] = same;
  if (only && same.length === 1) return { value: only };
  return {
    problem: only ? `叫“${name}”的${noun}有 ${same.length} 个，请先改名区分` : `没有叫“${name}”的${noun}，${next}`,
  };
}

/** 登录名按姓名拼音: the first that is free, then with a number behind it. */
export function candidates(letters: string): string[] {
  const plain = letters
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 36);
  const base = plain.length < 3 ? `${plain}user`.slice(0, 36) : plain;
  return [base, ...Array.from({ length: 98 }, (_, index) => `${base}${index + 2}`)];
}

interface Branch {
  id: string;
  name: string;
  parentId: string | null;
  closedOn: string | null;
}

/** A tree told row by row: each parent is known by then or stands in the same sheet, and nothing runs in a circle. */
export function whyNotUnder(row: Branch, all: readonly Branch[]): string | null {
  return whyNotParent(row.id, row.parentId, all)?.message ?? null;
}
