/*
 * 列举数量: a stated number of things against the names listed beside it, behind it or before it.
 *
 * A number may belong to a list further on, and a list may be read in more than one way (和 may join two names or stand inside
 * one). So every number said before an opener (分别为、即、：、（) and every reading of the list is tried; one that agrees was
 * meant. Only when none agrees is the nearest number reported: as an error where the opener says that this is the list
 * (分别为, 即, ：) and the names are plain, as something to look at otherwise. A list with 等 may be shorter than the number,
 * never longer; 包括 may leave something out.
 *
 * 例：内设7个科室，分别为办公室、综合科、联络科 → 列有 3 个。装备制造、新材料三大产业 → 列有 2 个。
 * 反例：3个项目，总投资5亿元、占地20亩（不是项目的名目）；电子信息、生物医药等18个项目。
 */
import { areNamed, isAlike } from "../../facts/alikenames.ts";
import { type Count, countsOf } from "../../facts/counts.ts";
import { matchesOf } from "../../facts/matches.ts";
import { type Names, namesAfter, namesBefore } from "../../facts/names.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import type { Observation } from "../../judgement/claim.ts";
import { agreement, doubt, type Listed } from "./countverdicts.ts";
import { kindCounts, kindsIn } from "./kindcounts.ts";

/** No passage has more; what keeps hostile text linear. */
const most = 200;

