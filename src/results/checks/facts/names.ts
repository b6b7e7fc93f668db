/*
 * 名目: names set out one after another – 办公室、综合科、联络科 – and how many they are.
 *
 * A 、 inside （）《》“” parts nothing; 》《 parts two titles without one. 和、及、与 may join the last two names or belong to a name
 * (卫生和健康科), so a list has a natural number and others that it may be read as.
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "./matches.ts";

export interface Names {
  names: string[];
  /** Where each stands. */
  places: { from: number; to: number }[];
  /** Every number of names the words may be read as. */
  readings: number[];
  /** The numbers it most likely has: usually one, two where 和 may join or belong to the last name. */
  natural: number[];
  /** 等、主要: there may be more. */
  isOpen: boolean;
  /** Names, each short, with figures of one kind or none: what a list of names looks like. */
  isClean: boolean;
  /** One of them is a number of things itself: 局本级和5个下属单位. */
  isCounted?: boolean;
}

const opening = "(《“‘【「〔[";
const closing = ")》”’】」〕]";
const sentenceMarks = "。！？!?\n";
const listMarks = "、，,；;";
const clauseMarks = `${sentenceMarks}，,；;：:`;
/** Longer lists of names are not set out in a sentence. */
const longest = 700;
const most = 80;

interface Piece {
  from: number;
  to: number;
  /** The mark behind it: 、，；, empty between 》and《 and at the end. */
  mark: string;
}

/** Pieces of a stretch between its marks outside brackets; ends at a full stop. */
function piecesOf(plain: string, from: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let begin = from;
  let depth = 0;
  let at = from;
  const cut = (to: number, mark: string) => {
    pieces.push({ from: begin, to, mark });
    begin = to + mark.length;
  };
  for (; at < Math.min(end, from + longest) && pieces.length < most; at++) {
    const character = plain[at] ?? "";
    if (opening.includes(character)) {
      if (
        depth === 0 &&
        at > begin &&
        closing.includes(plain[at - 1] ?? " ") &&
        (plain[at - 1] === "》" || plain[at - 1] === "”") &&
        "《“".includes(character)
      )
        cut(at, "");
      depth += 1;
    } else if (closing.includes(character)) {
      if (depth === 0) break;
      depth -= 1;
    } else if (depth === 0) {
      const isGrouping = character === "," && /\d/.test(plain[at - 1] ?? "") && /\d/.test(plain[at + 1] ?? "");
      if (sentenceMarks.includes(character)) break;
      if (listMarks.includes(character) && !isGrouping) cut(at, character);
    }
  }
  pieces.push({ from: begin, to: at, mark: "" });
  return pieces.filter(({ from: start, to }) => plain.slice(start, to).trim() !== "");
}

const bare = (text: string): string => text.replaceAll(/\([^()]*\)|\s/g, "");
const figure = /\d[\d,.]*\s*(?:[万亿千百]*(?:美元|元)|个百分点|%|平方[米公里千]+|[一-龥]{1,2})/;

function jointsOf(name: string): RegExpMatchArray[] {
  const outside = name.replaceAll(/\([^()]*\)|《[^》]*》|“[^”]*”/g, (inner) => "〇".repeat(inner.length));
  const found = matchesOf(outside, /(?:以及|和|及|与|暨)/g).filter(
    ({ index }) => index >= 2 && index + 3 <= outside.length,
  );
  // 企业服务与培训92.50万元: where the names have figures, a name ends with its figure.
  return figure.test(outside)
    ? found.filter(
        ({ index }) => /[\d%元一-龥]\s*$/.test(outside.slice(0, index)) && figure.test(outside.slice(0, index)),
      )
    : found;
}

const openWord = /等(?![级次于待额同候值])/;

/** The names from a place on: those parted by 、 up to the first comma, or else by semicolons, or clause by clause. */
export function namesAfter(plain: string, from: number, end: number): Names | null {
  const pieces = piecesOf(plain, from, end);
  const stop = pieces.findIndex(({ mark }) => mark !== "、" && mark !== "");
  const first = pieces.slice(0, stop < 0 ? pieces.length : stop + 1);
  const [head] = first;
  if (!head) return null;
  const only = first.length === 1 ? plain.slice(head.from, head.to).trim() : "";
  if (only && jointsOf(only).length === 0 && !(ownNumber(only) !== null && /[和及与]/.test(only)))
    return segments(plain, pieces);
  const names = ofTexts(first, plain);
  return stop >= 0 ? continued(plain, pieces.slice(stop + 1), names) : names;
}

function ofTexts(pieces: Piece[], plain: string): Names {
  const texts = pieces.map((piece) => plain.slice(piece.from, piece.to).trim());
  const least = texts.length;
  const all = texts.map((text) => jointsOf(text).length);
  const final = texts.at(-1) ?? "";
  const inLast = all.at(-1) ?? 0;
  const own = ownNumber(final);
  // 局本级和5个下属单位: one and five.
  if (own !== null) {
    const places = pieces.map(({ from, to }) => ({ from, to }));
    const whole = least - (/^[\d一二两三四五六七八九十]/.test(final) ? 1 : 0) + own;
    return {
      names: texts,
      places,
      readings: [whole, least, least + inLast],
      natural: [whole],
      isOpen: false,
      isClean: false,
      isCounted: true,
    };
  }
  const isPaired = least > 1 && all.every((count) => count > 0);
  return {
    names: texts,
    places: pieces.map(({ from, to }) => ({ from, to })),
    readings: [
      ...Array.from({ length: inLast + 1 }, (_, index) => least + index),
      ...(isPaired ? [least + all.reduce((sum, count) => sum + count, 0)] : []),
    ],
    natural: inLast === 0 ? [least] : isJoined(texts) ? [least + 1] : [least, least + 1],
    isOpen: openWord.test(final) || /^(?:主要|其中|含|如|例如)/.test(texts[0] ?? ""),
    isClean: isClean(texts),
  };
}

