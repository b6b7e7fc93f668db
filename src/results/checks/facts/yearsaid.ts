/*
 * 所说的年度: which year a place of the text is about: the last year before it in its sentence that is not itself one compared with, else that of
 * the plan it stands in (二、2024年工作打算), else the year reported on.
 */
import { matchesOf } from "./matches.ts";
import type { Passage } from "./passages.ts";
import { planYearsOf } from "./plans.ts";
import type { ReportSpan } from "./reportspan.ts";
import { sentenceStart } from "./sentences.ts";
import type { Text } from "./text.ts";

export interface YearsSaid {
  /** Said in the same sentence. */
  before: (passage: Passage, at: number) => number | null;
  /** Of the plan or the report. */
  usual: (passage: Passage) => number;
  isPlan: (passage: Passage) => boolean;
  /** 2025年总结和2026年计划: what stands outside the plan tells of the year before it. */
  isTold: boolean;
}

const named = /(?<![\d〔[比较与同和由从自—–~-])(20\d{2})\s*年(?!代|以来|底?前)/g;

const opening =
  /^[\s\d.、（）()一二三四五六七八九十①-⑳#*|表图：:附件【】>-]*(?:第[一二三四五六七八九十\d]{1,2}[部分章节篇]{1,2}\s*)?(?:(?:据[一-龥]{0,4}统计|统计显示|其中|总体(?:来)?看|从[一-龥]{1,6}看)[，,])?$/;

/** Does a sentence begin with what comes behind these words: a mark, 其中，, 据统计，? */
export const opensSentence = (before: string): boolean => opening.test(before);

export function yearsSaidOf(text: Text, span: ReportSpan): YearsSaid {
  const plans = planYearsOf(text, span.year);
  return {
    usual: (passage) => plans.get(passage.index) ?? span.year,
    isPlan: (passage) => plans.has(passage.index),
    isTold: plans.size > 0 || /总结[^，。]{0,12}(?:计划|打算|安排|思路)/.test(span.titleAt?.passage.plain ?? ""),
    before: (passage, at) => {
      const sentence = passage.plain.slice(sentenceStart(passage.plain, at), at);
      const years = sentence.includes("20") ? matchesOf(sentence, named) : [];
      const told = years.findLast(({ index }) => (passage.depths[index] ?? 0) === 0 && !isQuoted(sentence, index));
      return told ? Number(told[1]) : null;
    },
  };
}

/** 《关于2022年…的通知》 */
const isQuoted = (sentence: string, at: number): boolean =>
  sentence.lastIndexOf("《", at) > sentence.lastIndexOf("》", at);
