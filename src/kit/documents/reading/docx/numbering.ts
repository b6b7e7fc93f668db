/*
 * 自动编号: the numbers Word prints but does not store. They are counted here as Word counts them, because a quote (“（三）……”)
 * and a check of numbering both need what stands on paper.
 *
 * A paragraph names a num and a level; the num points to an abstract definition and may replace levels of it. Counters belong to
 * the abstract definition, so two nums of one definition count on (一、二、 | 三、) unless the second says startOverride.
 */
import type { Archive } from "../../archive.ts";
import { scan } from "../../markup.ts";
import { isOn, numberOf, valueOf } from "./attributes.ts";
import { writeNumber } from "./numberformats.ts";
import type { Styles } from "./styles.ts";

interface Level {
  start: number;
  format: string;
  /** “（%1）”, “%1.%2” */
  text: string;
  /** What follows the number: tab, space or nothing. */
  suffix: string;
  /** Begins anew only after a level up to this one (1-based); 0 never. */
  restart?: number;
  /** 正规编号: all its numbers in Arabic digits. */
  isLegal?: boolean;
  styleId?: string;
}

interface Override {
  start?: number;
  level?: Level;
}

interface Abstract {
  levels: Map<number, Level>;
  /** A definition that stands elsewhere, found through a numbering style. */
  styleLink?: string;
}

interface Num {
  abstractId: string;
  overrides: Map<number, Override>;
}

interface Definitions {
  abstracts: Map<string, Abstract>;
  nums: Map<string, Num>;
}

interface Resolved {
  numId: string;
  counterId: string;
  levels: Map<number, Level>;
  overrides: Map<number, Override>;
}

export interface Numbering {
  /** Counts one paragraph; null when it has no number. */
  next(numId: string, level: number | undefined, styleId: string | undefined): Printed | null;
}

export interface Printed {
  /** As printed before the text, the space behind it included: “（一）”, “1. ”. */
  label: string;
  isBullet: boolean;
  /** 0-based. */
  level: number;
}

const mostNumberingBytes = 16 * 1024 * 1024;
const deepestLevel = 8;
const longestLabel = 100;
const newLevel = (): Level => ({ start: 0, format: "decimal", text: "", suffix: "tab" });

export async function readNumbering(archive: Archive, part: string | undefined, styles: Styles): Promise<Numbering> {
  return createNumbering(
    part ? await readDefinitions(archive, part) : { abstracts: new Map(), nums: new Map() },
    styles,
  );
}

async function readDefinitions(archive: Archive, part: string): Promise<Definitions> {
  const abstracts = new Map<string, Abstract>();
  const nums = new Map<string, Num>();
  let abstract: Abstract = { levels: new Map() };
  let num: Num = { abstractId: "", overrides: new Map() };
  let override: Override | null = null;
  let level = newLevel();
  const read: Record<string, (raw: string) => void> = {
    abstractNum: (raw) => abstracts.set(valueOf(raw, "abstractNumId") ?? "", (abstract = { levels: new Map() })),
    num: (raw) => nums.set(valueOf(raw, "numId") ?? "", (num = { abstractId: "", overrides: new Map() })),
    abstractNumId: (raw) => Object.assign(num, { abstractId: valueOf(raw, "val") ?? "" }),
    numStyleLink: (raw) => Object.assign(abstract, { styleLink: valueOf(raw, "val") }),
    lvlOverride: (raw) => putLevel(num.overrides, raw, (override = {})),
    startOverride: (raw) => Object.assign(override ?? {}, { start: numberOf(raw, "val") ?? 0 }),
    lvl: (raw) => {
      level = newLevel();
      if (override) override.level = level;
      else putLevel(abstract.levels, raw, level);
    },
    start: (raw) => Object.assign(level, { start: numberOf(raw, "val") ?? 0 }),
    numFmt: (raw) => Object.assign(level, { format: valueOf(raw, "val") ?? "decimal" }),
    lvlText: (raw) => Object.assign(level, { text: valueOf(raw, "val")?.slice(0, longestLabel) ?? "" }),
    suff: (raw) => Object.assign(level, { suffix: valueOf(raw, "val") ?? "tab" }),
    lvlRestart: (raw) => Object.assign(level, { restart: numberOf(raw, "val") ?? 0 }),
    isLgl: (raw) => Object.assign(level, { isLegal: isOn(raw) }),
    pStyle: (raw) => Object.assign(level, { styleId: valueOf(raw, "val") }),
  };
  await scan(archive.read(part, mostNumberingBytes), {
    open: (name, raw) => read[name]?.(raw),
    close(name) {
      if (name === "lvlOverride") override = null;
    },
  });
  return { abstracts, nums };
}

