import type { TestProject } from "vitest/node";
import { build } from "../../scripts/prepare.mjs";
import { dropTemplate, makeTemplate, type Template } from "./running.ts";

declare module "vitest" {
  interface ProvidedContext {
    template: Template;
  }
}

/** Before the first journey: the application is built, and the demo loaded once for all of them to begin from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  build();
  const template = await makeTemplate();
  project.provide("template", template);
  return () => dropTemplate(template);
}
