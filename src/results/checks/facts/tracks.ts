/*
 * 指标的轨迹: every amount of a document by what it measures and when: what there was, what there is, what is aimed at and what is still to be done. So that a plan may be held
 * against what was told many pages before: 签约项目64个 … 全年目标为签约项目120个 … 下半年还需签约项目56个.
 */
import type { Fact } from "./fact.ts";
import { goalWord } from "./goals.ts";
import { likenessOf } from "./likeness.ts";
import { once, onceForWords } from "./once.ts";
import type { Text } from "./text.ts";
import { areKin } from "./units.ts";

export interface Track {
  fact: Fact;
  /** What is measured, without time and aim. */
  core: string;
  when: "goal" | "due" | "former" | "now";
}

export const dueWord =
  /(?:下半年|[二三四]季度|后[两三四]个月|后\d个月|年底前|年内|接下来)[^，。；\d]{0,6}(?:需|再|还|须|要|差|缺)|(?:还|尚|仍)(?:需|差|缺|须|要)|剩余任务/;
const goalSaid = new RegExp(`(?:${goalWord})`);
const done = /完成|实际|实现|已|同比|增长|比|较|占|其中/;

const timeAndAim =
  /(?:20\d\d年度?|\d{1,2}月(?:底|末|份)?|[上下]半年|[一二三四前][一二三四]?季度|全年|年[末底初内]|今年|本年|去年|上年|同期|目前|现有|当前|届时|累计|合计|共计|总共|实际|预计|计划|目标|任务|指标|力争|争取|确保|至少|不少于|不低于|推动|促成|提高|提升|扩大|增加|减少|还需|尚需|仍需|还差|尚差|还要|完成|实现|达到|按照|测算|新增|全[市县区省州]|我[市县区局])+/g;
const edges = /^[再需使将新按对的净共为]+|[共为有约的达至到按比较可净]+$/g;

export const trackCore = onceForWords((words: string): string =>
  words
    .replaceAll(/\s|[“”"()（）]/g, "")
    .replace(/^.*[，；：、。]/, "")
    .replaceAll(timeAndAim, "")
    .replaceAll(edges, "")
    .slice(-12),
);

const isAmount = ({ unit, role, base, hedge }: Fact): boolean =>
  unit !== null &&
  base > 0 &&
  hedge !== "range" &&
  hedge !== "about" &&
  ["level", "target", "base"].includes(role) &&
  !["percent", "point", "times", "score", "day", "month"].includes(unit.dimension);

function whenOf({ passage, from, lead }: Fact): Track["when"] {
  const words = passage.plain.slice(Math.max(0, from - 90), from).replace(/^.*[。；]/s, "");
  const due = words.search(dueWord);
  if (due >= 0 && !/累计|达到|确保|全年|平均|每|月均|其中|比|较/.test(words.slice(due + 4))) return "due";
  if (/上年|去年|同期|上届/.test(lead)) return "former";
  const aim = words.search(goalSaid);
  return aim >= 0 && !done.test(words.slice(aim)) ? "goal" : "now";
}

/** 竣工投产数同比出现下降，完成全年目标70个: of what its sentence begins with. */
const topicOf = ({ passage, from }: Fact): string => {
  const sentence = passage.plain.slice(Math.max(0, from - 60), from).replace(/^.*[。；]/s, "");
  const [, topic = ""] =
    /^(?:[一二三四五六七八九]是|\([一二三四五六七八九]\))?([一-龥]{2,12}?)(?:[数额]?(?:同比|比|较|出现)|，)/.exec(
      sentence,
    ) ?? [];
  return trackCore(topic);
};

const mostTabled = 400;

export const tracksOf = once((text: Text): Track[] => {
  const found: Track[] = [];
  for (const { passage, facts } of text.readings) {
    if (passage.cell) continue;
    let last: Track | null = null;
    for (const fact of facts) {
      if (!isAmount(fact)) continue;
      const own = trackCore(fact.lead) + fact.noun.slice(0, 4);
      // 签约64个，完成全年目标120个的53.3%: the goal is of what stands before it.
      const core: string =
        own.length > 1
          ? own
          : last?.fact.sentence === fact.sentence && areKin(last.fact.unit, fact.unit)
            ? last.core
            : topicOf(fact);
      last = { fact, core, when: whenOf(fact) };
      if (core.length > 1) found.push(last);
    }
  }
  let tabled = 0;
  for (const table of text.tables)
    for (let column = 0; column < table.columns; column++) {
      const title = table.columnTitle(column);
      const when =
        goalSaid.test(title) && !/完成/.test(title) ? "goal" : /上年|去年|同期/.test(title) ? "former" : "now";
      if (/率|占比|增|差/.test(title)) continue;
      for (let row = table.body; row < table.rows && tabled < mostTabled; row++) {
        const fact = table.fact(row, column);
        if (!fact || !isAmount(fact)) continue;
        tabled += 1;
        const core = trackCore(table.rowTitle(row));
        if (core.length > 1) found.push({ fact, core, when });
      }
    }
  return found;
});

/** Called the same but for time and aim: 签约项目, 新签约项目; 竣工投产, 竣工投产项目. */
export function areTracked(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 2) return false;
  return long.includes(short) ? short.length >= 4 || long.length - short.length <= 4 : likenessOf(short, long) >= 0.66;
}

interface Index {
  byFact: ReadonlyMap<Fact, Track>;
  byPair: ReadonlyMap<string, Track[]>;
}

const pairsIn = (core: string): string[] =>
  Array.from({ length: Math.max(0, core.length - 1) }, (_, at) => core.slice(at, at + 2));

const indexOf = once((text: Text): Index => {
  const byPair = new Map<string, Track[]>();
  for (const track of tracksOf(text))
    for (const pair of new Set(pairsIn(track.core))) {
      const known = byPair.get(pair);
      if (known) known.push(track);
      else byPair.set(pair, [track]);
    }
  return { byFact: new Map(tracksOf(text).map((track) => [track.fact, track])), byPair };
});

export const trackOf = (fact: Fact, text: Text): Track | undefined => indexOf(text).byFact.get(fact);

/** So many of one pair of characters are looked at, however long the text. */
const mostAlike = 80;

/** Called so, in a unit of the same kind; found by the pairs of characters of its name. */
export function trackedAs(core: string, kin: Fact, text: Text): Track[] {
  const { byPair } = indexOf(text);
  const found = new Set<Track>();
  for (const pair of pairsIn(core)) for (const track of (byPair.get(pair) ?? []).slice(0, mostAlike)) found.add(track);
  return [...found].filter(
    (track) => track.fact !== kin && areKin(track.fact.unit, kin.unit) && areTracked(track.core, core),
  );
}
