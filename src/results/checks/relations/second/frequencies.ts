/*
 * 频次: how often a thing is done, and how many times that is in a year: 每两个月召开一次，全年6次; 每季度巡查不少于1次，一年不少于4次; 一月一调度…，全年调度12次.
 *
 * 例：每两个月召开一次，全年4次 → 6。 反例：每月调度一次，全年调度会议15次（另有专题的）——所说的不是同一件事时不问。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Text } from "../../facts/text.ts";
import type { Observation, Stretch } from "../../judgement/claim.ts";

const number = "[一二两三四五六七八九十半]{1,2}|\\d{1,2}";
const pattern = new RegExp(
  `每(?:(?<each>${number})?个?(?<span>月|季度?|半年|半个月|半月|周|星期)|(?<months>${number})个月)[^，。；\\d]{0,10}?(?:不少于|至少)?(?<times>${number})次[^。；\\d]{0,8}?[，,](?:即|也就是|合计|共)?(?<whole>全年|一年|每年|年内|每月|一个月)[^，。；\\d]{0,8}?(?:不少于|至少|达到?|共)?(?<said>\\d{1,3}|[一二三四五六七八九十]{1,3})次`,
  "g",
);

/** In half months. */
const spans: Record<string, number> = { 月: 2, 季: 6, 季度: 6, 半年: 12, 半个月: 1, 半月: 1 };

export function* frequencies(text: Text): Generator<Observation> {
  for (const passage of text.passages) {
    if (passage.cell || !passage.plain.includes("每") || !passage.plain.includes("次")) continue;
    for (const match of matchesOf(passage.plain, pattern)) {
      const { each, span = "", months, times = "", whole = "", said = "" } = match.groups ?? {};
      const one =
        months === "半"
          ? 1
          : months
            ? 2 * (parseNumeral(months) ?? Number.NaN)
            : (spans[span] ?? Number.NaN) * (each ? (parseNumeral(each) ?? Number.NaN) : 1);
      const all = whole.includes("月") ? 2 : 24;
      const due = (all / one) * (parseNumeral(times) ?? Number.NaN);
      const told = parseNumeral(said);
      if (!Number.isInteger(due) || told === null) continue;
      const to = match.index + match[0].length;
      const at: Stretch = { passage, from: to - said.length - 1, to };
      const operands = [{ passage, from: match.index, to: match.index + 4 }];
      const because = `${match[0].replace(/[，,].*$/s, "")}，${whole}应为 ${due} 次`;
      if (told === due) yield { kind: "match", rule: "item-count", at, because, operands };
      else
        yield {
          kind: "slip",
          rule: "item-count",
          severity: "warning",
          at,
          stated: `${said}次`,
          expected: `${due}次`,
          because,
          operands,
          message: "次数与所说的频次不符，请核对",
        };
    }
  }
}
