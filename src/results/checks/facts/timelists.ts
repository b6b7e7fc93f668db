/*
 * 时间列举: times of one kind that are told one after the other in a sentence, each with a figure for the same thing: 2021年投入380万元，2022年投入388万元,
 * 一季度到位…，二季度到位…; or only named: 2021年、2022年、2023年. What stands between the time and its figure tells whether it is the same thing.
 */
import { matchesOf } from "./matches.ts";
import type { Passage } from "./passages.ts";

export interface TimeSaid {
  number: number;
  from: number;
  to: number;
}

export type TimeKind = "year" | "quarter" | "month";

export interface TimeList {
  kind: TimeKind;
  times: TimeSaid[];
}

const time =
  "(?:(20\\d{2})\\s*年度?(?!\\s*\\d{1,2}\\s*月)|第?([一二三四])季度|(?<![\\d-])(1?\\d)月份?(?!\\s*\\d{1,2}日|[底末初上中下]))";
const pattern = new RegExp(time, "g");
const quarters = " 一二三四";

export function timeListsIn({ plain }: Passage): TimeList[] {
  if (!/年|季度|月/.test(plain)) return [];
  const said = matchesOf(plain, pattern).map(saidAt);
  if (said.length < 2) return [];
  const told = said.flatMap((each) => withWords(plain, each) ?? []);
  return [
    ...runsOf(told, (a, b) => isSameSentence(plain, a.to, b.from)),
    ...runsOf(said, (a, b) => /^\s*[、和及与]\s*$/.test(plain.slice(a.to, b.from))),
  ];
}

type Said = TimeSaid & { kind: TimeKind; words: string };

function saidAt(match: RegExpExecArray): Said {
  const [all, year, quarter, month] = match;
  const number = Number(year ?? month ?? quarters.indexOf(quarter ?? ""));
  const kind = year ? "year" : quarter ? "quarter" : "month";
  return { kind, number, from: match.index, to: match.index + all.length, words: "" };
}

/** With the words up to its figure, where it begins a part of the sentence. */
function withWords(plain: string, said: Said): Said | null {
  if (!/(?:^|[，、；。：和及])\s*$/.test(plain.slice(Math.max(0, said.from - 3), said.from))) return null;
  const words = /^([^，、；。：\d()]{0,8})\d/.exec(plain.slice(said.to, said.to + 9))?.[1];
  return words === undefined ? null : { ...said, words };
}

/** 近3年（2021年以来）…，2023年形成…；近5年（2019年以来）…，2023年形成…: with another span of time between, it is no list. */
const isSameSentence = (plain: string, from: number, to: number): boolean =>
  to - from < 80 && !/。|近[\d一二两三四五十]{1,2}年|20\d{2}\s*年/.test(plain.slice(from, to));

/** Neighbours of one kind with the same words behind them. */
function runsOf(said: readonly Said[], joins: (a: Said, b: Said) => boolean): TimeList[] {
  const lists: { kind: TimeKind; times: Said[] }[] = [];
  for (const each of said) {
    const last = lists.at(-1)?.times.at(-1);
    if (last && last.kind === each.kind && last.words === each.words && joins(last, each))
      lists.at(-1)?.times.push(each);
    else lists.push({ kind: each.kind, times: [each] });
  }
  return lists.filter(({ times }) => times.length > 1);
}
