/*
 * 指名的比较: a word of comparison with a name instead of a figure: 决算数与年初预算数持平; 低于年初预算; 比上年略有增加; 乙县低于全市平均水平;
 * 培训费高于会议费. Both figures were said before in the paragraph, or the second stands right behind (，目标200亿元; （91.20%）).
 *
 * What is compared is the figure of the name before the word, else the last one of the sentence. Where several figures may be the one that is
 * named, those of the same sentence go first; if they still differ, nothing is said.
 *
 * 例：年初预算58.30万元，支出决算58.30万元，比年初预算略有增加。未超出预算 denies it. 反例：与上年持平（数文中没有）；力争高于全省平均。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import { isCalledBehind, isKnownReference, isReferredTo } from "../../facts/references.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Observation, type Stretch, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";
import { signBetween } from "./moves.ts";

export function* namedComparisons(text: Text): Generator<Observation> {
  for (const reading of text.readings)
    if (!reading.passage.cell && reading.facts.length > 1)
      for (const said of saidIn(reading.passage.plain)) yield* compared(said, reading, text);
}

interface Said {
  from: number;
  to: number;
  /** What is compared, where it is named. */
  own: string;
  name: string;
  sign: -1 | 0 | 1;
  /** 未超出, 没有低于: at most, at least. */
  isDenied: boolean;
  isLoose: boolean;
  word: string;
}

const name = "(?<name>(?:20\\d\\d)?[一-龥]{2,12}?)(?:水平|的?数值)?";
const end = "(?=的(?:主要)?原因|[，。；、)(]|$)";
const above = "高于|超过|超出|大于|多于|快于|优于";
const below = "低于|小于|少于|慢于|不及|不足";
const degree = "(?:略有?|稍有?|有所|小幅|大幅|明显|显著|均|也|又){0,2}";
const patterns = [
  new RegExp(`(?:(?<above>${above})|(?<below>${below}))(?:了)?${name}${end}`, "g"),
  new RegExp(`(?:与|同|和)${name}(?<loose>基本|大体|大致|总体)?(?<same>持平|一致|相同|相等|相当)${end}`, "g"),
  new RegExp(`(?<!不)等于${name}${end}`, "g"),
  new RegExp(
    `(?:比|较)${name}${degree}(?:(?<above>增加|增长|上升|提高|提升|扩大|多|高)|(?<below>减少|下降|降低|回落|缩小|压减|少|低))(?:了)?${end}`,
    "g",
  ),
];

function* saidIn(plain: string): Generator<Said> {
  if (!/[高低大小多少快慢优]于|超[过出]|不[及足]|持平|一致|相[同等当]|等于|比|较/.test(plain)) return;
  for (const pattern of patterns)
    for (const match of matchesOf(plain, pattern)) {
      const groups = match.groups ?? {};
      const clause = /[^，。；：、]*$/.exec(plain.slice(Math.max(0, match.index - 30), match.index))?.[0] ?? "";
      if (/力争|争取|确保|应|要|将|必须|不得|原则|拟|预计|是否|分别|均|都|不$/.test(clause)) continue;
      const isDenied = /(?:未|没有?|并非)$/.test(clause);
      if (isDenied && !groups.above && !groups.below) continue;
      yield {
        from: match.index,
        to: match.index + match[0].length,
        isDenied,
        own:
          /([一-龥]{2,12})$/
            .exec(clause)?.[1]
            ?.replace(/(?:未|没有?|并|均|仍|也|则|但|已|略|明显|大幅|远|基本|总体|连续|继续)+$/, "") ?? "",
        name: groups.name ?? "",
        sign: groups.above ? 1 : groups.below ? -1 : 0,
        isLoose: groups.loose !== undefined || groups.same === "相当",
        word: match[0],
      };
    }
}

const plainRoles = new Set<Fact["role"]>(["level", "target", "rate", "share", "base"]);

function* compared(said: Said, reading: Reading, text: Text): Generator<Observation> {
  const pair = pairOf(said, reading) ?? goalElsewhere(said, reading, text);
  if (!pair) return;
  const { level, base, isSure } = pair;
  const off = level.base - base.base;
  const isRight =
    said.sign === 0
      ? Math.abs(off) <= (said.isLoose ? Math.abs(base.base) * 0.05 : 1e-9)
      : off * said.sign > 0 !== said.isDenied;
  const at: Stretch = { passage: reading.passage, from: said.from, to: said.to };
  if (said.isDenied && off === 0) return;
  const because = `${printed(level)} ${signBetween(level, base)} ${printed(base)}`;
  const operands = [level, base].map(stretchOf);
  if (isRight) yield { kind: "match", rule: "comparison", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "comparison",
      severity: isSure ? "error" : "warning",
      at,
      stated: reading.passage.text.slice(said.from, said.to),
      expected: said.isDenied ? `${said.word.slice(0, 2)}` : off === 0 ? "持平" : off > 0 ? "高于" : "低于",
      because,
      operands,
      message: "比较的说法与所指两数不符，请核对",
    };
}

