import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import type { TestProject } from "vitest/node";
import { dropTemplate, makeTemplate, root, type Template, withoutOwn } from "./running.ts";

declare module "vitest" {
  interface ProvidedContext {
    template: Template;
  }
}

/** Before the first journey: the application is built, and the demo loaded once for all of them to begin from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildOnce();
  const template = await makeTemplate();
  project.provide("template", template);
  return () => dropTemplate(template);
}

/** In a process of its own: a build that inherited NODE_ENV=test would hold the slow, talkative React. */
function buildOnce(): void {
  const prepare = pathToFileURL(`${root}scripts/prepare.mjs`).href;
  const script = `import(${JSON.stringify(prepare)}).then((prepare) => prepare.build())`;
  const { status } = spawnSync(process.execPath, ["-e", script], {
    cwd: root,
    env: withoutOwn(process.env),
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("the application does not build");
}
