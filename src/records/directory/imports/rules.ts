import { normalize, quoted } from "#kit/base/text.ts";
import { sectionOfCode } from "../rules.ts";
import { type IndustrySection, industryDivisions, industrySections } from "../words.ts";

/** What a cell came to: the value, or why not. */
type Found<T> = { value: T } | { problem: string };

const plain = (text: string): string => normalize(text).replace(/[\s、，,（）()]/g, "");

interface Industry {
  section: IndustrySection;
  /** Of two to four digits; null where only the section is said. */
  code: string | null;
}

/** 国民经济行业 from what people write: C, C26, 2614, 制造业, C 制造业, 信息技术服务业, 医药制造业. */
export function industryOf(text: string): Found<Industry> {
  const written = plain(text);
  const [, letter, digits] = /^([a-t])?(\d{2,4})?(?![a-z\d])/.exec(written) ?? [];
  const section = letter?.toUpperCase() as IndustrySection | undefined;
  const within = digits ? sectionOfCode(digits) : null;
  if (digits && within && (!section || section === within)) return { value: { section: within, code: digits } };
  if (digits && section && within)
    return {
      problem: `行业${quoted(text)}的门类与代码不符：${digits} 属于 ${within} ${industrySections[within]}，请核对`,
    };
  if (section && !digits) return { value: { section, code: null } };
  return (
    industryNamed(text, written) ?? { problem: `不认识行业${quoted(text)}，请填写门类或大类，例如：C 制造业、C26` }
  );
}

function industryNamed(text: string, written: string): Found<Industry> | null {
  const bare = (title: string) => plain(title).replace(/业$/, "");
  const same = (title: string) => plain(title) === written || bare(title) === written;
  const sections = Object.entries(industrySections) as [IndustrySection, string][];
  const divisions = Object.entries(industryDivisions);
  const section = sections.find(([, title]) => same(title));
  // 房地产业、教育 are the name of a section and of its only division: the section is what was surely meant.
  if (section) return { value: { section: section[0], code: null } };
  const division = divisions.find(([, title]) => same(title));
  if (division) return { value: { section: sectionOfCode(division[0]) as IndustrySection, code: division[0] } };
  if (written.length < 3) return null;
  const close = sections.filter(([, title]) => plain(title).includes(written));
  if (close.length === 1 && close[0]) return { value: { section: close[0][0], code: null } };
  const near = divisions.filter(([, title]) => plain(title).includes(written));
  if (near.length > 1)
    return {
      problem: `行业${quoted(text)}可能是${near
        .slice(0, 3)
        .map(([, title]) => title)
        .join("、")}，请写全`,
    };
  const [code] = near[0] ?? [];
  return code ? { value: { section: sectionOfCode(code) as IndustrySection, code } } : null;
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
  industryCode: null,
  region: null,
  address: "",
  registeredCapital: null,
  foundedOn: null,
  officerId: null,
  note: "",
};
