import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "@swc/core";

/**
 * One source file, read once: where it stands in the house, and its syntax tree flattened in reading order,
 * so that a check is one loop over `nodes`. `at` gives a node's line.
 */
export function readSource(root, file) {
  const text = readFileSync(path.join(root, file), "utf8");
  const bytes = Buffer.from(text); // spans count bytes, from 1
  const lineOf = (end) => bytes.subarray(0, end).toString().split("\n").length;
  const lines = lineOf(bytes.length) - (text.endsWith("\n") ? 1 : 0);
  return {
    file,
    ...placeOf(file),
    lines,
    nodes: flatten(parse(text, file)),
    at: (node) => lineOf(node.span.start - 1),
  };
}

function parse(text, file) {
  try {
    return parseSync(text, { syntax: "typescript", tsx: file.endsWith(".tsx"), target: "es2022" }).body;
  } catch (error) {
    throw new Error(`${file}: ${error.message.split("\n\nCaused by")[0]}`);
  }
}

/** src/records/projects/landing/actions.ts → floor "records", module "records/projects", rest ["landing", "actions.ts"]. */
export function placeOf(file) {
  const [top, floor, name, ...rest] = file.split("/");
  const inSrc = top === "src";
  return {
    name: path.posix.basename(file),
    floor: inSrc ? floor : top,
    module: inSrc && rest.length > 0 ? `${floor}/${name}` : inSrc ? floor : top,
    rest,
    inModule: inSrc && ["records", "work", "results"].includes(floor),
    isTest: /\.test\.tsx?$/.test(file),
  };
}

/** Every import the checker ought to see: static, re-exported, or dynamic with a literal address. */
export function importsOf(source) {
  return source.nodes.flatMap((node) => {
    if (/^(?:Import|ExportAll|ExportNamed)Declaration$/.test(node.type) && node.source) return [node.source.value];
    const [first] = node.type === "CallExpression" && node.callee.type === "Import" ? node.arguments : [];
    return first?.expression.type === "StringLiteral" ? [first.expression.value] : [];
  });
}

/** `#floor/module/file.ts` and `./file.ts` as a path from the root; a package stays as it is. */
export function resolveImport(from, address) {
  if (address.startsWith(".")) return path.posix.join(path.posix.dirname(from), address);
  const alias = /^#(demo|tests)?(.*)$/.exec(address);
  return alias ? (alias[1] ? address.slice(1) : `src/${alias[2]}`) : address;
}

/** Paths of all files with one of the extensions, from the root, in a stable order. */
export function listFiles(root, folders, extensions) {
  const there = folders.filter((folder) => existsSync(path.join(root, folder)));
  const files = there.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true }).map((name) => path.posix.join(folder, name)),
  );
  return files.filter((file) => extensions.test(file) && !file.includes("node_modules/")).sort();
}

function flatten(node, found = []) {
  if (Array.isArray(node)) for (const child of node) flatten(child, found);
  else if (node !== null && typeof node === "object") {
    if (typeof node.type === "string") found.push(node);
    for (const child of Object.values(node)) if (child !== null && typeof child === "object") flatten(child, found);
  }
  return found;
}
