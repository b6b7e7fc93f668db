/*
 * 主语: what a figure measures, as the words of its clause say it, without connectives, periods and verbs.
 */
const opening =
  /^(?:[\s"'“”‘’()（）]|其中|包括|分别为|分别是|具体为|主要包括|主要为|以及|同时|另外|此外|并|且|和|与|及|共|全年|目前|截至目前|今年以来|我中心|我局|我区|我市|我县|我委|我办|中心|本单位|我单位|本部门|我部门|本年度?|当年|全区|全市|全县|一是|二是|三是|四是|五是|:|：)+/;
const closing =
  /(?:[\s"“”（(：:]|为|是|有|达到?|共计|合计|总计|累计|共有?|完成|实现|(?<![签合条公契预节履违制])约|近|超过?|逾|突破|分别|只有|仅|数为|就|在|了|已|已经|均|各|不少于?|不低于|不超过?|不高于|大于等于|小于等于|≥|≤|其中|即|折合|高达|至少|占|预计|安排|发生|支出了|使用|拨付|下达|签约了|引进了|评|得)+$/;
const periods =
  /(?:(?:19|20)\d{2}\s*年(?:度|初|末|底)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?)?|(?:上|去|今|本|当)年度?|截至\s*\d{1,2}\s*月(?:底|末|\d{1,2}日)?|\d{1,2}\s*[-—–~至]\s*\d{1,2}\s*月(?:份)?)/g;

export function subjectOf(lead: string): string {
  const spoken = lead.replace(periods, "").replace(/^.*[，。；：、]/, "");
  return trimmed(spoken.replaceAll(/\s+/g, ""));
}

function trimmed(text: string): string {
  let subject = text;
  for (let before = ""; before !== subject; ) {
    before = subject;
    subject = subject.replace(opening, "").replace(closing, "");
  }
  return subject;
}

/** What is counted: the words behind the unit up to the next mark or verb, at most eight characters. */
export function nounOf(tail: string): string {
  const [words = ""] = /^[一-龥“”"]{0,12}/.exec(tail) ?? [];
  return words
    .replace(/(?:为|是|占|比|较|已|均|共|其|，|落户|实现|完成|签约|参加|以上|左右|以内|以下|增|减|同|的).*$/, "")
    .replaceAll(/[“”"]/g, "")
    .slice(0, 8);
}
