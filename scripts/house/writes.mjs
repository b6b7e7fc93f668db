import { declaredTables, ownerOf, tableOwners, tablesInScope } from "./tables.mjs";

/**
 * Law three: a table is written only in `actions.ts` of the module whose `tables.ts` declares it.
 * A write is a call named insert, update, delete… that is given a table, or text that is SQL of that kind.
 */
export function* checkWrites(sources) {
  const owners = tableOwners(sources);
  for (const source of sources) {
    const scope = tablesInScope(source, owners);
    for (const node of source.nodes) {
      for (const owner of [...calledWrites(node, scope), ...sqlWrites(node, scope, owners)]) {
        if (mayWrite(source, owner)) continue;
        const message = owner === anyone ? "写表只在模块的 actions.ts 里" : `这张表归 ${owner}，只由它的 actions.ts 写`;
        yield { rule: "own-your-writes", file: source.file, line: source.at(node), message };
      }
    }
    if (!source.inModule || source.isTest || source.name === "tables.ts") continue;
    for (const { node } of declaredTables(source)) {
      yield { rule: "tables-in-tables", file: source.file, line: source.at(node), message: "表只写在 tables.ts 里" };
    }
  }
}

const anyone = "?"; // SQL text whose table no module declares

/** Tests, and the benchmark's data and floor, must write by hand; demo, doors and screens never do. */
function mayWrite(source, owner) {
  if (source.isTest || source.floor === "tests") return true;
  if (source.floor === "bench") return /data|floor/.test(source.file);
  const isOwner = owner === source.module || owner === anyone;
  if (source.floor === "kit") return source.module === "kit/server";
  return source.inModule && source.name === "actions.ts" && isOwner;
}

function calledWrites(node, scope) {
  if (node.type !== "CallExpression") return [];
  const verb = node.callee.value ?? node.callee.property?.value;
  if (typeof verb !== "string" || !/^(?:insert|update|delete|upsert|merge|truncate)/i.test(verb)) return [];
  return node.arguments.map(({ expression }) => ownerOf(expression, scope)).filter(Boolean);
}

const writing =
  /\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?|update(?=\s+(?:only\s+)?\S+\s+(?:(?:as\s+)?\w+\s+)?set\b))\s+(?:only\s+)?"?(\$?\w+)/gi;
const notTables = /^(?:set|of|skip|nowait)$/i; // "for update skip locked", "on conflict do update set"

function sqlWrites(node, scope, owners) {
  const text =
    node.type === "StringLiteral"
      ? node.value
      : node.quasis?.map(({ cooked }, i) => `${i ? `$${i}` : ""}${cooked}`).join("");
  const targets = [...(text ?? "").matchAll(writing)].map((match) => match[1]).filter((name) => !notTables.test(name));
  return targets.map((name) => {
    const expression = name.startsWith("$") ? node.expressions[name.slice(1) - 1] : undefined;
    return ownerOf(expression, scope) ?? owners.get(name) ?? anyone;
  });
}
