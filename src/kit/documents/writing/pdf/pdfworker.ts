import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { template } from "./template.ts";
import type { Answer, Task } from "./typesetting.ts";

/*
 * The process the typesetter runs in. It sees a folder that is not there, no letters but the ones given, and nothing of the
 * environment; it ends with whoever started it, and by its own hand where it takes more memory than it was given.
 */
const require = createRequire(import.meta.url);
/** 宋体、加重的宋体、黑体, where npm put them. */
const letters = () => [
  require.resolve("@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf"),
  require.resolve("@expo-google-fonts/noto-serif-sc/600SemiBold/NotoSerifSC_600SemiBold.ttf"),
  require.resolve("@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf"),
];
const mostBytes = Number(process.argv[2]);
const watch = `setInterval(() => process.memoryUsage.rss() > ${mostBytes} && process.kill(process.pid, "SIGKILL"), 50)`;

let compiler: NodeCompiler | null = null;

async function ready(): Promise<NodeCompiler> {
  if (compiler) return compiler;
  // Its own loading fails where no build of it fits this machine.
  const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
  const fontBlobs = letters().map((path) => readFileSync(path));
  compiler = NodeCompiler.create({ workspace: "/nothing", fontArgs: [{ fontBlobs }] });
  return compiler;
}

/** The largest of the sizes asked for that stays on one page; the last of them whatever it takes. */
async function typeset({ sheets, mostPages }: Task): Promise<Answer> {
  const compiler = await ready().catch((error: unknown) => {
    return { missing: String(error) };
  });
  if ("missing" in compiler) return compiler;
  try {
    for (const [index, sheet] of sheets.entries()) {
      const inputs = { sheet };
      const compiled = compiler.compile({ mainFileContent: template, inputs });
      const made = compiled.result;
      if (!made) return { fault: JSON.stringify(compiler.fetchDiagnostics(compiled.takeDiagnostics() as never)) };
      if (made.numOfPages > mostPages && index < sheets.length - 1) continue;
      // PDF/A-2b: kept for years, so every letter has to be in the file; one that no font has is an error, not a blank.
      const bytes = compiler.pdf(made, { pdfStandard: "a-2b" });
      return { bytes, isWide: process.memoryUsage.rss() > mostBytes / 4 };
    }
    return { fault: "nothing to set" };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  } finally {
    compiler.evictCache(0);
  }
}

new Worker(watch, { eval: true }).unref();
process.on("message", (task: Task) => {
  void typeset(task).then((answer) => process.send?.(answer));
});
process.on("disconnect", () => process.exit());
