/*
 * 排在前列的名目: names without figures, told from the first down (得分由高到低依次为乙园、甲园、丙园; 完成率前两位的是乙园和甲园; 后两位为丁园、丙园), against
 * a column of a table or the figures told in the same passage. How many they are is for itemcounts.ts.
 *
 * Which column is meant is seldom said: one in which the names stand as told was meant. A breach is told only of a column whose title is said in
 * the clause, or of the only one there is. Names with figures are for rankruns.ts. Always a 疑点.
 *
 * 例：乙园95分、甲园88分、丙园79分，由高到低依次为甲园、乙园、丙园。反例：按首字母排序依次为…；前三季度；居前列的有甲园、乙园等。
 */
import { matchesOf } from "../../facts/matches.ts";
import { type Names, namesAfter } from "../../facts/names.ts";
import type { Reading } from "../../facts/quantities.ts";
import { longestShared } from "../../facts/rowpairs.ts";
import type { Text } from "../../facts/text.ts";
import { type Observation, type Stretch, stretchOf } from "../../judgement/claim.ts";
import { columnsOf, type Member, nameOf, runsOf } from "./superlatives.ts";

export function* rankedNames(text: Text): Generator<Observation> {
  let columns: Series[] | null = null;
  for (const reading of text.readings) {
    const { passage } = reading;
    if (passage.cell || !/[前后][二两三四五六七八九十\d]|[由从][高大多低小少]到/.test(passage.plain)) continue;
    for (const said of saidIn(reading)) {
      columns ??= text.tables.slice(0, 40).flatMap((table) => {
        const all = [...columnsOf(table)];
        return all.map(([column, members]) => ({
          members,
          title: table.columnTitle(column),
          isOnly: all.length === 1,
        }));
      });
      yield* ordered(said, [...inPassage(said, reading), ...columns]);
    }
  }
}

interface Said {
  at: Stretch;
  names: Names;
  /** From the highest down (1), from the lowest up (−1); 后两位 in any order. */
  sign: 1 | -1;
  isSet: boolean;
  words: string;
}

interface Series {
  members: Member[];
  title: string;
  isOnly: boolean;
}

const opening =
  /(?:(?<side>[前后])(?:[二两三四五六七八九十]|\d{1,2})(?:名|位|强|家|个)?(?:的|[一-龥]{0,3}(?:县|区|园区|市|单位|部门|企业))|[由从](?<from>[高大多低小少])到[高大多低小少])[^，。；：、\d]{0,16}?(?:是|为|有|：)/g;

function saidIn({ passage }: Reading): Said[] {
  const { plain } = passage;
  return matchesOf(plain, opening).flatMap(({ index, 0: text, groups = {} }) => {
    const to = index + text.length;
    const names = namesAfter(plain, to, plain.length);
    const end = names?.places.at(-1)?.to ?? to;
    if (!names || Math.max(...names.natural) < 2 || names.isOpen || /\d/.test(plain.slice(to, end))) return [];
    const isLow = groups.side === "后" || /[低小少]/.test(groups.from ?? "");
    return [
      {
        at: { passage, from: to, to: end },
        names,
        sign: isLow ? -1 : 1,
        isSet: groups.side === "后",
        words: plain.slice(Math.max(0, index - 24), to).replace(/^.*[。；]/, ""),
      },
    ];
  });
}

const slip = (at: Stretch, due: string, facts: Stretch[]): Observation => ({
  kind: "slip",
  rule: "rank",
  severity: "warning",
  at,
  stated: at.passage.text.slice(at.from, at.to),
  expected: due,
  because: due,
  operands: facts,
  message: "所列名目的先后与数字的大小不符，请核对",
});

function inPassage({ at }: Said, { facts, passage }: Reading): Series[] {
  return runsOf(
    facts.filter((fact) => fact.to <= at.from),
    passage.plain,
  ).map((run) => ({
    members: run.map((value) => ({ name: nameOf(value).replace(/^[一-龥]*[：，]/, ""), value })),
    title: "",
    isOnly: true,
  }));
}

function* ordered(said: Said, series: readonly Series[]): Generator<Observation> {
  const all = series.flatMap((each) => {
    const named = membersOf(said.names, each.members);
    const isSaid = longestShared(said.words, each.title.replaceAll(/[(（][^()（）]*[)）]/g, "")) > 1;
    return named ? [{ ...each, named, isSaid }] : [];
  });
  const entitled = all.filter(({ isSaid }) => isSaid);
  const tried = entitled.length > 0 ? entitled : all;
  const holds = tried.find(({ named, members }) => isOrdered(said, named, members));
  if (holds) {
    const operands = holds.named.map(({ value }) => stretchOf(value));
    yield { kind: "match", rule: "rank", at: said.at, because: `与“${holds.title}”的大小一致`, operands };
    return;
  }
  const meant = tried.find(({ isOnly, isSaid }) => isOnly || isSaid);
  if (!meant) return;
  const due = meant.members
    .toSorted((a, b) => said.sign * (b.value.base - a.value.base))
    .slice(0, meant.named.length)
    .map(({ name, value }) => `${name} ${value.number}`)
    .join("、");
  yield slip(
    said.at,
    due,
    meant.named.map(({ value }) => stretchOf(value)),
  );
}

/** The one member of each name: 甲县和乙县 are two. */
function membersOf({ names }: Names, members: readonly Member[]): Member[] | null {
  const words = names.flatMap((name) => name.split(/和|及|与/));
  const found = words.map((word) => {
    const kin = members.filter(
      ({ name }) => word.trim() !== "" && (word.includes(name) || name.startsWith(word.trim())),
    );
    return kin.length === 1 ? kin[0] : undefined;
  });
  const all = found.flatMap((member) => member ?? []);
  return all.length === words.length && new Set(all).size === all.length && members.length > 2 ? all : null;
}

/** None is followed by a better one, and none that was left out is better than the last. */
function isOrdered({ sign, isSet }: Said, named: readonly Member[], members: readonly Member[]): boolean {
  const values = named.map(({ value }) => sign * value.base);
  const least = Math.min(...values);
  const isRun = isSet || values.every((value, index) => index === 0 || value <= (values[index - 1] ?? 0));
  return isRun && members.every((member) => named.includes(member) || sign * member.value.base <= least);
}
