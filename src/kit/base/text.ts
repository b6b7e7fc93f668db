/** 全角转半角: the ASCII that Chinese input methods type double width, with ideographic space and money signs. */
export function halfWidth(text: string): string {
  return text.replace(/[\u3000\uff01-\uff5e\uffe5]/g, (character) => {
    if (character === "\u3000") return " ";
    if (character === "\uffe5") return "¥";
    return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  });
}

/** The form in which texts are searched and compared: half width, lower case, single spaces, nothing invisible. */
export function normalize(text: string): string {
  return halfWidth(text)
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .toLowerCase()
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * The suffix from every character of a normalized text on, cut to `max` characters: the search tokens.
 * A text of up to `max` characters occurs in the original exactly when some token starts with it,
 * so one prefix range answers any substring search.
 */
export function suffixes(text: string, max = 8): string[] {
  // Code points, not code units: half a surrogate pair is no character and PostgreSQL refuses it.
  const characters = [...text];
  return characters.map((_, start) => characters.slice(start, start + max).join(""));
}

/** What a person typed, short enough to stand inside a sentence that refuses it. */
export function quoted(text: string, max = 24): string {
  const characters = Array.from(text.slice(0, 2 * max + 2));
  return characters.length > max ? `“${characters.slice(0, max).join("")}…”` : `“${characters.join("")}”`;
}
