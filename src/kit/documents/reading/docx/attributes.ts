import { attributesOf } from "../../markup.ts";

const patterns = new Map<string, RegExp>();

/**
 * The one attribute asked for, whatever its prefix: a strict file (ISO 29500) may use other prefixes than Word does.
 * Searching by name stays linear however long a hostile tag is.
 */
export function valueOf(raw: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) patterns.set(name, (pattern = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)));
  const match = pattern.exec(raw);
  if (!match) return undefined;
  const value = match[1] ?? match[2] ?? "";
  return value.includes("&") ? attributesOf(match[0]).values().next().value : value;
}

/** A whole number, or undefined when there is none. */
export function numberOf(raw: string, name: string): number | undefined {
  const value = valueOf(raw, name);
  return value !== undefined && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** `<w:vanish/>` is on; `<w:vanish w:val="0"/>` is off. */
export function isOn(raw: string): boolean {
  return !["0", "false", "off"].includes(valueOf(raw, "val") ?? "");
}
