import { onceForWords } from "./once.ts";

/** What is wider than the document's own place must be said in both names. */
const scopes = ["全市", "全省", "全国", "全县", "全区", "全州", "全部", "世界", "全球", "全北京"];

/** How much of a name, taken two characters at a time, stands in some words: 0 to 1. */
export const likenessOf = (name: string, words: string): number => likeTo(name)(words);

/** The same for one name and many words. */
export const likeTo = onceForWords((name): ((words: string) => number) => {
  const wide = scopes.filter((scope) => name.includes(scope));
  const pairs = Array.from({ length: Math.max(0, name.length - 1) }, (_, at) => name.slice(at, at + 2));
  return (words) => {
    if (pairs.length === 0 || wide.some((scope) => !words.includes(scope)))
      return name !== "" && words.includes(name) ? 1 : 0;
    const plain = /\s/.test(words) ? words.replaceAll(/\s/g, "") : words;
    if (plain.includes(name)) return 1;
    let found = 0;
    for (const pair of pairs) if (plain.includes(pair)) found += 1;
    return found / pairs.length;
  };
});