/** Nine levels and no more: a hostile file could name a million, to be gone through at every paragraph. */
function putLevel<T>(levels: Map<number, T>, raw: string, level: T): void {
  const at = numberOf(raw, "ilvl") ?? 0;
  if (at >= 0 && at <= deepestLevel) levels.set(at, level);
}

function createNumbering({ abstracts, nums }: Definitions, styles: Styles): Numbering {
  const counters = new Map<string, (number | undefined)[]>();
  const started = new Set<string>();
  const known = new Map<string, Resolved | null>();

  /** With the overrides of this num in place, and a definition that stands elsewhere (numStyleLink) looked up once. */
  function resolve(numId: string): Resolved | null {
    const num = nums.get(numId);
    if (!num) return null;
    const link = abstracts.get(num.abstractId)?.styleLink;
    const linkedNum = link === undefined ? num : nums.get(styles.run(link).numberingId ?? "");
    const counterId = linkedNum?.abstractId ?? "";
    const abstract = abstracts.get(counterId);
    if (!abstract) return null;
    const levels = new Map(abstract.levels);
    for (const [at, { level }] of num.overrides) if (level) levels.set(at, level);
    return { numId, counterId, levels, overrides: num.overrides };
  }

  function startOf({ overrides, levels }: Resolved, at: number): number {
    return overrides.get(at)?.start ?? levels.get(at)?.start ?? 0;
  }

  /** One step of the counter at this level; the levels below begin anew, unless they say after which level only. */
  function count(resolved: Resolved, at: number): (number | undefined)[] {
    const { numId, counterId, levels, overrides } = resolved;
    const values = counters.get(counterId) ?? [];
    counters.set(counterId, values);
    const isRestarted = overrides.get(at)?.start !== undefined && !started.has(`${numId}/${at}`);
    started.add(`${numId}/${at}`);
    const before = isRestarted ? undefined : values[at];
    values[at] = before === undefined ? startOf(resolved, at) : before + 1;
    for (let below = at + 1; below <= deepestLevel; below++) {
      const restart = levels.get(below)?.restart;
      if (restart === undefined || at + 1 <= restart) values[below] = undefined;
    }
    return values;
  }

  return {
    next(numId, wanted, styleId) {
      let resolved = known.get(numId);
      if (resolved === undefined) known.set(numId, (resolved = resolve(numId)));
      if (!resolved) return null;
      const { levels } = resolved;
      const linked = [...levels].find(
        ([, { styleId: linkedId }]) => linkedId !== undefined && linkedId === styleId,
      )?.[0];
      const at = wanted ?? linked ?? 0;
      const level = levels.get(at);
      if (!level) return null;
      const values = count(resolved, at);
      const number = level.text.replace(/%([1-9])/g, (_, digit: string) => {
        const place = Number(digit) - 1;
        const value = values[place] ?? startOf(resolved, place);
        return writeNumber(value, level.isLegal ? "decimal" : (levels.get(place)?.format ?? "decimal"));
      });
      return { label: number + gapAfter(number, level.suffix), isBullet: level.format === "bullet", level: at };
    },
  };
}

/** Word jumps to a tab stop; behind “、” or “）” nobody types that gap, behind “1.” a space does as well. */
function gapAfter(number: string, suffix: string): string {
  return number === "" || suffix === "nothing" || (suffix === "tab" && /[、。．，）〕】：]$/.test(number)) ? "" : " ";
}
