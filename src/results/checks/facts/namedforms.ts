/*
 * 名称的简称: as what a name of a list may be taken up again: 沙渡 for 沙渡县, 大湾区 for 粤港澳大湾区, 光伏 for 光伏专班储备项目, 第一季度 for 1—3月.
 *
 * A beginning or an end of the name serves as long as no other name of its list has it. In text what is measured often clings to the name (东门站噪声);
 * beginnings do not mind that, ends are taken only where the names end differently or alike in one word of kind.
 */
interface Form {
  form: string;
  /** 甲, A: counts as a name only where it stands by itself. */
  isShort: boolean;
}

const longest = 14;
/** Beginnings that say nothing by themselves. */
const vague =
  /^(?:全[市省县区州国年部体]|其他|其中|合计|项目|企业|完成|实际|本[年级]|当年|年[初末]|主要|资金|支出|收入|预算|决算|总[体量额]?|平均|同比|增长|金额|情况|单位|部门|各[类级地]?|方面|工作|建设|管理|服务)$/;
const short = /^[A-Z甲乙丙丁戊己庚辛](?=$|[类组队园区县镇乡片栋号项企公单楼班标])/;

const quarters = ["一季度", "二季度", "三季度", "四季度"];
const digits = "零一二三四五六七八九";
const monthWords = Array.from({ length: 12 }, (_, index) => {
  const number = index + 1;
  return number < 10 ? (digits[number] ?? "") : number === 10 ? "十" : `十${digits[number - 10] ?? ""}`;
});

/** Which month (1–12) or quarter (101–104) a name begins with. */
export function timeOf(name: string): number | null {
  const bare = name.replace(/^(?:20\d\d年|去年|今年|当年|上年)/, "");
  const range = /^(1|4|7|10)\s*(?:月份?)?\s*[-—–~至到]{1,2}\s*(3|6|9|12)月/.exec(bare);
  if (range && Number(range[2]) - Number(range[1]) === 2) return 101 + (Number(range[1]) - 1) / 3;
  const quarter = /^第?([一二三四1-4])季度/.exec(bare)?.[1];
  if (quarter) return 101 + (/\d/.test(quarter) ? Number(quarter) - 1 : "一二三四".indexOf(quarter));
  const month = /^(1?\d)月(?!\d)/.exec(bare)?.[1];
  if (month) return Number(month);
  const word = /^(十[一二]?|[一二三四五六七八九])月/.exec(bare)?.[1];
  return word ? monthWords.indexOf(word) + 1 : null;
}

/** 1—3月 is called 一季度 too, 一月 1月. */
export function timeForms(time: number): string[] {
  if (time < 100) return [`${time}月`, `${monthWords[time - 1] ?? ""}月`];
  const at = time - 101;
  const [from, to] = [at * 3 + 1, at * 3 + 3];
  return [quarters[at] ?? "", `${from}—${to}月`, `${from}-${to}月`, `${from}至${to}月`];
}

/** `others`: the other names of the list. */
export function formsOf(name: string, others: readonly string[], isWhole: boolean): Form[] {
  const forms = new Map<string, boolean>();
  const isOwn = (form: string): boolean => others.every((other) => !other.includes(form));
  const time = timeOf(name);
  if (time !== null) for (const form of timeForms(time)) forms.set(form, false);
  const [head = ""] = short.exec(name) ?? [];
  if (head && others.every((other) => short.test(other) && !other.startsWith(head))) forms.set(head, true);
  for (let length = 2; length <= Math.min(name.length, longest); length++) {
    const form = name.slice(0, length);
    // 一月 of 一月份 is known by its number; 2月 stands in 12月.
    if (!vague.test(form) && /[一-龥A-Za-z]/.test(form) && isOwn(form)) forms.set(form, false);
  }
  const others3 = isWhole || others.every((other) => other.at(-1) !== name.at(-1));
  for (let from = 1; others3 && name.length - from >= 3; from++) {
    const form = name.slice(from);
    if (isOwn(form) && !vague.test(form)) forms.set(form, false);
  }
  return [...forms].map(([form, isShort]) => ({ form, isShort }));
}
