/*
 * 升降词: which way a word says that a figure went, and how far: 略有下降, 大幅上升, 有所增加, 降至. The words are a closed set; what surrounds them is not.
 */

const up =
  "增加|增长|增多|增大|上升|提高|提升|上涨|上扬|上浮|扩大|攀升|回升|加快|走高|延长|拉长|拓展|跃升|抬升|增|升|提|涨";
const down = "减少|下降|降低|下滑|下跌|下浮|回落|缩小|缩短|缩减|压缩|压减|压降|收窄|放缓|减缓|走低|节约|减|降|缩|跌";
const degrees =
  "略有|略|稍有|稍|有所|小幅|微|大幅度?|明显|显著|较大幅度|成倍|稳步|持续|进一步|逐步|同步|同比|均|也|又|仍|净|有";

export interface Move {
  sign: 1 | -1;
  /** 略、小幅 · 大幅、显著 */
  degree: "slight" | "great" | null;
  from: number;
  to: number;
}

const bare = new RegExp(
  `^\\s*(?:\\([^()]{0,24}\\))?\\s*(?:相比)?[，,]?\\s*(?<degree>(?:${degrees}){0,3})(?:(?<up>${up})|(?<down>${down}))(?:了)?(?=[，。；、：)]|$)`,
);
const towards = new RegExp(
  `^[^，。；\\d]{0,8}?(?<degree>(?:${degrees}){0,2})(?:(?<up>${up})|(?<down>${down}))(?:到了?|至|为|成)[^，。；\\d]{0,12}$`,
);

const read = (pattern: RegExp, words: string): Move | null => {
  const match = pattern.exec(words);
  if (!match) return null;
  const { degree = "", up: rose, down: fell = "" } = match.groups ?? {};
  const word = degree + (rose ?? fell);
  const from = match[0].indexOf(word);
  return { sign: rose === undefined ? -1 : 1, degree: degreeOf(degree), from, to: from + word.length };
};

/** 比上年的5.21亿元|略有下降，: nothing but the word up to the next mark. */
export const bareMove = (behind: string): Move | null => read(bare, behind);

/** 由21个|缩短到|14个: the words between the old figure and the new. */
export const moveTowards = (between: string): Move | null => read(towards, between);

function degreeOf(words: string): Move["degree"] {
  if (/略|稍|小幅|微/.test(words)) return "slight";
  return /大幅|较大|显著|成倍/.test(words) ? "great" : null;
}

/** A slight change is below a third, a great one above a twentieth. */
export const isOfDegree = ({ degree }: Move, a: number, b: number): boolean => {
  const rate = b === 0 ? 0.1 : Math.abs(a - b) / Math.abs(b);
  return degree === null || (degree === "slight" ? rate < 0.34 : rate > 0.05);
};

/** 与上年的18场基本持平 */
export const level =
  /^\s*(?:\([^()]{0,24}\))?\s*(?<loose>基本|大体|大致|总体|几乎)?(?:上)?(?<same>持平|相同|一致|相等|(?<near>相当))/;
