import { z } from "zod";
import { Failure } from "#kit/base/errors.ts";

/** A command line taken apart: words in their order, and `--name value`, `--name=value` or a bare `--name`. */
export interface Call {
  words: string[];
  options: Map<string, string[]>;
}

export function parseCall(given: string[]): Call {
  const call: Call = { words: [], options: new Map() };
  const waiting = [...given];
  for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
    if (each === "--") {
      call.words.push(...waiting.splice(0));
    } else if (each.startsWith("--")) {
      const [name = "", ...value] = each.slice(2).split("=");
      const told =
        value.length > 0
          ? value.join("=")
          : waiting[0] !== undefined && !waiting[0].startsWith("--")
            ? waiting.shift()
            : undefined;
      call.options.set(name, [...(call.options.get(name) ?? []), ...(told === undefined ? [] : [told])]);
    } else call.words.push(each);
  }
  return call;
}

export const has = (call: Call, name: string): boolean => call.options.has(name);

export function option(call: Call, name: string): string | null {
  const values = call.options.get(name);
  if (values === undefined) return null;
  const [value, ...more] = values;
  if (value === undefined || more.length > 0) throw new Failure("invalid", "cli.option", `--${name} 应带一个值`);
  return value;
}

/** What a call says about an operation, read off its input shape: numbers, flags and lists by their kind, the rest as text. */
export function inputOf(call: Call, shape: z.ZodType, door: readonly string[]): Record<string, unknown> {
  const { properties = {} } = z.toJSONSchema(shape, { io: "input", unrepresentable: "any" }) as {
    properties?: Record<string, JsonShape>;
  };
  const input: Record<string, unknown> = {};
  for (const [name, values] of call.options) {
    if (door.includes(name)) continue;
    const property = properties[name];
    if (!property)
      throw new Failure(
        "invalid",
        "cli.field",
        `没有“--${name}”这个字段；可用：${Object.keys(properties).join("、") || "无"}`,
      );
    input[name] = valueOf(name, values, property);
  }
  return input;
}

interface JsonShape {
  type?: string | string[];
  anyOf?: JsonShape[];
}

function valueOf(name: string, values: string[], shape: JsonShape): unknown {
  const kinds = kindsOf(shape);
  const [text] = values;
  if (text === undefined) {
    if (kinds.has("boolean")) return true;
    throw new Failure("invalid", "cli.option", `--${name} 应带一个值`);
  }
  if (text === "null" && kinds.has("null")) return null;
  if (kinds.has("array")) return text.startsWith("[") ? json(name, text) : values.flatMap((each) => each.split(","));
  if (kinds.has("object")) return json(name, text);
  if (kinds.has("boolean") && (text === "true" || text === "false")) return text === "true";
  const isNumber = (kinds.has("integer") || kinds.has("number")) && text.trim() !== "" && Number.isFinite(Number(text));
  return isNumber ? Number(text) : text;
}

function kindsOf({ type, anyOf = [] }: JsonShape): Set<string> {
  const own = type === undefined ? [] : [type].flat();
  return new Set([...own, ...anyOf.flatMap((each) => [...kindsOf(each)])]);
}

function json(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure("invalid", "cli.json", `--${name} 应为 JSON，例如 '{"name":"示例"}'`);
  }
}
