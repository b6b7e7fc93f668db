/* 字符实体: the named ones that pages of Chinese offices really hold, and all numeric ones. */

const visible = `
  amp & lt < gt > quot " apos ' copy © reg ® trade ™ yen ¥ cent ¢ pound £ euro € curren ¤ sect § para ¶
  middot · bull • hellip … mdash — ndash – horbar ― ldquo “ rdquo ” lsquo ‘ rsquo ’ sbquo ‚ bdquo „ laquo «
  raquo » lsaquo ‹ rsaquo › times × divide ÷ minus − plusmn ± le ≤ ge ≥ ne ≠ asymp ≈ equiv ≡ infin ∞ radic √
  sum ∑ permil ‰ deg ° sup1 ¹ sup2 ² sup3 ³ frac12 ½ frac14 ¼ frac34 ¾ ordm º ordf ª micro µ alpha α beta β
  gamma γ delta δ Delta Δ epsilon ε lambda λ mu μ pi π sigma σ Sigma Σ omega ω Omega Ω larr ← uarr ↑ rarr →
  darr ↓ harr ↔ rArr ⇒ check ✓ star ☆ starf ★ lang ⟨ rang ⟩ prime ′ Prime ″ tilde ˜ circ ˆ macr ¯ acute ´ uml ¨
  cedil ¸ iexcl ¡ iquest ¿ brvbar ¦ not ¬ agrave à aacute á egrave è eacute é igrave ì iacute í ograve ò
  oacute ó ugrave ù uacute ú uuml ü Uuml Ü ouml ö auml ä ccedil ç ntilde ñ szlig ß lpar ( rpar ) comma ,
  period . colon : semi ; excl ! quest ? num # percnt % ast * plus + equals = sol / bsol \\ lsqb [ rsqb ]
  lbrack [ rbrack ] lcub { rcub } verbar | lowbar _ grave \` commat @ dollar $ hyphen ‐ dash ‐
`;
const invisible: readonly (readonly [string, string])[] = [
  ["nbsp", "\u00a0"],
  ["ensp", "\u2002"],
  ["emsp", "\u2003"],
  ["thinsp", "\u2009"],
  ["zwnj", "\u200c"],
  ["zwj", "\u200d"],
  ["shy", "\u00ad"],
  ["Tab", "\t"],
  ["NewLine", "\n"],
];
const named = new Map([...invisible, ...pairs(visible.trim().split(/\s+/))]);

function* pairs(words: readonly string[]): Generator<[string, string]> {
  for (let i = 0; i < words.length; i += 2) yield [words[i] ?? "", words[i + 1] ?? ""];
}

/** Those that old pages write without their semicolon. */
const unclosed = new Set(["amp", "lt", "gt", "quot", "nbsp", "copy", "reg", "yen", "middot", "times", "deg", "plusmn"]);

const entityPattern = /&(?:#(?:x([\da-f]{1,8})|(\d{1,9}))|([A-Za-z][A-Za-z\d]{1,9}))(;?)/gi;

/** What is no entity stays as it stands. */
export function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(entityPattern, (whole, hex?: string, decimal?: string, name?: string, end?: string) => {
    if (name === undefined) return characterOf(hex ? Number.parseInt(hex, 16) : Number(decimal));
    if (!end) return longestUnclosed(whole, name);
    return named.get(name) ?? whole;
  });
}

/** “&nbspA” is a space and an A. */
function longestUnclosed(whole: string, name: string): string {
  for (let length = name.length; length > 1; length--) {
    const start = name.slice(0, length);
    if (unclosed.has(start)) return (named.get(start) ?? "") + name.slice(length);
  }
  return whole;
}

const windows = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Numbers 128 to 159 mean what they meant on Windows, as in every browser; impossible ones are shown as �. */
function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return windows[code - 0x80] ?? "";
  const isPossible = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isPossible ? String.fromCodePoint(code) : "\ufffd";
}