function pairOf(said: Said, { facts, passage }: Reading): { level: Fact; base: Fact; isSure: boolean } | null {
  const { plain } = passage;
  // Of rates of change only speeds are compared by name: 第二产业增速快于第三产业.
  const isSpeed = /增[速幅]|[快慢]于/.test(said.own + said.word);
  const figures = facts.filter(
    (fact) => (plainRoles.has(fact.role) || (isSpeed && fact.role === "growth")) && fact.unit !== null && !fact.hedge,
  );
  const before = figures.filter((fact) => fact.to <= said.from);
  const next = figures.find((fact) => fact.from >= said.to);
  const isBehind =
    next &&
    /^(?:\([^()\d]{0,8}|，(?:[一-龥]{0,4}(?:目标|预算|计划|任务|平均)[值数]?[为是]?))$/.test(
      plain.slice(said.to, next.from),
    );
  const called = before.filter((fact) => isReferredTo(said.name, fact));
  // 高于开发区2.90亿元的平均水平；绿色建材平均2.96亿元，略高于平均水平: what is called so behind its figure is surer than what has the word before it.
  const sure = called.filter(({ tail }) => isCalledBehind(said.name, tail));
  const bases = isBehind && next ? [next] : sure.length > 0 ? sure : called;
  const begin = Math.max(plain.lastIndexOf("。", said.from), plain.lastIndexOf("；", said.from)) + 1;
  const near = bases.filter((fact) => fact.from >= begin);
  const [base, ...others] = near.length > 0 ? near : bases;
  if (!base || others.some((other) => other.base !== base.base)) return null;
  const level = levelFor(said, base, before, begin, bases);
  if (!level || base.base === 0) return null;
  const ratio = level.base / base.base;
  if (ratio > 5 || ratio < 0.2) return null;
  return { level, base, isSure: near.length > 0 && level.from >= begin && isKnownReference(said.name) };
}

/** 满意度95.1%，高于目标值: the goal was told in another paragraph, by the same name and once. */
function goalElsewhere(
  said: Said,
  { facts, passage }: Reading,
  text: Text,
): { level: Fact; base: Fact; isSure: boolean } | null {
  if (!/^(?:年初|年度|全年|既定|预期)?的?(?:目标|任务|计划|指标)[值数]?$/.test(said.name)) return null;
  const level = facts.findLast(({ to }) => to <= said.from);
  if (!level || level.hedge || !plainRoles.has(level.role) || level.unit === null || said.from - level.to > 4)
    return null;
  if (passage.plain.slice(level.to, said.from).includes("。") || level.unit.dimension !== "percent") return null;
  const name = /[一-龥]{3}$/.exec(level.lead.replace(/(?:为|达到?|是|约)$/, ""))?.[0];
  if (!name) return null;
  const goals = text.facts.filter(
    (fact) =>
      fact.passage !== passage &&
      !fact.passage.cell &&
      fact.unit?.dimension === "percent" &&
      fact.lead.includes(name) &&
      (fact.role === "target" || isTask(fact)),
  );
  const [base] = goals;
  return base && goals.every((each) => each.base === base.base) ? { level, base, isSure: false } : null;
}

/** 下达五项任务：…；五是企业满意度达到93%。 */
const isTask = ({ passage: { plain }, from }: Fact): boolean =>
  /(?:任务|目标|指标)[^，。；：]{0,8}：[^。]*$/.test(plain.slice(Math.max(0, from - 160), from));

/** The figure of that name; where none is named, the last of the sentence. */
function levelFor(
  { own, name: reference }: Said,
  base: Fact,
  before: readonly Fact[],
  begin: number,
  bases: readonly Fact[],
): Fact | null {
  const kin = before.filter(
    (fact) =>
      !bases.includes(fact) &&
      areKin(fact.unit, base.unit) &&
      (isCalledBehind(reference, base.tail) || !isReferredTo(reference, fact)) &&
      fact.role !== "base",
  );
  const name = own.replace(/^(?:但|而|其中|使得?)/, "");
  // 第二产业增速: the measure may be said apart from the name (第二产业投资增速9.2%).
  const bare = name.replace(
    /(?:增速|增幅|占比|比重|得分|金额|规模|总额|数量|水平|[一-龥]{2}率|[一-龥]{1,3}[数额量])$/,
    "",
  );
  const found = own === "" ? [] : kin.filter((fact) => isReferredTo(name, fact));
  const called = found.length > 0 || bare.length < 2 ? found : kin.filter((fact) => isReferredTo(bare, fact));
  if (called.length > 0) return called.at(-1) ?? null;
  // 决算数, 支出 and the like name what was just said; another name is another thing.
  if (own !== "" && !/^(?:支出)?(?:决算|执行|支出|实际|完成)[数额]?$|(?:决算|支出|执行)数$/.test(own)) return null;
  if (!isKnownReference(reference)) return null;
  const last = kin.at(-1);
  return last && last.from >= begin ? last : null;
}
