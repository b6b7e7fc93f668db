/*
 * 引言的年度: what a report says of itself names the year in its title.
 *
 * 根据《关于开展2023年度绩效自评工作的通知》, 现将2023年工作情况报告如下, 纳入2023年度部门决算编制范围: in the first paragraphs of a report on 2023 such a
 * sentence names no other year. The notice must be on what the title is on (自评、评价、决算、考核). What the report comes to (2023年度…自评得分) is of
 * its year as well, wherever it stands, unless the sentence names that year beside it or speaks of 上年.
 *
 * 例：2023年度自评报告里“根据《关于开展2022年度绩效自评工作的通知》”；现将2024年1—9月工作情况通报如下（标题2025年）。
 * 反例：依据2022年印发的办法；《2021—2023年行动计划》；现将2022年和2023年…。
 */
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { reportSpanOf } from "../../facts/reportspan.ts";
import { sentenceEnd, sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip } from "../../judgement/claim.ts";
import { periodSlip } from "./periodparts.ts";

const topics = ["自评", "评价", "决算", "考核", "预算"] as const;
const notice =
  /(?:关于|开展|做好|组织|编制|报送)[^，。；》\d]{0,14}(20\d{2})\s*年度?([^，。；》]{0,30})》?[^，。；]{0,16}/g;
const own =
  /(?:现将|现就|纳入)[^，。；\d]{0,16}(20\d{2})\s*年(?!\s*[-—–~至和及、])(?=[^。；]{0,40}(?:如下|范围|汇报|通报|报告))/g;

/** What the report itself comes to: 2024年度…自评得分96.5分. */
const judged =
  /(?<![比较与同和及、从自于据照将《(\d〔—–~-]\s?)(20\d{2})\s*年度[^，。；\d]{0,30}(?:自评|评价|决算|考核)[^，。；\d]{0,14}(?:得分|等级|等次|结论|结果|总分|报告)/g;
/** Of which year the first paragraphs speak, before any heading. */
const intro = /(?<![比较与同和及、从自于《(\d〔—–~-]\s?)(20\d{2})\s*年度(?![一-龥]{0,6}(?:预算|计划|目标|任务))/g;
const never = /(?!)/g;

/** The sentence speaks of the report's year as well: another year stands beside it. */
const isOther = ({ plain }: Passage, at: number, length: number, year: number): boolean => {
  const sentence = plain.slice(sentenceStart(plain, at), at) + plain.slice(at + length, sentenceEnd(plain, at));
  return new RegExp(`${year}\\s*年度?(?!\\s*\\d)`).test(sentence) || /上年|本年|以前年度|对照|整改/.test(sentence);
};

export function* introYears(text: Text): Generator<Slip> {
  const span = reportSpanOf(text);
  if (!span?.titleAt) return;
  const title = span.titleAt.passage.plain;
  const topic = topics.find((word) => title.includes(word));
  for (const passage of text.passages) {
    if (passage.cell || passage === span.titleAt.passage || !passage.plain.includes("20")) continue;
    const notices = passage.index < 8 && topic ? matchesOf(passage.plain, notice) : [];
    const said = notices.filter((match) => match[2]?.includes(topic ?? "") && /通知|工作|要求|方案/.test(match[0]));
    const isBegin = (text.section[passage.index] ?? -1) <= span.titleAt.passage.index;
    const topical = matchesOf(passage.plain, isBegin ? intro : topic ? judged : never);
    for (const match of [...said, ...matchesOf(passage.plain, own), ...topical]) {
      const year = Number(match[1]);
      if (year === span.year || span.also.has(year)) continue;
      // 《关于做好2025年预算绩效自评工作的通知》（云财绩〔2025〕14号）: the year the notice was given in.
      if (
        said.includes(match) &&
        new RegExp(`^[^。；]{0,40}[〔［\\[(]${year}[〕］\\])]`).test(passage.plain.slice(match.index + 8))
      )
        continue;
      if (topical.includes(match) && isOther(passage, match.index, match[0].length, span.year)) continue;
      const from = match.index + match[0].indexOf(match[1] ?? "");
      const because = `标题说的是 ${span.year} 年`;
      yield periodSlip(passage, from, from + 5, span.year, because, "warning", "引言的年度与标题不一致，请核对");
    }
  }
}
