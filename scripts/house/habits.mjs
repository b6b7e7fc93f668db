/** Habits the import checker cannot see: named exports, one address per name, visible imports, one clock. */
export function* checkHabits(source) {
  if (!source.file.startsWith("src/")) return;
  const clocked = source.inModule && !source.isTest && !isScreen(source);
  for (const node of source.nodes) {
    const found = badExport(node) ?? hiddenImport(node) ?? (clocked ? ownClock(node) : undefined);
    if (found) yield { ...found, line: source.at(node) };
  }
}

const isScreen = ({ file }) => /\/(?:parts|screens)\/|\.tsx$/.test(file);

function badExport(node) {
  const isDefault =
    node.type.startsWith("ExportDefault") ||
    (node.type === "ExportSpecifier" && (node.exported ?? node.orig).value === "default");
  if (isDefault) return { rule: "named-exports", message: "只用具名导出" };
  if (node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && node.source)) {
    return { rule: "no-barrels", message: "不转手导出：一个名字只有一个地址" };
  }
}

/** Imports that no checker can follow are as good as a hole in the floor. */
function hiddenImport(node) {
  const message = "检查看不见这样的引用：请写成文件开头的 import";
  if (node.type === "TsImportType") return { rule: "visible-imports", message };
  if (node.type !== "CallExpression") return;
  const isUnknown = node.callee.type === "Import" && node.arguments[0].expression.type !== "StringLiteral";
  const isGlob = node.callee.type === "MemberExpression" && node.callee.object.type === "MetaProperty";
  if (isUnknown || (isGlob && node.callee.property.value === "glob")) return { rule: "visible-imports", message };
}

function ownClock(node) {
  const message = "时钟是 ctx.now：不自己看表";
  if ((node.arguments ?? []).length > 0) return;
  if (node.type === "NewExpression" && node.callee.value === "Date") return { rule: "one-clock", message };
  if (node.type !== "CallExpression") return;
  const { callee } = node;
  const isNow = callee.type === "MemberExpression" && callee.object.value === "Date" && callee.property.value === "now";
  if (isNow || callee.value === "Date" || callee.value === "dayjs") return { rule: "one-clock", message };
}