export function* itemCounts(text: Text): Generator<Observation> {
  for (const { passage, marks } of text.readings) {
    if (!/[、(：:即和及与]|分别|依次|[》”][《“]/.test(passage.plain)) continue;
    const kinds = kindsIn(passage.plain);
    const counts = countsOf(passage.plain)
      .filter((count) => !kinds.some(({ from, to }) => count.from >= from && count.from < to))
      .slice(0, most);
    if (counts.length + kinds.length === 0) continue;
    const verdicts = new Verdicts(passage);
    const marked = new Set(marks.flatMap(({ from }) => [from, from - 1, from - 2]));
    let said = 0;
    let tries = 0;
    for (const match of matchesOf(passage.plain, openers)) {
      while ((counts[said]?.to ?? Number.POSITIVE_INFINITY) <= match.index) said += 1;
      const isMarked = marked.has(match.index + match[0].length);
      if (said === 0 || isMarked || match.index - (counts[said - 1]?.to ?? 0) > 60 || tries++ > most) continue;
      behind(verdicts, counts.slice(Math.max(0, said - 6), said), match, passage.plain);
    }
    for (const count of counts) before(verdicts, count, passage.plain);
    yield* verdicts.told();
    yield* kindCounts(passage);
  }
}

/** One word on each number: that it agrees with some list, or the gravest doubt about it. */
class Verdicts {
  readonly passage: Passage;
  private readonly found = new Map<Count, Observation>();

  constructor(passage: Passage) {
    this.passage = passage;
  }

  agrees(count: Count, names: Names): void {
    this.found.set(count, agreement(count, this.passage, listedAs(names, count.value, this.passage)));
  }

  doubts(count: Count, names: Names, isCertain: boolean): void {
    const known = this.found.get(count);
    if (known && (known.kind !== "slip" || known.severity === "error" || !isCertain)) return;
    this.found.set(
      count,
      doubt(count, this.passage, listedAs(names, likeliest(names, count), this.passage), isCertain),
    );
  }

  *told(): Generator<Observation> {
    yield* this.found.values();
  }
}

/** Of the numbers the list may have, the one nearest to what is said. */
const likeliest = ({ natural }: Names, { value }: Count): number =>
  value < Math.min(...natural) ? Math.min(...natural) : Math.max(...natural);

function listedAs({ names, places }: Names, count: number, passage: Passage): Listed {
  const list = names.slice(0, 20).map((name) => (name.length > 14 ? `${name.slice(0, 12)}…` : name));
  const operands = places.slice(0, 30).map(({ from, to }) => ({ passage, from, to }));
  return { count, because: `列有 ${count} 项：${list.join("、")}`, operands };
}

const openers =
  /(?<dealt>分别(?:[为是由于在赴对向来位有]|位于|来自)?[:：]?|依次[为是]?[:：]?)|(?<that>(?<![立随当在旋迅])即(?!办(?!公)|[将可使便开时日刻来期有墨])[:：]?)|(?<holds>(?:主要)?(?:包括|包含|涵盖)[:：]?)|(?<are>(?<=[一-龥)])[为是有](?=[一-龥“《][^，。；]{0,30}[、和]))|(?<behindComma>(?<=[个家项条只][，,])[为是](?=[一-龥“《][^，。；]{0,30}[、和]))|(?<colon>(?<!\d)(?:[为是有]|如下)?[:：])|(?<dash>——)|(?<bracket>\()/g;

interface Opening {
  /** How many clauses may stand between the number and the list, and how many characters. */
  commas: number;
  reach: number;
  isSure: boolean;
}

function openingOf(groups: Record<string, string | undefined>): Opening {
  if (groups.dealt) return { commas: 2, reach: 45, isSure: /[为是]/.test(groups.dealt) };
  if (groups.that) return { commas: 1, reach: 20, isSure: true };
  if (groups.holds) return { commas: 2, reach: 30, isSure: false };
  if (groups.are) return { commas: 0, reach: 14, isSure: true };
  if (groups.behindComma) return { commas: 1, reach: 2, isSure: true };
  if (groups.bracket) return { commas: 0, reach: 14, isSure: false };
  return { commas: 1, reach: 26, isSure: true };
}

function behind(verdicts: Verdicts, counts: Count[], match: RegExpMatchArray, plain: string): void {
  const { commas, reach, isSure } = openingOf(match.groups ?? {});
  const opener = match.index ?? 0;
  const from = opener + match[0].length;
  const near = counts
    .filter(
      (count) => count.to <= opener && opener - count.to <= reach && isJoined(plain.slice(count.to, opener), commas),
    )
    .reverse();
  const [count] = near;
  if (
    !count ||
    /^\s*(?:其中|含|不含|占|同比|比|增|下降|以下简称|简称|下同|元|附|见|注|上年|去年|同期|上期|年初|原|\d{4}年)/.test(
      plain.slice(from, from + 6),
    )
  )
    return;
  const names = namesAfter(plain, from, plain.length);
  // 县(市、特区) is one word.
  if (!names || (match.groups?.bracket && names.names.every((name) => name.length < 3 && /[市区县州旗]$/.test(name))))
    return;
  const meant =
    near.find((each) => (each === count ? names.readings : names.natural).includes(each.value)) ?? sumOf(near, names);
  if (meant) {
    const isTold =
      names.names.length > 1 || (meant.value > 1 ? names.natural.includes(meant.value) : isSingle(names, match.groups));
    if (isTold) verdicts.agrees(meant, names);
    return;
  }
  if (!isListOf(count, names, match, plain) || isCutOff(names, verdicts.passage)) return;
  const isLonely = near.length === 1;
  const excess = likeliest(names, count) - count.value;
  const isWeak = Boolean(match.groups?.holds ?? match.groups?.bracket);
  if (names.isOpen && excess < 0 && !(excess === -1 && names.names.length >= 4)) return;
  if (isWeak && (excess < -2 || excess > 3) && !isAlike(names, count)) return;
  verdicts.doubts(
    count,
    names,
    isSure && isLonely && names.isClean && !names.isOpen && names.names.length > 1 && isNear(excess, count),
  );
}

/** A line that was taken for a heading and ends within the list: the rest of the names stands in the next one. */
const isCutOff = ({ places }: Names, { kind, plain }: Passage): boolean =>
  kind !== "paragraph" && (places.at(-1)?.to ?? 0) >= plain.trimEnd().length && places.length > 1;

/** Nothing between number and list that ends the thought. */
const isJoined = (between: string, commas: number): boolean =>
  !/[。；;：:!！?？\n]/.test(between) &&
  (between.match(/[，,]/g)?.length ?? 0) <= commas &&
  !(commas === 0 && /[、)]/.test(between));

/** 3个园和2个县，分别为…: the list may be of both. */
function sumOf(near: Count[], names: Names): Count | null {
  const [last, other] = near;
  return last && other && names.readings.includes(last.value + other.value) ? last : null;
}

const isNear = (excess: number, count: Count): boolean => Math.abs(excess) <= Math.max(2, count.value / 2);

