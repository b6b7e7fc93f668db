/*
 * 一部两室三科: numbers of several kinds told by their endings, and the list of names behind them.
 *
 * 例：内设一部两室三科，包括：产业促进部、研究室、办公室、招商科、培训科、推广科 → 部 1、室 2、科 3。
 * 反例：一心一意；“四个清单、两本台账”（后面没有名目）。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "../../facts/matches.ts";
import { type Names, namesAfter } from "../../facts/names.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Observation } from "../../judgement/claim.ts";

const series =
  /(?:(?:\d|[一二两三四五六七八九十]{1,2})个?(?:中心|园区|基地|平台|片区|组团|走廊|[部室科处股组园区县市镇办队站所院馆链带核心轴极])){2,5}/g;
const member =
  /(?<number>\d|[一二两三四五六七八九十]{1,2})个?(?<kind>中心|园区|基地|平台|片区|组团|走廊|[部室科处股组园区县市镇办队站所院馆链带核心轴极])/g;
const opener = /^[”\s]*(?:[一-龥]{0,6}[，,]?(?:分别[为是]|包括|即|为|是|有)[:：]?|[:：(])/;

/** Where numbers of several kinds stand: they are counted here, each by its own names. */
export const kindsIn = (plain: string): { from: number; to: number }[] =>
  matchesOf(plain, series).map(({ index, 0: text }) => ({ from: index, to: index + text.length }));

export function* kindCounts(passage: Passage): Generator<Observation> {
  const { plain } = passage;
  for (const match of matchesOf(plain, series)) {
    const to = match.index + match[0].length;
    const opened = opener.exec(plain.slice(to, to + 16));
    const near = opened ? namesAfter(plain, to + opened[0].length, plain.length) : null;
    const members = matchesOf(match[0], member).map(({ groups, index, 0: text }) => ({
      kind: groups?.kind ?? "",
      value: parseNumeral(groups?.number ?? "") ?? 0,
      from: match.index + index,
      to: match.index + index + text.length,
    }));
    const names = opened ? widest(near, to + opened[0].length, passage, members) : null;
    if (!names || names.names.length < 2) continue;
    const bodies = names.names.map((name) => name.replaceAll(/\([^()]*\)|[“”\s]/g, ""));
    const total = members.reduce((sum, { value }) => sum + value, 0);
    const operands = names.places.map((place) => ({ passage, from: place.from, to: place.to }));
    const isTold = bodies.every((name) => members.some(({ kind }) => name.endsWith(kind)));
    for (const { kind, value, from, to: end } of members) {
      const listed = isTold ? bodies.filter((name) => name.endsWith(kind)).length : value;
      const at = { passage, from, to: end };
      const because = isTold
        ? `列有 ${listed} 个“${kind}”：${bodies.filter((name) => name.endsWith(kind)).join("、")}`
        : `共列有 ${bodies.length} 项`;
      if (isTold ? listed === value : names.readings.includes(total))
        yield { kind: "match", rule: "item-count", at, because, operands };
      else if (isTold || !names.isOpen)
        yield {
          kind: "slip",
          rule: "item-count",
          severity: isTold && !names.isOpen ? "error" : "warning",
          at,
          stated: passage.text.slice(from, end),
          expected: isTold ? `${listed} 个${kind}` : `合计 ${bodies.length} 项`,
          because,
          operands,
          message: isTold
            ? `写的是 ${value}，列出的是 ${listed}，请核对`
            : `各类之和为 ${total}，列出的是 ${bodies.length}，请核对`,
        };
    }
  }
}

/** 即研发中心，零部件基地、总装基地，东园区、西园区: a list by kinds goes on over its commas, as long as each name ends in a kind. */
function widest(
  near: Names | null,
  from: number,
  { plain }: Passage,
  members: readonly { kind: string }[],
): Names | null {
  const [sentence = ""] = /^[^。\n]{0,300}/.exec(plain.slice(from, from + 300)) ?? [];
  const pieces = matchesOf(sentence, /[^、，；]+/g);
  const isWhole = pieces.every(([name]) => members.some(({ kind }) => name.endsWith(kind)));
  if (!isWhole || pieces.length <= (near?.names.length ?? 0)) return near;
  return {
    names: pieces.map(([name]) => name),
    places: pieces.map(({ index, 0: name }) => ({ from: from + index, to: from + index + name.length })),
    readings: [pieces.length],
    natural: [pieces.length],
    isOpen: false,
    isClean: true,
  };
}
