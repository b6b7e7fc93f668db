import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, type TestContext } from "vitest";
import { type Look, type OpenBrowser, openBrowser, type Size } from "./browser.ts";
import { type Luodi, startLuodi } from "./running.ts";

/*
 * 一段旅程: what people do on the built application, each at a window of their own. A journey also fails when a page
 * reported an error, was kept from something by the content policy, or got a fault for an answer.
 */
interface Window {
  size?: Size;
  look?: Look;
  /** Address on the application; its first page unless said. */
  to?: string;
}

export interface Scene {
  luodi: Luodi;
  /** A window of nobody in particular. */
  open: (window?: Window) => Promise<Page>;
  /** A window of a demo person, signed in. */
  openAs: (login: string, window?: Window) => Promise<Page>;
}

interface Stage {
  /** `test("…", journey(async ({ openAs }) => { … }))` */
  journey: (steps: (scene: Scene) => Promise<void>) => (context: TestContext) => Promise<void>;
}

/** One application and one browser for the journeys of a file. */
export function setStage({ isDemo = true, settings = {} as Record<string, string> } = {}): Stage {
  let luodi: Luodi;
  let browser: OpenBrowser;
  beforeAll(async () => {
    [luodi, browser] = await Promise.all([
      startLuodi(isDemo ? { from: inject("template"), settings } : { isDemo, settings }),
      openBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await luodi?.stop();
  });
  return {
    journey:
      (steps) =>
      async ({ task }) => {
        const stage = { luodi, contexts: [] as BrowserContext[], problems: [] as string[] };
        const scene: Scene = {
          luodi,
          open: (window) => openWindow(stage, browser, null, window),
          openAs: (login, window) => openWindow(stage, browser, login, window),
        };
        try {
          await steps(scene);
          expect(stage.problems).toEqual([]);
        } catch (failure) {
          const pictures = await keepPictures(task.name, stage.contexts);
          throw withNote(failure, [...stage.problems, ...pictures]);
        } finally {
          await Promise.all(stage.contexts.map((context) => context.close()));
        }
      },
  };
}

interface Standing {
  luodi: Luodi;
  contexts: BrowserContext[];
  problems: string[];
}

async function openWindow(
  { luodi, contexts, problems }: Standing,
  browser: OpenBrowser,
  login: string | null,
  { size, look, to = "/" }: Window = {},
): Promise<Page> {
  const context = await browser.context(size, look);
  contexts.push(context);
  const page = await context.newPage();
  watch(page, problems);
  if (login !== null) {
    const answer = await context.request.post(`${luodi.address}/api/session.signInAsDemo`, { data: { login } });
    if (!answer.ok()) throw new Error(`${login} cannot sign in: ${await answer.text()}`);
  }
  await page.goto(new URL(to, luodi.address).toString());
  return page;
}

/** A refusal is an answer; the browser logs it as an error all the same. */
const refusal = /^Failed to load resource: the server responded with a status of 4\d\d/;

export function watch(page: Page, problems: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error" && !refusal.test(message.text())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`page: ${error.stack ?? error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 500) problems.push(`fault: ${response.status()} ${response.url()}`);
  });
}

/** What stood on the screens when a journey failed: as a picture, and as a reader would be told. */
async function keepPictures(title: string, contexts: BrowserContext[]): Promise<string[]> {
  const folder = process.env.LUODI_FAILED ?? join(tmpdir(), "luodi-failed");
  mkdirSync(folder, { recursive: true });
  const pages = contexts.flatMap((context) => context.pages());
  return Promise.all(
    pages.map(async (page, index) => {
      const path = join(folder, `${title.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}-${index + 1}`);
      await page.screenshot({ path: `${path}.png` });
      writeFileSync(`${path}.txt`, `${page.url()}\n${await page.locator("body").ariaSnapshot()}\n`);
      return `${path}.png`;
    }),
  ).catch((error: unknown) => [`no picture: ${String(error)}`]);
}

function withNote(failure: unknown, notes: string[]): unknown {
  if (failure instanceof Error && notes.length > 0) failure.message += `\n${notes.join("\n")}`;
  return failure;
}

const pictures = fileURLToPath(new URL("../../docs/guide/pictures/", import.meta.url));

/** 指南用图: taken only when asked for, always of one size. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.LUODI_PICTURES !== "1") return;
  mkdirSync(pictures, { recursive: true });
  // Passing notes come and go; what stays is what the guide shows.
  const style = ".notes { visibility: hidden }";
  await page.screenshot({ path: join(pictures, name), animations: "disabled", caret: "hide", style });
}
