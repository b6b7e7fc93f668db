import { cruise } from "dependency-cruiser";
import plan from "../../.dependency-cruiser.mjs";
import { importsOf } from "./source.mjs";

/** The import rules of the plan, run over `src` below `root`. */
export async function cruiseHouse(root) {
  const { forbidden, options } = plan;
  const { output } = await cruise(["src"], { ...options, baseDir: root, validate: true, ruleSet: { forbidden } });
  return output;
}

export function* checkImports(result) {
  const why = new Map(plan.forbidden.map(({ name, comment }) => [name, comment]));
  for (const { rule, from, to, cycle, via } of result.summary.violations) {
    const steps = (cycle ?? via)?.map(({ name }) => name) ?? (to === from ? [] : [to]);
    const way = [from, ...steps].join(" → ");
    yield { rule: rule.name, file: from, to, message: `${why.get(rule.name)}（${way}）` };
  }
}

/**
 * A checker that reads nothing finds nothing. So the sources are read a second time, independently:
 * every file, and every import in it, must have been seen by the checker too.
 */
export function* checkSight(result, sources) {
  const seen = new Map(
    result.modules.map((module) => [module.source, new Set(module.dependencies.map((each) => each.module))]),
  );
  for (const source of sources) {
    const imports = seen.get(source.file);
    if (!imports) yield { rule: "blind-checker", file: source.file, message: "检查器没有读到这个文件" };
    for (const address of imports ? importsOf(source) : []) {
      if (imports.has(address) || imports.has(address.replace(/^node:/, ""))) continue;
      yield { rule: "blind-checker", file: source.file, message: `检查器没有看到对 ${address} 的引用` };
    }
  }
}
