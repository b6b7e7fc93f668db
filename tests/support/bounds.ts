import { z } from "zod";

/**
 * Walks a shape and names what is not bounded: a stranger's input must be small in every direction before any rule reads it.
 */
export function problemsOf(shape: z.ZodType, path = "", hasTitle = true): string[] {
  const here = path || "（正文）";
  if (shape instanceof z.ZodObject) return inObject(shape, path);
  if (shape instanceof z.ZodRecord) return isBoundedRecord(shape) ? [] : [`${here}：键值表没有上限`];
  if (shape instanceof z.ZodUnion)
    return shape.options.flatMap((each) => problemsOf(each as z.ZodType, path, hasTitle));
  const inner = innerOf(shape);
  if (inner) return problemsOf(inner, path, hasTitle);
  const untitled = hasTitle ? [] : [`${here}：没有 title`];
  if (shape instanceof z.ZodArray) {
    const unbounded = limitsOf(shape).maxItems === undefined ? [`${here}：列表没有上限`] : [];
    return [...untitled, ...unbounded, ...problemsOf(shape.element as z.ZodType, `${path}[]`)];
  }
  const problem = problemOfLeaf(shape);
  return problem ? [...untitled, `${here}：${problem}`] : untitled;
}

function inObject(shape: z.ZodObject, path: string): string[] {
  const isStrict = shape.def.catchall instanceof z.ZodNever;
  return [
    ...(isStrict ? [] : [`${path || "（正文）"}：接受不认识的字段，应为 z.strictObject`]),
    ...Object.entries(shape.shape).flatMap(([key, member]) =>
      problemsOf(member as z.ZodType, path ? `${path}.${key}` : key, titleOf(member as z.ZodType) !== undefined),
    ),
  ];
}

/** What the walk of the mask sees through, the walk of the bounds sees through as well. */
export function innerOf(shape: z.ZodType): z.ZodType | null {
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodNullable) return shape.unwrap() as z.ZodType;
  if (shape instanceof z.ZodDefault || shape instanceof z.ZodPrefault) return shape.def.innerType as z.ZodType;
  if (shape instanceof z.ZodCatch || shape instanceof z.ZodReadonly) return shape.def.innerType as z.ZodType;
  if (shape instanceof z.ZodPipe) return shape.def.in as z.ZodType;
  return null;
}

export function titleOf(shape: z.ZodType): string | undefined {
  const inner = innerOf(shape);
  return shape.meta()?.title ?? (inner ? titleOf(inner) : undefined);
}

interface Limits {
  maximum?: number;
  minimum?: number;
  maxLength?: number;
  maxItems?: number;
  pattern?: string;
  allOf?: { pattern?: string }[];
}
const limitsOf = (shape: z.ZodType) => z.toJSONSchema(shape, { io: "input", unrepresentable: "any" }) as Limits;

function problemOfLeaf(shape: z.ZodType): string | null {
  const { maximum, minimum, maxLength, pattern, allOf = [] } = limitsOf(shape);
  if (shape instanceof z.ZodString || shape instanceof z.ZodStringFormat) {
    const patterns = [pattern, ...allOf.map((each) => each.pattern)].filter((each) => each !== undefined);
    return maxLength !== undefined || patterns.some(isBoundedPattern) ? null : "文本没有长度上限";
  }
  if (shape instanceof z.ZodNumber) {
    const isFloored = (minimum ?? Number.MIN_SAFE_INTEGER) > Number.MIN_SAFE_INTEGER;
    const isCapped = (maximum ?? Number.MAX_SAFE_INTEGER) < Number.MAX_SAFE_INTEGER;
    return isFloored && isCapped ? null : "数没有上下限";
  }
  if (shape instanceof z.ZodBoolean || shape instanceof z.ZodEnum || shape instanceof z.ZodLiteral) return null;
  return `${shape._zod.def.type} 的边界无从得知`;
}

/** A regular expression from ^ to $ without a repetition that has no end. */
export function isBoundedPattern(source: string): boolean {
  if (!source.startsWith("^") || !source.endsWith("$")) return false;
  const bare = source.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  // An alternative outside of any group is anchored at one end only.
  let flat = bare;
  while (/\([^()]*\)/.test(flat)) flat = flat.replace(/\([^()]*\)/g, "x");
  return !flat.includes("|") && !/[*+]|\{\d+,\}/.test(bare);
}

/** A record's own check cannot be read, so it is tried: one member goes in, ten thousand or a megabyte do not. */
function isBoundedRecord(shape: z.ZodType): boolean {
  const values = ["x", 1, true].filter((value) => shape.safeParse({ aa: value }).success);
  const key = (number: number) =>
    `k${[...number.toString(26)].map((digit) => "abcdefghijklmnopqrstuvwxyz"[Number.parseInt(digit, 26)]).join("")}`;
  return (
    values.every((value) => {
      const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, number) => [key(number), value]));
      const isHuge = typeof value === "string" && shape.safeParse({ aa: "x".repeat(1_000_000) }).success;
      return !shape.safeParse(many).success && !isHuge;
    }) && values.length > 0
  );
}

/** Kinds of shape the mask would look past: a classed field behind one of them would leave unmasked. */
export function hiddenFromMask(shape: z.ZodType, path = ""): string[] {
  if (shape instanceof z.ZodObject)
    return Object.entries(shape.shape).flatMap(([key, member]) =>
      hiddenFromMask(member as z.ZodType, path ? `${path}.${key}` : key),
    );
  if (shape instanceof z.ZodArray) return hiddenFromMask(shape.element as z.ZodType, `${path}[]`);
  if (shape instanceof z.ZodRecord) return hiddenFromMask(shape.valueType as z.ZodType, `${path}[]`);
  if (shape instanceof z.ZodUnion) return shape.options.flatMap((each) => hiddenFromMask(each as z.ZodType, path));
  const inner = innerOf(shape);
  if (inner) return hiddenFromMask(inner, path);
  const opaque = ["lazy", "intersection", "map", "set", "promise", "custom", "function"].includes(shape._zod.def.type);
  return opaque ? [`${path}：${shape._zod.def.type} 里的分级字段不会被遮蔽`] : [];
}

/** Every field of a shape that carries a class above 内部. */
export function classedMembers(shape: z.ZodType, path = ""): { path: string; member: z.ZodType }[] {
  const level = shape.meta()?.class;
  if (level && level !== "public" && level !== "internal") return [{ path, member: shape }];
  if (shape instanceof z.ZodObject)
    return Object.entries(shape.shape).flatMap(([key, member]) =>
      classedMembers(member as z.ZodType, path ? `${path}.${key}` : key),
    );
  if (shape instanceof z.ZodArray) return classedMembers(shape.element as z.ZodType, `${path}[]`);
  if (shape instanceof z.ZodRecord) return classedMembers(shape.valueType as z.ZodType, `${path}[]`);
  if (shape instanceof z.ZodUnion) return shape.options.flatMap((each) => classedMembers(each as z.ZodType, path));
  const inner = innerOf(shape);
  return inner ? classedMembers(inner, path) : [];
}