/** 下属单位1个，即区企业服务中心 */
const isSingle = ({ names }: Names, { that, bracket }: Record<string, string | undefined> = {}): boolean =>
  Boolean(that ?? bracket) && /^[一-龥“”《》()]{3,30}$/.test(names[0] ?? "");

/** 两大集群：装备制造和功能材料。 – two names and nothing else. */
const isPair = ({ places, readings }: Names, plain: string): boolean =>
  readings.length > 1 && /^[。；]?$/.test(plain.slice(places.at(-1)?.to, (places.at(-1)?.to ?? 0) + 1));

/** Could these be the names of what was counted: not its measures (总投资5亿元、占地20亩), nor one phrase. */
function isListOf(count: Count, names: Names, { groups, index = 0 }: RegExpMatchArray, plain: string): boolean {
  const first = names.names[0] ?? "";
  // “四级三类”规划：“四级”为省、市、县、乡: each number by its own list.
  // 制造业31个、服务业12个、农业4个，投资额分别为…: one of a list itself.
  const listed =
    /\d\s*[个家项][、，]?(?:[^，。；、\d]{1,10})$/.exec(plain.slice(Math.max(0, count.from - 16), count.from))?.[0] ??
    "";
  if (/[个家项]、/.test(listed) && groups?.dealt) return false;
  if (count.value === 1 || isOwnFigures(names, count) || /^“[^”]{1,6}”[为指是]/.test(first)) return false;
  const between = plain.slice(count.to, index);
  // 3个园区的签约、开工数分别为12个、8个: two measures, not three parks.
  if (groups?.dealt && /[、和及与]/.test(between)) return false;
  // 7个项目中（甲项目、乙项目…）: a bracket holds their names; 7个项目中，甲、乙…: some of them.
  const isNamed = Boolean(groups?.bracket) && isAlike(names, count);
  if (/(?:中|里|内|以来|以上|以下|后|前)[，,]?$/.test(between) && !/有\s*$/.test(between) && !isNamed) return false;
  if (names.names.length === 1) {
    const isName = /^[一-龥“”《》()]{4,20}$/.test(first) && !/[增减达超完成实现了的]/.test(first);
    const isTold =
      names.isCounted === true ||
      Boolean(groups?.that) ||
      /[为是]/.test(groups?.dealt ?? "") ||
      (Boolean(groups?.holds) && !/[，,]/.test(between) && count.value <= 3) ||
      (Boolean(groups?.colon ?? groups?.dash) && isPair(names, plain));
    return (isName || Math.max(...names.natural) > 1) && isTold && count.value <= 9;
  }
  if (/^(?:总?投资|占地|面积|金额|规模|产值|总额|计划|预计|年)/.test(first) && !isAlike(names, count)) return false;
  if (count.unit === "人" && !groups?.dealt && !groups?.that) return false;
  // 六大行业“五升一降”：… : what follows illustrates the saying, it does not list the six.
  if (groups?.colon && /[一两二三四五六七八九十\d][升降增减涨跌平快慢优良稳][^，。；]{0,6}”?$/.test(between))
    return false;
  if (
    groups?.colon &&
    (between.match(/[，,]/g)?.length ?? 0) > 0 &&
    between.replace(/^.*[，,]/, "").length > 8 &&
    !areNamed(names, plain.slice(Math.max(0, count.from - 8), count.to + 6))
  )
    return false;
  return !(between.length > 12 && !groups?.dealt && !groups?.colon && /[，,]/.test(between));
}

/** 34批次，分别赴长三角15批次、粤港澳12批次; 种子期三个、成长期七个: parts, which are added, not counted. */
const isOwnFigures = ({ names, isCounted }: Names, { unit }: Count): boolean =>
  !isCounted &&
  names.some((name) => {
    const at = name.lastIndexOf(unit.slice(0, 1));
    return at > 0 && /[\d一二两三四五六七八九十百]\s?$/.test(name.slice(0, at));
  });

const closers = /(?:等|共|这|以上|上述|[，,]\s*(?:一?共|合计|总计)?)\s*$/;
const abstract =
  /^(?:方面|环节|维度|领域|板块|产业|产业链|链|阶段|层面|层次|渠道|要素|内容|指标|步骤|清单|台账|重点|主导|支柱|类别|特色|部分|科室|处室|部门|方式|类型)/;
