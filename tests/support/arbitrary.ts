import fc, { type Arbitrary } from "fast-check";

/**
 * From the public description of an operation to bodies: some as it says, some nearly, some hostile in a way that has
 * broken programs before.
 */
export interface JsonShape {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonShape[];
  properties?: Record<string, JsonShape>;
  required?: string[];
  additionalProperties?: JsonShape | boolean;
  propertyNames?: JsonShape;
  items?: JsonShape;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
}

/** Values that lead deeper than chance would: real ids, codes and cursors, by the name of the field or for any text. */
export type Hints = Record<string, readonly unknown[]>;

const nested = (depth: number): unknown =>
  depth === 0 ? "x" : depth % 2 ? [nested(depth - 1)] : { a: nested(depth - 1) };
const ofPrototypes = ["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty"];
/** An own member of that name, which an object literal cannot have. */
const poisoned = JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}') as object;

const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, "", " ", "\0", "甲\0乙", "\ud800", "\udfff甲", "𠮷".repeat(500), "‮倒写‬"),
  fc.constantFrom<unknown>(0, -0, -1, 0.1, 1e-320, 1e308, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, Number.MAX_SAFE_INTEGER),
  fc.constantFrom("0000-01-01", "0001-01-01", "9999-12-31", "2026-02-30", "1900-01-01", "2199-12-31", "10000-01-01"),
  fc.constantFrom(
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59+23:59",
    "0000-01-01T00:00:00+23:59",
    "2026-01-01T24:00:00Z",
  ),
  fc.constantFrom("' or 1=1 --", "%", "_", "\\", "$1", "';drop table company;--", "{{7*7}}", "../../key", "<script>"),
  fc.constantFrom<unknown>(
    "x".repeat(100_000),
    "9".repeat(400),
    "-".repeat(36),
    nested(30),
    nested(800),
    poisoned,
    [],
    {},
  ),
  fc.constantFrom<unknown>(
    Array.from({ length: 5_000 }, (_, each) => each),
    Array.from({ length: 30 }, () => ({})),
  ),
  fc.constantFrom(...ofPrototypes),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** The way back from a page that was never given out. */
const forged: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("createdOn", "name", "registeredCapital", "login", "at", "number", "x"),
    fc.boolean(),
    hostile,
    fc.oneof(fc.uuid(), hostile),
  )
  .map((cursor) => Buffer.from(JSON.stringify(cursor)).toString("base64url"));

export function bodies(shape: JsonShape, hints: Hints): Arbitrary<unknown> {
  const valid = valueOf(shape, "", hints);
  return fc.oneof(
    { weight: 6, arbitrary: valid },
    {
      weight: 4,
      arbitrary: fc.tuple(valid, fc.nat(), hostile).map(([body, where, value]) => spoil(body, where, value)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(valid, fc.constantFrom("agencyId", "isAdmin", ...ofPrototypes), hostile)
        .map(([body, key, value]) => withMember(body, key, value)),
    },
    { weight: 1, arbitrary: fc.tuple(valid, fc.nat()).map(([body, which]) => without(body, which)) },
    { weight: 1, arbitrary: hostile },
  );
}

function valueOf(shape: JsonShape, name: string, hints: Hints): Arbitrary<unknown> {
  const known = hints[name];
  const made = madeOf(shape, name, hints);
  return known ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: made }) : made;
}

function madeOf(shape: JsonShape, name: string, hints: Hints): Arbitrary<unknown> {
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if ("const" in shape) return fc.constant(shape.const);
  if (shape.anyOf) return fc.oneof(...shape.anyOf.map((each) => valueOf(each, name, hints)));
  if (shape.type === "object") return objectOf(shape, hints);
  if (shape.type === "array")
    return fc.array(valueOf(shape.items ?? {}, `${name}[]`, hints), { maxLength: Math.min(shape.maxItems ?? 5, 5) });
  if (shape.type === "integer" || shape.type === "number")
    return fc.integer({ min: Math.max(shape.minimum ?? 0, -1e9), max: Math.min(shape.maximum ?? 1e9, 2 ** 31) });
  if (shape.type === "boolean") return fc.boolean();
  if (shape.type === "null") return fc.constant(null);
  if (shape.type === "string") return textOf(shape, name, hints);
  return hostile;
}

function textOf({ format, pattern, minLength = 0, maxLength = 200 }: JsonShape, name: string, hints: Hints) {
  if (name === "after") return fc.oneof(forged, fc.uuid());
  if (format === "uuid") return fc.oneof(fc.constantFrom(...(hints.uuid ?? [""])), fc.uuid());
  if (format === "date" || format === "date-time") {
    const moments = fc.date({ min: new Date("1850-01-01"), max: new Date("2250-12-31"), noInvalidDate: true });
    return moments.map((date) => (format === "date" ? date.toISOString().slice(0, 10) : date.toISOString()));
  }
  // As long as a digest.
  if (pattern) return fc.stringMatching(new RegExp(pattern), { maxLength: 64 });
  const length = { minLength, maxLength: Math.min(maxLength, 200) };
  return fc.oneof(fc.string({ unit: fc.constantFrom(..."示例企业云帆 abc019（）·"), ...length }), fc.string(length));
}

function objectOf({ properties, required = [], additionalProperties, propertyNames }: JsonShape, hints: Hints) {
  if (properties) {
    const members = Object.fromEntries(
      Object.entries(properties).map(([key, member]) => [key, valueOf(member, key, hints)]),
    );
    return fc.record(members, { requiredKeys: required.filter((key) => key in members) });
  }
  const keys = fc.oneof(
    fc.constantFrom("tag", "region", "name", ...ofPrototypes.slice(1)),
    textOf({ maxLength: 20, ...propertyNames }, "", hints).map(String),
  );
  const values = valueOf(typeof additionalProperties === "object" ? additionalProperties : {}, "{}", hints);
  return fc.dictionary(keys, values, { maxKeys: 4 });
}

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === "object";

/** Puts the value somewhere into the body, at a place that is there. */
function spoil(body: unknown, where: number, value: unknown): unknown {
  if (!isRecord(body)) return value;
  const keys = Object.keys(body);
  const key = keys[where % Math.max(keys.length, 1)];
  if (key === undefined) return value;
  const inner = body[key];
  const goDeeper = isRecord(inner) && where % 3 > 0;
  const changed = goDeeper ? spoil(inner, Math.floor(where / 3), value) : value;
  return Array.isArray(body) ? body.with(Number(key), changed) : withMember(body, key, changed);
}

function withMember(body: unknown, key: string, value: unknown): unknown {
  if (!isRecord(body) || Array.isArray(body)) return { [key]: value };
  const copy = { ...body };
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

function without(body: unknown, which: number): unknown {
  if (!isRecord(body)) return undefined;
  const keys = Object.keys(body);
  return Object.fromEntries(Object.entries(body).filter((_, index) => index !== which % Math.max(keys.length, 1)));
}
