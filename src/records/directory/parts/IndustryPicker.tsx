import { Picker } from "#kit/ui/form/Picker.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { industryTitle } from "../rules.ts";
import { industryDivisions, industrySections } from "../words.ts";

const all = Object.keys(industryDivisions).map((code) => ({ value: code, title: industryTitle(null, code) ?? code }));

/** Chooses a 大类 by a piece of its name, its code or its section. A code below it (2614) may be typed whole. */
export function IndustryPicker(props: InputProps) {
  const chosen = typeof props.value === "string" ? props.value : null;
  const known = chosen ? { value: chosen, title: industryTitle(null, chosen) ?? chosen } : null;
  return <Picker name="industries" load={find} known={known} {...props} />;
}

async function find(search: string) {
  const typed = search.trim().toUpperCase();
  const section = Object.entries(industrySections).find(([, title]) => title === search.trim())?.[0];
  const below = /^[A-T]?(\d{3,4})$/.exec(typed)?.[1];
  const title = below && industryTitle(null, below);
  const found = all.filter((each) => each.title.includes(typed) || (section && each.title.startsWith(section)));
  return [...(below && title && industryDivisions[below.slice(0, 2)] ? [{ value: below, title }] : []), ...found];
}
