/* 句: where the sentence around a place begins and ends. */

export const sentenceStart = (plain: string, at: number): number =>
  Math.max(plain.lastIndexOf("。", at - 1), plain.lastIndexOf("；", at - 1), plain.lastIndexOf("\n", at - 1)) + 1;

/** At most 400 characters on: what keeps a text without full stops linear. */
export function sentenceEnd(plain: string, at: number): number {
  const end = plain.indexOf("。", at);
  return end < 0 ? Math.min(plain.length, at + 400) : Math.min(end, at + 400);
}
