/* 升降: which way the words of a difference between two rates say that it went. */
import { matchesOf } from "./matches.ts";

const up =
  /提高|上升|提升|增加|增长|扩大|上涨|攀升|高于|快于|超过|超出|高出|超额|优于|领先|好于|多于|加快|走高|回升|[高快多超](?!新|质量|端|校|层|于|过|出|额)/g;
const down = /降低|下降|放缓|减缓|走低|回落|减少|收窄|缩小|下滑|低于|慢于|落后|少于|不及|低出|[低慢少差](?!于)/g;

/** The last such word wins; 0 where none is said. */
export function signOf(words: string): -1 | 0 | 1 {
  const last = (pattern: RegExp): number => matchesOf(words, pattern).at(-1)?.index ?? -1;
  const [rise, fall] = [last(up), last(down)];
  return rise === fall ? 0 : rise > fall ? 1 : -1;
}
