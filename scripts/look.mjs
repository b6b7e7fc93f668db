/**
 * Pictures of every page for people to look at: `node scripts/look.mjs FOLDER`. At 1440, 1024 and 390 px, in light and dark, with
 * the demo data and with an empty database.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { tsImport } from "tsx/esm/api";
import { build } from "./prepare.mjs";

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("用法：node scripts/look.mjs 目录");
  process.exit(2);
}
build();
const support = await tsImport("../tests/support/look.ts", import.meta.url);
const { addressOf, allPages, mayOpen, openBrowser, openEmpty, openDemo, settle, sizes } = support;
const pages = await allPages();
const browser = await openBrowser();
for (const open of [openDemo, openEmpty]) await lookAt(await open(browser));
await browser.close();

async function lookAt({ name, root, luodi, cookies }) {
  for (const size of Object.keys(sizes)) {
    for (const look of ["light", "dark"]) {
      const place = join(folder, name, `${sizes[size].width}-${look}`);
      mkdirSync(place, { recursive: true });
      let left = pages;
      for (const cookie of cookies) left = await lookAs(cookie, left, { size, look, place });
    }
  }
  await luodi.stop();

  /** The pages this person may open; answers those that are left for others. */
  async function lookAs(cookie, wanted, { size, look, place }) {
    const context = await browser.context(size, look);
    await context.addCookies(cookie);
    const window = await context.newPage();
    await window.goto(`${luodi.address}${root}`);
    const left = [];
    for (const page of wanted) {
      const address = (await mayOpen(window, page)) ? await addressOf(window, page, root) : null;
      if (address === null) left.push(page);
      else {
        await settle(window, address);
        const path = join(place, `${page.address.replaceAll(/[^a-zA-Z]+/g, "-").replace(/^-/, "") || "home"}.png`);
        await window.screenshot({ path, fullPage: true });
        console.log(path);
      }
    }
    await context.close();
    return left;
  }
}
