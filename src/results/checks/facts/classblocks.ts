/*
 * 类款项说明: what a text says of each class of spending, and of the 款 and 项 under it.
 *
 *   1、“社会保障和就业支出”（类）2023年度决算168.92万元，比年初预算160.15万元增加8.77万元，增长5.48%。其中：
 *   “行政事业单位养老支出”（款）决算160.74万元，比年初预算增加…
 *
 * A statement is a class with its figures; its lines follow in the same passage or in the passages right behind it, up to the
 * next class or heading. A path (一般公共服务支出（类）商贸事务（款）招商引资（项）) is a line by itself.
 */
import type { Column, Scope } from "./accountmodel.ts";
import { scopesOf } from "./accounttext.ts";
import { columnIn, isNeutral } from "./accountwords.ts";
import type { Fact } from "./fact.ts";
import { classesNamed } from "./functionclasses.ts";
import { matchesOf } from "./matches.ts";
import type { Passage } from "./passages.ts";
import type { Text } from "./text.ts";

export type Figures = Partial<Record<Column | "change" | "growth" | "share", Fact>>;

export interface ClassLine {
  name: string;
  level: "款" | "项";
  figures: Figures;
  /** What the change is a change from, where a word says so. */
  changedFrom: Column | null;
  /** 项 said in the same sentence. */
  parts: ClassLine[];
}

export interface ClassStatement {
  name: string;
  scope: Scope | null;
  passage: Passage;
  figures: Figures;
  changedFrom: Column | null;
  lines: ClassLine[];
  /** Full paths: each stands under a heading of its own. */
  isPath: boolean;
  /** 主要、等: more lines may exist than are told. */
  isOpen: boolean;
}

export const figuresOf = (lines: readonly ClassLine[], column: Column): Fact[] =>
  lines.flatMap(({ figures }) => figures[column] ?? []);

type Target = Pick<ClassLine, "figures" | "changedFrom">;

const farthest = 120;
/** Lines stand within so many passages of their class. */
const reach = 12;

export function classStatements(text: Text): ClassStatement[] {
  const found: ClassStatement[] = [];
  const scopes = scopesOf(text);
  let open: ClassStatement | null = null;
  let openAt = 0;
  for (const { passage, facts } of text.readings) {
    if (passage.cell) continue;
    const mark = text.heads[passage.index]?.style;
    if (
      mark === "chinese" ||
      mark === "chineseBracket" ||
      mark === "part" ||
      passage.kind === "heading" ||
      passage.index - openAt > reach
    )
      open = null;
    open = inPassage({ passage, facts, scope: scopes[passage.index] ?? null, year: text.year }, open, found);
    if (open?.passage === passage) openAt = passage.index;
  }
  return found.filter(({ figures, lines }) => Object.keys(figures).length > 0 || lines.length > 0);
}

interface Here {
  passage: Passage;
  facts: readonly Fact[];
  scope: Scope | null;
  year: number | null;
}

function inPassage(
  { passage, facts, scope, year }: Here,
  before: ClassStatement | null,
  found: ClassStatement[],
): ClassStatement | null {
  let open = before;
  // （1）行政运行（项） in a paragraph of its own goes on about the 款 before it.
  let line: ClassLine | null = before?.lines.findLast(({ level }) => level === "款") ?? null;
  let target: Target | null = null;
  let from = 0;
  for (const fact of facts) {
    if (isCode(fact)) continue;
    const words = passage.plain.slice(Math.max(from, fact.from - farthest), fact.from).replaceAll(/\s/g, "");
    from = fact.to;
    const named = headIn(words);
    if (named) {
      if (named.level === "类" || named.className !== null) {
        open = {
          name: named.className ?? named.name,
          scope,
          passage,
          figures: {},
          changedFrom: null,
          lines: [],
          isPath: named.level !== "类",
          isOpen: false,
        };
        found.push(open);
        line = null;
        target = open;
      }
      if (named.level !== "类" && open) {
        const next: ClassLine = { name: named.name, level: named.level, figures: {}, changedFrom: null, parts: [] };
        if (named.level === "项" && line && line.level === "款" && line.figures.actual) line.parts.push(next);
        else {
          open.lines.push(next);
          if (named.level === "款") line = next;
        }
        target = next;
        open.isOpen ||= /主要|重点|部分/.test(words.slice(-30)) || /^[^，。；]{0,10}等/.test(fact.tail);
      }
    } else if (!isNeutral(words) && !["change", "growth", "share", "rate", "base"].includes(fact.role)) target = null;
    if (target) take(target, fact, words, year);
  }
  return open;
}

/** （201类）: a code, no amount. */
const isCode = ({ passage, from, unit }: Fact): boolean => unit?.title === "类" && passage.plain[from - 1] === "(";

interface Head {
  level: "类" | "款" | "项";
  name: string;
  /** Of a path, the class it begins with. */
  className: string | null;
}

const item = /[“"‘]?([一-龥（）()、]{2,30}?)[”"’]?[(（](款|项)[^()（）]{0,6}[)）](?:支出)?/g;
const quoted = /[“"]([一-龥、]{2,30})[”"](?:包括)?(?=(?:20\d\d年度?)?(?:支出)?(?:决算|预算|支出|年初)?)/g;

/** The last class, 款 or 项 the words name, with nothing but neutral words behind it. */
function headIn(words: string): Head | null {
  const kind = classesNamed(words).at(-1);
  const part = matchesOf(words, item).at(-1);
  const partTo = part ? part.index + part[0].length : -1;
  if (part && (!kind || partTo > kind.to)) {
    if (!isNeutral(words.slice(partTo))) return null;
    const isPath =
      kind !== undefined && /^[”"’]?[^，。；：:]*$/.test(words.slice(kind.to, part.index + part[0].length));
    const name = (part[1] ?? "").replace(/^.*[)）”"]/, "").replace(/^(?:、|包括|其中|主要|用于|和|及)+/, "");
    return { level: part[2] === "款" ? "款" : "项", name, className: isPath ? (kind?.name ?? null) : null };
  }
  if (kind && isNeutral(words.slice(kind.to))) return { level: "类", name: kind.name, className: null };
  const named = matchesOf(words, quoted).at(-1);
  if (named && isNeutral(words.slice(named.index + named[0].length)) && /决算|支出|预算/.test(words.slice(named.index)))
    return { level: "款", name: named[1] ?? "", className: null };
  return null;
}

function take(target: Target, fact: Fact, words: string, year: number | null): void {
  const { figures } = target;
  const { dimension } = fact.unit ?? {};
  if (dimension === "percent") {
    if (fact.role === "growth" && !figures.growth) figures.growth = fact;
    else if (fact.role === "share" && !figures.share) figures.share = fact;
    return;
  }
  if (dimension !== "yuan" || fact.hedge) return;
  if (fact.role === "change") {
    if (figures.change) return;
    figures.change = fact;
    target.changedFrom = figures.budget
      ? "budget"
      : figures.last
        ? "last"
        : /年初预算|预算/.test(words)
          ? "budget"
          : /上年|去年/.test(words)
            ? "last"
            : null;
    return;
  }
  const column = columnIn(words, { year, isBudget: false });
  if (!column || (column === "actual" && fact.role !== "level") || figures[column]) return;
  figures[column] = fact;
}
