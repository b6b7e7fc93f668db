import { z } from "zod";
import { unwrap } from "#kit/base/unwrap.ts";
import type { PackDifference } from "./words.ts";

/** A setting in words: where it stands, what it is called, what it says. */
export interface Setting {
  path: string;
  group: string;
  title: string;
  value: string;
}

/** What a key is called that no shape names: a permission by what it opens. */
export type NameKey = (key: string) => string | null;

/** A section of a pack as a table, titled by the shape of the module it belongs to; what no shape knows shows its key. */
export function settingsOf(shape: z.ZodType | null, value: unknown, nameKey: NameKey): Setting[] {
  return [...leaves(shape, value, nameKey, [], [])].map(({ keys, titles, text }) => {
    const depth = Math.min(titles.length - 1, isNamed(value, keys) ? 2 : 1);
    return {
      path: keys.join("/"),
      group: titles.slice(0, depth).join(" · ") || (titles[0] ?? ""),
      title: titles.slice(depth).join(" · "),
      value: text,
    };
  });
}

/** Whether the second step leads to an entry with a name of its own: the role of the roles. */
function isNamed(value: unknown, [first = "", second = ""]: string[]): boolean {
  return isPlain(value) && isPlain(value[first]) && isPlain(value[first][second]);
}

interface Leaf {
  keys: string[];
  titles: string[];
  text: string;
}

function* leaves(
  shape: z.ZodType | null,
  value: unknown,
  nameKey: NameKey,
  keys: string[],
  titles: string[],
): Generator<Leaf> {
  const said = shape ? unwrap(chosenShape(shape, value)) : null;
  const members = membersOf(value);
  if (!members) {
    const item = itemMeta(said?.inner);
    const text = Array.isArray(value)
      ? value.map((each) => inWords(each, item)).join("、") || "无"
      : inWords(value, said?.meta ?? {});
    yield { keys, titles, text };
    return;
  }
  for (const [key, member] of Object.entries(members)) {
    const inner = memberShape(said?.inner, key);
    const title = (inner && unwrap(inner).meta.title) || ownTitle(member) || nameKey(key) || key;
    yield* leaves(inner, member, nameKey, [...keys, key], [...titles, title]);
  }
}

/** What is said item by item: an object, or rows of objects (the steps of a flow), each under its own code. */
function membersOf(value: unknown): Record<string, unknown> | null {
  if (isPlain(value)) return value;
  if (!Array.isArray(value) || value.length === 0 || !value.every(isPlain)) return null;
  return Object.fromEntries(value.map((each, index) => [typeof each.code === "string" ? each.code : String(index + 1), each]));
}

/** Of several shapes (审批人) the one that this value has. */
function chosenShape(shape: z.ZodType, value: unknown): z.ZodType {
  const { inner } = unwrap(shape);
  if (!(inner instanceof z.ZodUnion)) return shape;
  return (inner.options as z.ZodType[]).find((option) => option.safeParse(value).success) ?? shape;
}

function memberShape(shape: z.ZodType | undefined, key: string): z.ZodType | null {
  if (shape instanceof z.ZodObject) return (shape.shape as Record<string, z.ZodType>)[key] ?? null;
  if (shape instanceof z.ZodRecord) return shape.valueType as z.ZodType;
  if (shape instanceof z.ZodArray) return shape.element as z.ZodType;
  return null;
}

const itemMeta = (shape: z.ZodType | undefined): z.GlobalMeta =>
  shape instanceof z.ZodArray ? unwrap(shape.element as z.ZodType).meta : {};

const ownTitle = (value: unknown) => (isPlain(value) && typeof value.title === "string" ? value.title : null);

function inWords(value: unknown, said: z.GlobalMeta): string {
  if (typeof value === "boolean") return value ? "是" : "否";
  if (value === null || value === undefined) return "无";
  if (Array.isArray(value)) return value.map((each) => inWords(each, {})).join("—");
  const text = typeof value === "object" ? JSON.stringify(value) : String(value as string | number);
  return `${said.words?.[text] ?? text}${said.unit ?? ""}`;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

export interface Compared {
  path: string;
  group: string;
  title: string;
  left: string | null;
  right: string | null;
  difference: PackDifference;
}

/** The same settings side by side, in the order of the left, then what only the right has. */
export function compare(left: Setting[], right: Setting[]): Compared[] {
  const others = new Map(right.map((each) => [each.path, each]));
  const both = left.map(({ path, group, title, value }): Compared => {
    const other = others.get(path)?.value ?? null;
    const difference = other === null ? "onlyLeft" : other === value ? "same" : "changed";
    return { path, group, title, left: value, right: other, difference };
  });
  const known = new Set(left.map(({ path }) => path));
  const more = right
    .filter(({ path }) => !known.has(path))
    .map(
      ({ path, group, title, value }): Compared => ({
        path,
        group,
        title,
        left: null,
        right: value,
        difference: "onlyRight",
      }),
    );
  return [...both, ...more];
}

/** Rows gathered under their group, in the order in which groups first appear. */
export function grouped<R extends { group: string }>(rows: R[]): { title: string; rows: Omit<R, "group">[] }[] {
  const groups = new Map<string, Omit<R, "group">[]>();
  for (const { group, ...row } of rows) groups.set(group, [...(groups.get(group) ?? []), row]);
  return [...groups].map(([title, all]) => ({ title, rows: all }));
}
