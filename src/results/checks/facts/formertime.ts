/*
 * 往期: words for the time that the present is compared with: 上年、去年同期、上届、上一轮、上学年、年初.
 */

/** 上年, 去年, 上一届, 上学年, 前年 */
export const formerTime = "(?:(?:上|前)(?:一|个|次)?(?:学?年|学?期|月|季|届|轮|批|次|周)|去年|前一?年)";
/** The same, and what stands for it: 同期, 年初. */
export const former = new RegExp(`${formerTime}|同期|[年期]初(?!预算)`);
