import { normalize, quoted } from "#kit/base/text.ts";
import { type IndustrySection, industrySections } from "../words.ts";

/** What a cell came to: the value, or why not. */
type Found<T> = { value: T } | { problem: string };

/** First division of each section. 依据：GB/T 4754-2017 */
const firstDivisions: [IndustrySection, number][] = [
  ["A", 1],
  ["B", 6],
  ["C", 13],
  ["D", 44],
  ["E", 47],
  ["F", 51],
  ["G", 53],
  ["H", 61],
  ["I", 63],
  ["J", 66],
  ["K", 70],
  ["L", 71],
  ["M", 73],
  ["N", 76],
  ["O", 80],
  ["P", 83],
  ["Q", 84],
  ["R", 86],
  ["S", 91],
  ["T", 97],
];

const plain = (text: string): string => normalize(text).replace(/[\s、，,（）()]/g, "");

/** 行业门类 from what people write: C, C26, 2614, 制造业, C 制造业, 信息技术服务业. */
export function sectionOf(text: string): Found<IndustrySection> {
  const written = plain(text);
  const letter = /^([a-t])(?:\d{0,4})(?![a-z])/.exec(written)?.[1]?.toUpperCase();
  if (letter) return { value: letter as IndustrySection };
  const division = /^(\d{2})\d{0,2}$/.exec(written)?.[1];
  if (division) {
    const section = firstDivisions.findLast(([, first]) => Number(division) >= first)?.[0];
    if (section && Number(division) <= 97) return { value: section };
  }
  const titles = Object.entries(industrySections) as [IndustrySection, string][];
  const exact = titles.find(([, title]) => plain(title) === written || plain(title).replace(/业$/, "") === written);
  if (exact) return { value: exact[0] };
  const close = written.length < 3 ? [] : titles.filter(([, title]) => plain(title).includes(written));
  if (close.length === 1 && close[0]) return { value: close[0][0] };
  return { problem: `不认识行业${quoted(text)}，请填写门类，例如：C 制造业` };
}

interface Place {
  code: string;
  name: string;
}

/** 行政区划 by code or name; a name that several places bear is refused rather than guessed. */
export function regionOf(text: string, places: readonly Place[]): Found<string> {
  const written = text.replace(/\s/g, "");
  if (/^\d{6}(?:\d{6})?$/.test(written)) return { value: written };
  const ending = places.filter(({ name }) => name.length >= 2 && written.endsWith(name));
  const longest = Math.max(0, ...ending.map(({ name }) => name.length));
  const named = ending.filter(({ name }) => name.length === longest);
  // 北京市朝阳区: of all places called 朝阳区, the one whose province or city is named before it.
  const above = ({ code }: Place) =>
    places.filter((each) => isAbove(each.code, code) && written.includes(each.name)).length;
  const most = Math.max(0, ...named.map(above));
  const best = named.filter((place) => above(place) === most);
  if (best.length === 1 && best[0]) return { value: best[0].code };
  if (best.length > 1)
    return { problem: `叫${quoted(text)}的行政区划有 ${best.length} 个，请写上省市，或填写六位区划代码` };
  return { problem: `不认识行政区划${quoted(text)}，请填写六位区划代码` };
}

const isAbove = (code: string, below: string): boolean =>
  code !== below && below.startsWith(code.replace(/(?:00){1,2}$/, "")) && code.endsWith("00");

export interface Officer {
  id: string;
  name: string;
  divisionId: string | null;
  divisionName: string | null;
}

/** 责任专员 by name; 科室 tells two of the same name apart, and must not contradict. */
export function officerOf(name: string, division: string | null, people: readonly Officer[]): Found<Officer> {
  const named = people.filter((each) => each.name === name);
  const inDivision = division ? named.filter(({ divisionName }) => divisionName === division) : named;
  const [only] = inDivision;
  if (only && inDivision.length === 1) return { value: only };
  if (named.length === 0) return { problem: `本机构没有叫${quoted(name)}的人员，请核对姓名，或先在人员中登记` };
  if (inDivision.length > 1) return { problem: `叫${quoted(name)}的有 ${inDivision.length} 人，请在“科室”列写明科室` };
  const where = named.map(({ divisionName }) => divisionName ?? "未定科室").join("、");
  return { problem: `${name}不在${quoted(division ?? "")}，而在${where}，请核对` };
}

/** What an empty cell of a company that is there already clears; its name and code never. */
export const cleared: Record<string, unknown> = {
  formerNames: [],
  tags: [],
  industry: null,
  region: null,
  address: "",
  registeredCapital: null,
  foundedOn: null,
  officerId: null,
  note: "",
};
