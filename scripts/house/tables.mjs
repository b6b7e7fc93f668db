import { resolveImport } from "./source.mjs";

/** Who owns which table: `file#exportedName` and the table's SQL name, both to the owning module. */
export function tableOwners(sources) {
  const owners = new Map();
  for (const source of sources) {
    for (const { name, sqlName } of declaredTables(source)) {
      owners.set(`${source.file}#${name}`, source.module);
      if (sqlName) owners.set(sqlName, source.module);
    }
  }
  return owners;
}

export function declaredTables(source) {
  return source.nodes
    .filter((node) => node.type === "VariableDeclarator" && isTableMaker(node.init))
    .map((node) => ({ node, name: node.id.value, sqlName: node.init.arguments[0]?.expression.value }));
}

/** pgTable, a helper of kit/server built on it (tenantTable), or schema.table. */
function isTableMaker(node) {
  const name = node?.type === "CallExpression" ? (node.callee.value ?? node.callee.property?.value) : undefined;
  return typeof name === "string" && /^(?:pg|tenant|agency|global|reference|local)?table$/i.test(name);
}

/** Local names that stand for a table: imported, declared here, or a table given a second name. */
export function tablesInScope(source, owners) {
  const scope = new Map();
  const learn = (name, owner) => owner && scope.set(name, owner);
  for (const { name } of declaredTables(source)) learn(name, source.module);
  for (const node of source.nodes) {
    if (node.type === "ImportDeclaration") {
      const from = resolveImport(source.file, node.source.value);
      for (const { type, local, imported } of node.specifiers) {
        if (type === "ImportNamespaceSpecifier") learn(`${local.value}.*`, anyOwner(from, owners));
        else learn(local.value, owners.get(`${from}#${(imported ?? local).value}`));
      }
    }
    if (node.type === "VariableDeclarator") learn(node.id.value, ownerOf(node.init, scope));
  }
  return scope;
}

/** The owner of the table an expression names: `projects`, `projects as any`, `tables.projects`; not `projects.id`. */
export function ownerOf(expression, scope) {
  if (expression?.type === "MemberExpression") return scope.get(`${expression.object.value}.*`);
  if (/^(?:Ts|Parenthesis)/.test(expression?.type ?? "")) return ownerOf(expression.expression, scope);
  return expression?.type === "Identifier" ? scope.get(expression.value) : undefined;
}

const anyOwner = (file, owners) => [...owners].find(([key]) => key.startsWith(`${file}#`))?.[1];