/** Words that name what is counted by themselves: 四市、三大、四个方面. */
const telling = /^(?:[大市县区地镇省国方园链类]|个?方面|部分|维度|环节)$/;

/** 行政办公、商务服务、科技创新四大产业 · 办公室、综合科等6个科室 · 甲12次、乙20次，两项合计 */
function before(verdicts: Verdicts, count: Count, plain: string): void {
  const head = plain.slice(Math.max(0, count.from - 6), count.from);
  const closer = closers.exec(head)?.[0] ?? "";
  const isSummed = /[，,]/.test(closer);
  // 欢乐节、美食节及十大活动: the number is one of the names.
  if (!closer && /[和及与]\s*$/.test(head)) return;
  const isCounted =
    isSummed && /共|合计|总计/.test(closer) && /^[一-龥]{0,6}(?:$|[，。；)])/.test(plain.slice(count.to, count.to + 7));
  if (isSummed && !isCounted && !/^(?:合计|共|均|都|占|累计)/.test(count.noun)) return;
  const names = namesBefore(plain, count.from - closer.length);
  // 开工9个、投产2个: figures side by side, not names of what the last one counts.
  if (!names || (names.names.length < 2 && (names.readings.at(-1) ?? 0) < 2) || (!closer && isOwnFigures(names, count)))
    return;
  if ((names.names.length > 1 ? names.readings : names.natural).includes(count.value)) {
    verdicts.agrees(count, names);
    return;
  }
  const isOpen = closer.startsWith("等") || names.isOpen;
  const excess = likeliest(names, count) - count.value;
  if (count.value < 2 || names.names.length < 2 || Math.abs(excess) > Math.max(2, count.value / 2)) return;
  if (isCounted) {
    const last = names.names.at(-1)?.at(-1) ?? " ";
    const isNoun = count.noun === "" || count.noun.includes(last) || isAlike(names, count);
    if (isNoun && isListed(names) && !isOpen) verdicts.doubts(count, names, false);
    return;
  }
  if (isGoals(count, names) && Math.abs(excess) === 1 && !isOpen) {
    verdicts.doubts(count, names, false);
    return;
  }
  if (isSummed) {
    if (Math.abs(excess) === 1 && /^(?:项|者|类)$/.test(count.unit) && names.names.every((name) => /\d/.test(name)))
      verdicts.doubts(count, names, false);
    return;
  }
  if (
    !isBeside(count, names) ||
    isOwnFigures(names, count) ||
    (isOpen && excess < 0 && !(excess === -1 && likeliest(names, count) >= 4))
  )
    return;
  const isKind = telling.test(count.unit) || abstract.test(count.noun) || isAlike(names, count);
  if (!isKind && !(Math.abs(excess) === 1 && names.names.length >= 3 && names.natural.length === 1)) return;
  const isCertain = isKind && !isOpen && names.natural.length === 1 && names.names.length > 2 && Math.abs(excess) === 1;
  verdicts.doubts(count, names, isCertain);
}

/** Short names without figures, and a word for what they are behind the number. */
const isBeside = ({ noun, unit, isChinese }: Count, { names }: Names): boolean =>
  (noun !== "" || telling.test(unit) || (isChinese && names.length >= 3)) &&
  names.slice(1).every((name) => name.replaceAll(/\([^()]*\)/g, "").length <= 18 && !/\d/.test(name));

/** 内设机构包括甲科、乙科、丙科，共3个: plain names behind a word that sets them out. */
const isListed = ({ names, natural }: Names): boolean =>
  names.length > 2 &&
  natural.length === 1 &&
  /包括|包含|分别|涉及|覆盖|涵盖|设有|走访|抽查|选取|[为有是了过赴:：]/.test(names[0] ?? "") &&
  names.every((name) => !/\d/.test(name));

/** 签约不少于20个、到位不低于3亿元、满意度不低于95%三项: goals, each with its figure. */
const isGoals = ({ unit, noun, isChinese }: Count, { names }: Names): boolean =>
  isChinese &&
  /^(?:项|类|个方面)$/.test(unit) &&
  /^(?:$|指标|目标|内容|要求|任务)/.test(noun) &&
  names.length > 2 &&
  names.every((name) => /[不高低大小超≥≤].{0,4}\d/.test(name));
