/*
 * 名目与所数之物: do the names of a list look like the things that were counted?
 */
import type { Count } from "./counts.ts";
import type { Names } from "./names.ts";

/** 外资项目4个，合计3.2亿元：甲项目1.2亿元、乙项目0.8亿元…: each is called by the word for what is counted. */
export function areNamed({ names }: Names, around: string): boolean {
  const words = names.map((name) => /([一-龥]{2})\(?\d/.exec(name)?.[1] ?? "");
  return new Set(words).size === 1 && words[0] !== "" && around.includes(words[0] ?? "");
}

/** Names that end alike, or as the word for what is counted: 甲县、乙县 – 5个县区. */
export function isAlike({ names }: Names, { noun, unit }: Count): boolean {
  const endings = names.map((name) =>
    name
      .replaceAll(/\([^()]*\)|[“”《》\s]/g, "")
      .replace(/等?$/, "")
      .slice(-1),
  );
  const own = `${unit}${noun}`;
  const [first = ""] = endings;
  const isSame = endings.slice(0, -1).every((ending) => ending === first) && /[一-龥]/.test(first);
  return isSame || endings.slice(0, -1).every((ending) => ending !== "" && own.includes(ending));
}
