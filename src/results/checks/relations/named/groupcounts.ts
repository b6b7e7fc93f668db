/*
 * 名称的个数: 五条产业链…。A链23个，B链16个…: how many names a list with figures has, as the words before it say. The noun that is counted ends as the names do, so
 * that it is they that are counted. Always a 疑点; lists with 等 say nothing.
 *
 * 例：三支队伍共走访96家，其中一队40家、二队36家、三队20家。反例：五个镇街中，东镇12个、西镇9个领先；8个县区中3个县…。
 */
import type { Fact } from "../../facts/fact.ts";
import { groupsOf } from "../../facts/namedgroups.ts";
import type { Group } from "../../facts/namedvalues.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { type Match, type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* groupCounts(text: Text): Generator<Slip | Match> {
  for (const group of groupsOf(text)) {
    if (group.table || group.members.length < 3) continue;
    const reading = text.readings[group.from];
    const found = reading ? counted(group, reading) : null;
    if (found) yield found;
  }
}

const farthest = 90;

function counted(group: Group, { passage, facts }: Reading): Slip | Match | null {
  const { plain } = passage;
  const first = group.members[0]?.values[0];
  const last = group.members.at(-1)?.values[0];
  const kind = kindOf(group);
  if (!first || !last || kind === "" || last.from < first.from) return null;
  if (/^[^，。；]{0,6}等|^[^。；]{0,30}(?:领先|居前|位居)/.test(plain.slice(last.to, last.to + 30))) return null;
  const count = facts.findLast(({ to, from }) => to <= first.from && first.from - from < farthest);
  if (
    !count ||
    !isCount(count, kind, plain) ||
    /主要|重点|领先|前[两三四五]|部分|如/.test(plain.slice(count.to + kind.length + 4, first.from))
  )
    return null;
  const operands = group.members.flatMap(({ values }) => values.map(stretchOf));
  const names = group.members.map(({ name }) => name.slice(0, 10)).join("、");
  const at = stretchOf(count);
  const size = group.members.length;
  if (count.base === size)
    return { kind: "match", rule: "item-count", at, because: `列有 ${size} 个：${names}`, operands };
  if (Math.abs(count.base - size) > 2) return null;
  return {
    kind: "slip",
    rule: "item-count",
    severity: "warning",
    at,
    stated: printed(count),
    expected: `${size}${count.unit?.title ?? ""}`,
    because: `写的是 ${count.base}，列出的是 ${size}：${names}`,
    operands: operands.slice(0, 20),
    message: "所说的个数与列出的名称不符，请核对",
  };
}

/** In what all names end: 链, 县, 队; and 县区 for 县 and 区. */
function kindOf({ members }: Group): string {
  const ends = new Set(members.map(({ name }) => name.at(-1) ?? ""));
  const [end = ""] = ends;
  return ends.size === 1 && /[链县区市镇乡队组园类所校院局科部站库层]/.test(end) ? end : "";
}

const isCount = (count: Fact, kind: string, plain: string): boolean =>
  count.hedge === null &&
  /^(?:个|条|支|类|家|所|大|只|座)$/.test(count.unit?.title ?? "") &&
  (count.unit?.title === kind || new RegExp(`^[一-龥]{0,5}${kind}`).test(plain.slice(count.to, count.to + 8)));
