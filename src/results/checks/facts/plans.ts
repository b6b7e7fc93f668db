/*
 * 打算: which passages speak of what is to be done. A report tells first what was reached and then, under a heading of its own
 * (2024年工作安排、下一步打算、主要目标任务), what is planned; a figure there is another thing than the same words above it.
 */
import { once } from "./once.ts";
import type { Passage } from "./passages.ts";
import type { Text } from "./text.ts";

const planning =
  /工作安排|工作思路|工作打算|工作计划|重点工作|主要工作|工作部署|目标任务|主要目标|预期目标|主要任务|下一步|下步|下阶段|下半年|明年|下年|今后|未来|展望|预算草案|“十[五六]五”|做好20\d{2}年|20\d{2}年[^，。]{0,10}(?:安排|目标|打算|任务|计划|预算)/;
/** Words beside a date that lies ahead of the report. */
export const ahead =
  /计划|将|拟|预计|力争|确保|争取|要求|目标|下一步|前|止|预期|安排|建议|下届|下一届|须|起执行|有效期|到期|合同|租|期限|建设期|服务期/;

const telling = /回顾|总结|成就|成效|完成情况|执行情况|开展情况|进展|上半年/;
const levels: Record<string, number> = { part: 0, chinese: 1, chineseBracket: 2 };
const longestHeading = 40;

/** Indices of the passages under a heading that plans, down to the next heading of its level. */
export const plansOf = once(plansIn);

/** 一、2023年主要工作 in a report on 2023 tells; 二、2023年工作打算 does not. */
const planningOnly = /安排|思路|打算|计划|任务|目标|下一步|预算|今后|展望/;
const inTitle = /(20\d{2})\s*年/;

function plansIn({ passages, heads }: Text): ReadonlySet<number> {
  const told = toldYear(passages);
  const isPlan = (plain: string): boolean =>
    planning.test(plain) &&
    !telling.test(plain) &&
    !(told !== null && plain.includes(`${told}年`) && !planningOnly.test(plain));
  const found = new Set<number>();
  let under: number | null = null;
  for (const passage of passages) {
    const level = levelOf(passage, heads[passage.index]?.style);
    if (level !== null && (under === null || level <= under)) under = isPlan(passage.plain) ? level : null;
    if (under !== null) found.add(passage.index);
  }
  return found;
}

/** The first year of a title that tells: 2023年工作总结和2024年工作计划. */
function toldYear(passages: readonly Passage[]): number | null {
  const title = passages.slice(0, 3).find(({ plain, cell }) => !cell && plain.length <= 60 && inTitle.test(plain));
  return title && /总结|情况|决算|汇报|述职/.test(title.plain) ? Number(inTitle.exec(title.plain)?.[1]) : null;
}

/** The year each passage of a plan is about: its heading's (二、2024年工作打算), else the one after the report's. */
export function planYearsOf(text: Text, reporting: number): ReadonlyMap<number, number> {
  const plans = plansOf(text);
  const years = new Map<number, number>();
  for (const index of plans) {
    const { plain } = text.passages[index] ?? { plain: "" };
    const isHeading = plain.length <= longestHeading;
    const own = isHeading ? /(?<![比较与同至到]\s{0,2})(20\d{2})\s*年/.exec(plain)?.[1] : undefined;
    const isOwn = own !== undefined && planning.test(plain);
    years.set(index, isOwn ? Number(own) : (years.get(index - 1) ?? reporting + 1));
  }
  return years;
}

function levelOf({ kind, level, plain, cell }: Passage, style: string | undefined): number | null {
  if (cell || plain.length > longestHeading) return null;
  if (style !== undefined) return levels[style] ?? null;
  if (kind === "heading" || kind === "title") return Math.min(level, 2);
  // A heading that has lost its number: a short line by itself that says what follows.
  const isLine = plain.length <= 24 && !/[，。；：]/.test(plain);
  return isLine && (planning.test(plain) || telling.test(plain)) ? 1 : null;
}
