import type { AgreementsPack, PackedRule } from "./pack.ts";

/** 命中: a quote of the text with its place, and the rule that asks about it. */
export interface Found {
  rule: PackedRule["code"];
  title: string;
  article: string;
  action: PackedRule["action"];
  /** Which paragraph, from 0. */
  paragraph: number;
  from: number;
  to: number;
  quote: string;
}

/** 分段: a text is its paragraphs that say something. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/**
 * 扫描. What is asked about is a promise of one sentence, so it goes sentence by sentence: a rule's wording is a hit unless its
 * clause says what makes it innocent (依法享受国家规定的优惠), or denies it (不以在本地纳税为条件). It proposes; people conclude.
 */
export function scan(paragraphs: readonly string[], pack: Pick<AgreementsPack, "rules" | "denials">): Found[] {
  const rules = pack.rules.map(compiled);
  const denials = pack.denials.map((source) => new RegExp(`(?:${source})[^，,、。；;]{0,16}$`, "u"));
  return paragraphs.flatMap((line, paragraph) =>
    sentencesOf(line).flatMap(({ text, at }) =>
      rules.flatMap(({ rule, patterns, unless }) => {
        const spans = patterns
          .flatMap((each) =>
            [...text.matchAll(each)].map((match) => [match.index, match.index + match[0].length] as const),
          )
          .filter(([from]) => !denials.some((each) => each.test(text.slice(0, from))))
          .filter(([from, to]) => !unless.some((each) => each.test(clauseAround(text, from, to))));
        const { code, title, article, action } = rule;
        return joined(spans).map(([from, to]): Found => {
          const place = { paragraph, from: at + from, to: at + to };
          return { rule: code, title, article, action, ...place, quote: text.slice(from, to) };
        });
      }),
    ),
  );
}

/** From the comma before to the comma after: an innocent word further off excuses nothing. */
function clauseAround(text: string, from: number, to: number): string {
  const start = text.slice(0, from).search(/[^，,]{0,1000}$/u);
  const end = text.slice(to).search(/[，,]/u);
  return text.slice(start, end < 0 ? undefined : to + end);
}

const known = new WeakMap<PackedRule, { rule: PackedRule; patterns: RegExp[]; unless: RegExp[] }>();

function compiled(rule: PackedRule) {
  const made = known.get(rule) ?? {
    rule,
    patterns: rule.patterns.map((source) => new RegExp(source, "gu")),
    unless: rule.unless.map((source) => new RegExp(source, "u")),
  };
  known.set(rule, made);
  return made;
}

/** A sentence ends at 。；！？ and no later than after a thousand characters, so that no search runs long. */
const sentencesOf = (line: string) =>
  [...line.matchAll(/[^。；;！？!?]{1,1000}/gu)].map((match) => ({ text: match[0], at: match.index }));

/** Wordings of one rule that overlap or touch are one hit. */
function joined(spans: readonly (readonly [number, number])[]): [number, number][] {
  const all: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}
