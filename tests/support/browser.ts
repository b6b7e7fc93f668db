import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, chromium } from "playwright-core";

/*
 * 真浏览器: a Chromium that came with npm, on a machine that has nothing else. It brings its own fonts and, where the
 * system lacks them, its own libraries; it never looks outside of this machine. LUODI_CHROMIUM names another one.
 */
const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("../../", import.meta.url));

export const sizes = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;
export type Size = keyof typeof sizes;
export type Look = "light" | "dark";

export interface OpenBrowser {
  /** A window of its own: cookies, storage and downloads are shared with no other. */
  context: (size?: Size, look?: Look) => Promise<BrowserContext>;
  close: () => Promise<void>;
}

export async function openBrowser(): Promise<OpenBrowser> {
  const home = mkdtempSync(join(tmpdir(), "luodi-browser-"));
  const { executablePath, libraries } = findChromium();
  const env = {
    ...process.env,
    HOME: home,
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
    FONTCONFIG_PATH: writeFonts(home),
    ...(libraries && { LD_LIBRARY_PATH: libraries }),
  };
  // Nothing outside of this machine has a name or is asked for one.
  const closed = ["--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
  const browser = await chromium.launch({ executablePath, env, args: ["--no-sandbox", ...closed] });
  return {
    context: (size = "desktop", look = "light") => openContext(browser, size, look),
    close: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function openContext(browser: Browser, size: Size, look: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: sizes[size],
    ...(size === "phone" && { isMobile: true, hasTouch: true }),
    colorScheme: look,
    reducedMotion: "reduce",
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    acceptDownloads: true,
  });
  context.setDefaultTimeout(30_000);
  return context;
}

interface Chromium {
  executablePath: string;
  /** Folder of the libraries the system has not. */
  libraries: string | null;
}

function findChromium(): Chromium {
  const given = process.env.LUODI_CHROMIUM;
  if (given) return { executablePath: given, libraries: null };
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("随 npm 安装的浏览器只用于 Linux x64。请用 LUODI_CHROMIUM 指明本机 Chrome 或 Chromium 的路径。");
  }
  const manifest = join(root, "node_modules", "@sparticuz", "chromium", "package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const bare = unpacked(`chromium-${version}`, {});
  if (starts(bare)) return bare;
  // No libnss3 here: the package carries the libraries of another system, which it unpacks only where it believes to be there.
  const full = unpacked(`chromium-${version}-libraries`, { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" });
  if (starts(full)) return full;
  throw new Error("随 npm 安装的浏览器在本机不能启动。请用 LUODI_CHROMIUM 指明另一个 Chrome 或 Chromium 的路径。");
}

/** Unpacked once and kept; whoever comes first puts it in place whole, so that two at a time do not meet. */
function unpacked(name: string, env: Record<string, string>): Chromium {
  const folder = join(root, ".cache", name);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const half = mkdtempSync(`${folder}-`);
    const script = fileURLToPath(new URL("./unpack.mjs", import.meta.url));
    const options = { cwd: root, env: { ...process.env, ...env, TMPDIR: half }, stdio: "inherit" } as const;
    if (spawnSync(process.execPath, [script], options).status !== 0)
      throw new Error("浏览器没有解压成功，请检查磁盘空间。");
    try {
      renameSync(half, folder);
    } catch {
      // Another process was faster.
      rmSync(half, { recursive: true, force: true });
    }
  }
  const libraries = join(folder, "al2023", "lib");
  return { executablePath: join(folder, "chromium"), libraries: existsSync(libraries) ? libraries : null };
}

function starts({ executablePath, libraries }: Chromium): boolean {
  const env = { ...process.env, ...(libraries && { LD_LIBRARY_PATH: libraries }) };
  return spawnSync(executablePath, ["--version"], { env, stdio: "ignore" }).status === 0;
}

/** The same letters on every machine: the Chinese font of the npm package and no other. */
function writeFonts(home: string): string {
  const folder = join(home, "fonts");
  mkdirSync(folder);
  const family = dirname(require.resolve("@expo-google-fonts/noto-sans-sc"));
  const weights = ["400Regular", "500Medium", "600SemiBold", "700Bold"];
  const places = weights.map((weight) => `  <dir>${join(family, weight)}</dir>`);
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    "<fontconfig>",
    ...places,
    `  <cachedir>${join(folder, "cache")}</cachedir>`,
    "</fontconfig>",
  ];
  writeFileSync(join(folder, "fonts.conf"), `${lines.join("\n")}\n`);
  return folder;
}
