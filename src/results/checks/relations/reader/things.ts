/*
 * 数与所数: a number of things right behind their names, whatever the things are: “先进制造、新型材料、数字服务、现代物流4个方向”, “产业链图、路线图、分布图“三图””; of clauses just set out: “……；……；……。
 * 以上职能共五项”; and points earned against the points that can be had: “分值30分，得27.18分”.
 *
 * Names count only where they are alike in length, so that the last one is a name and not a clause that goes on. 等 leaves more to come, yet not fewer. Always a 疑点.
 *
 * 例：甲、乙、丙、丁5个方向。 反例：甲县、乙县和3个开发区（另数）；在甲、乙设立驻点机构4个（不是它们的个数）。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "../../facts/matches.ts";
import { namesBefore } from "../../facts/names.ts";
import { once } from "../../facts/once.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip, Stretch } from "../../judgement/claim.ts";

export const things = once((text: Text): Slip[] =>
  text.passages.flatMap((passage) =>
    passage.cell ? [] : [...named(passage), ...quoted(passage), ...clauses(passage), ...points(passage)],
  ),
);

const told = (passage: Passage, from: number, to: number, stated: string, expected: string, because: string): Slip => ({
  kind: "slip",
  rule: "item-count",
  severity: "warning",
  at: { passage, from, to },
  stated,
  expected,
  because,
  operands: [] as Stretch[],
  message: `写的是 ${stated}，列出的是 ${expected}，请核对`,
});

const counted =
  /(?<![\d.,一二两三四五六七八九十百第])(?<number>[2-9]|1\d|[二两三四五六七八九十]|十[一二三四五六])(?<unit>[个大类项条家种支只座所])(?=[一-龥]{2})/g;
const verbs =
  /设立|建立|成立|开展|举办|签约|引进|完成|实现|共|新增|组织|落户|投资|到位|派出|分别|合计|占|比|达|为|的|等|和|及|与|在|对|年|月|\d/;

/** 先进制造、新型材料、数字服务、现代物流 | 4个方向 */
function* named(passage: Passage): Generator<Slip> {
  const { plain } = passage;
  if (!plain.includes("、")) return;
  for (const { index, groups = {}, 0: all } of matchesOf(plain, counted)) {
    const isOpen = plain[index - 1] === "等";
    const names = namesBefore(plain, isOpen ? index - 1 : index);
    const count = parseNumeral(groups.number ?? "");
    if (!names || count === null || names.names.length < 3 || names.isCounted || names.natural.length !== 1) continue;
    const [, ...others] = names.names;
    const lengths = others.map(({ length }) => length);
    const isAlike =
      Math.max(...lengths) <= 8 &&
      Math.max(...lengths) - Math.min(...lengths) <= (isOpen ? 5 : 2) &&
      Math.min(...lengths) > 1;
    if (!isAlike || others.some((name) => verbs.test(name)) || /[分共有]$/.test(names.names[0] ?? "")) continue;
    const [natural = 0] = names.natural;
    if (isOpen ? count >= natural : names.readings.includes(count)) continue;
    yield told(
      passage,
      index,
      index + all.length,
      all,
      `${natural}${groups.unit ?? ""}`,
      `列有 ${natural} 项：${names.names.join("、").slice(-40)}`,
    );
  }
}

/** 产业链图、路线图、分布图“三图” */
function* quoted(passage: Passage): Generator<Slip> {
  const { plain } = passage;
  for (const { index, 1: number = "", 2: thing = "", 0: all } of matchesOf(
    plain,
    /“([二两三四五六七八九十])([一-龥]{1,2})”/g,
  )) {
    const names = namesBefore(plain, index);
    const count = parseNumeral(number);
    if (!names || count === null || names.isOpen || names.names.length < 2) continue;
    if (!names.names.every((name) => name.endsWith(thing)) || names.readings.includes(count)) continue;
    yield told(
      passage,
      index,
      index + all.length,
      number + thing,
      `${names.names.length}`,
      `列有 ${names.names.length} 项：${names.names.join("、").slice(-40)}`,
    );
  }
}

const summing = /(?:以上|上述)[一-龥]{0,8}共(?:计|有|分为)?(\d{1,2}|[二两三四五六七八九十]{1,2})(?:项|条|个|类|点|款)/g;

/** ……；……；……。以上职能共五项 */
function* clauses(passage: Passage): Generator<Slip> {
  const { plain } = passage;
  for (const { index, 1: number = "", 0: all } of matchesOf(plain, summing)) {
    const end = plain.lastIndexOf("。", index);
    const start = plain.lastIndexOf("。", end - 1) + 1;
    const marks = plain.slice(start, end).match(/；/g)?.length ?? 0;
    const count = parseNumeral(number);
    if (end < 0 || index - end > 3 || marks < 2 || count === null || count === marks + 1) continue;
    yield told(passage, index, index + all.length, number, String(marks + 1), `前面以分号列有 ${marks + 1} 项`);
  }
}

const earned =
  /(?:满分|分值|权重)(?:为)?(\d{1,3}(?:\.\d+)?)分?[，,、](?:实际|自评|评价)?得分?(?:为)?(\d{1,3}(?:\.\d+)?)分/g;

/** 分值30分，得87.18分 */
function* points(passage: Passage): Generator<Slip> {
  if (!passage.plain.includes("得")) return;
  for (const { index, 1: full = "", 2: got = "", 0: all } of matchesOf(passage.plain, earned)) {
    if (Number(got) <= Number(full)) continue;
    yield {
      ...told(passage, index, index + all.length, `${got}分`, `不超过 ${full}分`, `满分 ${full} 分`),
      rule: "score",
      message: "得分高于分值，请核对",
    };
  }
}
