import { normalize } from "#kit/base/text.ts";
import { placeNames } from "./words.ts";

/**
 * 企业名称 taken apart: 行政区划 + 字号与行业 + 组织形式, and 分公司 behind it. Two spellings of one company differ in width,
 * brackets, 有限公司 for 有限责任公司 and in whether the place is said; two companies differ in what is left, in a number, or
 * in the branch. So the key of a name is what is left with its branch:
 *
 *   示例云帆科技（北京）有限公司、北京示例云帆科技有限责任公司  →  示例云帆科技
 *   示例云帆科技有限公司武汉分公司                              →  示例云帆科技#武汉分公司
 *
 * The place is kept beside the key: 北京示例云帆 and 上海示例云帆 have one key and are two companies.
 */
export interface NameParts {
  core: string;
  places: string[];
  branch: string;
  /** 股份有限公司: a company keeps its name when it becomes one. */
  isShares: boolean;
}

const branches =
  /^(.*?(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|银行))(.+(?:分公司|分行|支行|分店|分厂|分部|营业部|办事处|代表处))$/;
const bareBranch = /^(.{2,}?)((?:第?[0-9一二三四五六七八九十]+)?(?:分公司|支行|分店|营业部|办事处|代表处))$/;
const forms = /(股份有限公司|股份公司|有限责任公司|有限公司|公司|合伙企业)$/;
const inPreparation = /^筹(?:建|备)?$/;
const partnership = /^(?:特殊)?(?:普通|有限)合伙$/;
const places = [...placeNames, "中国"].sort((a, b) => b.length - a.length);
/** A 字号 of fewer characters says too little to stand without its place: 北京银行 is not 银行. */
const shortest = 3;

export function partsOf(name: string): NameParts {
  const said: string[] = [];
  const bare = normalize(name)
    .replace(/[\s·•・.,。、'"“”‘’_—-]/g, "")
    .replace(/\(([^()]*)\)/g, (_, inside: string) => {
      if (inPreparation.test(inside) || partnership.test(inside)) return "";
      const place = placeAt(inside);
      if (!place || place.length !== inside.length) return inside;
      said.push(place.name);
      return "";
    });
  const [, parent = bare, branch = ""] = branches.exec(bare) ?? bareBranch.exec(bare) ?? [];
  const form = forms.exec(parent)?.[1] ?? "";
  let core = parent.slice(0, parent.length - form.length);
  for (let place = placeAt(core); place && core.length - place.length >= shortest; place = placeAt(core)) {
    core = core.slice(place.length);
    said.push(place.name);
  }
  return { core: core || bare, places: [...new Set(said)].sort(), branch, isShares: form.startsWith("股份") };
}

/** 湖北省、武汉、昆山市、武汉市江岸区: the place a text begins with, and how much of the text that is. */
function placeAt(text: string): { name: string; length: number } | null {
  const known = places.find((each) => text.startsWith(each));
  const suffix = known ? (/^(?:省|市|特别行政区|自治区|自治州|地区)/.exec(text.slice(known.length))?.[0] ?? "") : "";
  if (known) {
    const length = known.length + suffix.length;
    const county = suffix && /^\p{Script=Han}{1,3}?[区县旗](?!块)/u.exec(text.slice(length))?.[0];
    return { name: known, length: length + (county ? county.length : 0) };
  }
  const town = /^(\p{Script=Han}{2,3})(?<![城都超夜门])市(?![属政场民值容])/u.exec(text);
  return town?.[1] ? { name: town[1], length: town[0].length } : null;
}

export const keyOf = ({ core, branch }: NameParts): string => (branch ? `${core}#${branch}` : core);

/** 第一、第1: the numbers in a name, by which 第一建筑 and 第二建筑 are told apart. */
export function numeralsOf({ core, branch }: NameParts): string {
  return [...`${core}#${branch}`]
    .map((character) => {
      const digit = "零一二三四五六七八九".indexOf(character);
      return digit >= 0 ? String(digit) : character;
    })
    .filter((character) => /[0-9十百]/.test(character))
    .join("");
}

/** 地址 as compared; empty where it names no house, for half a district shares its street. */
export function addressKeyOf(address: string): string {
  const plain = normalize(address).replace(/[\s,.，。、;；:：()#-]/g, "");
  return plain.length >= 8 && /\d/.test(plain) ? plain : "";
}

/** Dice's coefficient over pairs of neighbouring characters: 1 for the same text, 0 for nothing in common. */
export function alikeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  if (a.length === 0 || b.length === 0) return one === other ? 1 : 0;
  const left = [...b];
  const shared = a.filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / (a.length + b.length);
}

const pairsOf = (text: string): string[] => windowsOf(text, 2);

function windowsOf(text: string, size: number): string[] {
  const characters = [...text];
  return characters.slice(size - 1).map((_, start) => characters.slice(start, start + size).join(""));
}

export const keyMarks = { name: "=name:", part: "=part:", address: "=at:" } as const;
/** Every key lies from here up to, but not at, the end. */
export const keyRange = { from: "=", to: ">" } as const;

interface Keyed {
  name: string;
  formerNames: string[];
  address: string;
}

/**
 * 比对键: what a record is found by when another one like it is looked for; kept among its search tokens. All its names
 * by their key, the pieces of four characters that similar names share, and its address.
 */
export function keysOf({ name, formerNames, address }: Keyed): string[] {
  const parts = [name, ...formerNames].map(partsOf);
  const at = addressKeyOf(address);
  return [
    ...new Set([
      ...parts.map((each) => keyMarks.name + keyOf(each)),
      ...parts.flatMap(({ core }) =>
        (core.length > 4 ? windowsOf(core, 4) : [core]).map((each) => keyMarks.part + each),
      ),
      ...(at ? [keyMarks.address + at] : []),
    ]),
  ];
}