/** Of a last name that is a number of things, how many: 5个下属单位. */
function ownNumber(final: string): number | null {
  const [, number] =
    /(?:^|和|及|与|以及)(\d{1,2}|[一二两三四五六七八九十]{1,2})[个家](?![为是被获])[一-龥]{2,12}$/.exec(final) ?? [];
  return number ? parseNumeral(number) : null;
}

/** 甲县、乙县和丙县; 子基金6亿元和子基金4亿元: what stands before 和 looks like the other names. */
function isJoined(texts: string[]): boolean {
  const final = texts.at(-1) ?? "";
  const [joint] = jointsOf(final).slice(-1);
  if (joint?.index === undefined) return false;
  const left = bare(final.slice(0, joint.index));
  const right = bare(final.slice(joint.index)).replace(/^(?:以及|和|及|与|暨)/, "");
  if (/[)》”\d%元]$/.test(left)) return true;
  const others = texts.slice(0, -1).map(bare);
  const ending = left.slice(-1);
  return right.endsWith(ending) || others.some((name) => name.endsWith(ending));
}

function isClean(texts: string[]): boolean {
  const bodies = texts.map(bare);
  const units = bodies.slice(0, -1).map((text) => figure.exec(text)?.[0].replace(/^[\d,.\s]+/, "") ?? "");
  return (
    new Set(units).size <= 1 &&
    bodies.slice(0, -1).every((text) => text.length <= 20) &&
    bodies.every((text) => text !== "")
  );
}

/** 装备制造园、新材料园（属东片区），电子信息园、生物医药园（属西片区）: a list that goes on behind its comma. */
function continued(plain: string, rest: Piece[], names: Names): Names {
  const texts: string[] = [];
  for (const piece of rest) {
    texts.push(plain.slice(piece.from, piece.to).trim());
    if (piece.mark !== "、") break;
  }
  if (texts.length < 2 || figure.test(texts.join(""))) return names;
  const total = names.names.length + texts.length;
  const places = [...names.places, ...rest.slice(0, texts.length).map(({ from, to }) => ({ from, to }))];
  const endings = new Set([...names.names, ...texts].map((text) => bare(text).slice(-1)));
  const isOne = endings.size === 1;
  return {
    ...names,
    ...(isOne ? { names: [...names.names, ...texts], places } : {}),
    readings: [...names.readings, total],
    natural: isOne ? [total] : names.natural,
  };
}

/** A类1,642.88万元，占74.83%；B类…；C类… or, without semicolons, 长三角组5人，珠三角组4人，成渝组3人，一共12人. */
function segments(plain: string, pieces: Piece[]): Names | null {
  const [first] = pieces;
  if (!first) return null;
  const isSet = pieces.some(({ mark }) => /[；;]/.test(mark));
  const heads = isSet
    ? pieces.filter((_, index) => index === 0 || /[；;]/.test(pieces[index - 1]?.mark ?? ""))
    : pieces.slice(0, alike(plain, pieces));
  const texts = heads.map((piece) => plain.slice(piece.from, piece.to).trim());
  const count = texts.length;
  return {
    names: texts,
    places: heads.map(({ from, to }) => ({ from, to })),
    readings: [count],
    natural: [count],
    isOpen: isSet && openWord.test(plain.slice(first.from, pieces.at(-1)?.to)),
    isClean: false,
  };
}

/** How many clauses from the first on are a name and a figure: 长三角组5人. */
function alike(plain: string, pieces: Piece[]): number {
  const other = pieces.findIndex(({ from, to }) => {
    const text = plain.slice(from, to).trim();
    return !/^[一-龥“”()]{2,16}?\d[\d,.]*\s*[一-龥%]{1,3}$/.test(text) || /^(?:一?共|合计|总计|其中|占)/.test(text);
  });
  return Math.max(1, other < 0 ? pieces.length : other);
}

/** The names that end right before a place: …围绕行政办公、商务服务、科技创新 | 三大产业. */
export function namesBefore(plain: string, to: number): Names | null {
  const quoted = plain[to - 1] === "”" ? plain.lastIndexOf("“", to - 1) : -1;
  if (quoted >= 0 && plain.slice(quoted, to).includes("、")) return namesAfter(plain, quoted + 1, to - 1);
  const from = clauseStart(plain, to);
  const pieces = piecesOf(plain, from, to);
  if (pieces.length === 0 || pieces.at(-1)?.to !== to) return null;
  return ofTexts(pieces, plain);
}

function clauseStart(plain: string, to: number): number {
  // 二、存在的三个问题: what numbers a heading is no name.
  const head = /^\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})、/.exec(plain)?.[0].length ?? 0;
  return Math.max(Math.min(head, to), clauseBegin(plain, to));
}

function clauseBegin(plain: string, to: number): number {
  let depth = 0;
  for (let at = to - 1; at >= Math.max(0, to - 300); at--) {
    const character = plain[at] ?? "";
    if (closing.includes(character)) depth += 1;
    else if (opening.includes(character)) {
      if (depth === 0) return at + 1;
      depth -= 1;
    } else if (depth === 0 && clauseMarks.includes(character)) return at + 1;
  }
  return Math.max(0, to - 300);
}
