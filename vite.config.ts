import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** The browser build: officers' pages today, further entries beside them. The server is built on its own. */
export default defineConfig({
  plugins: [react(), packed()],
  build: {
    outDir: "dist/web",
    emptyOutDir: true,
    // What the browsers shipped with government desktops understand (Chromium 107 and later).
    target: ["chrome107", "edge107", "firefox104", "safari16"],
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { web: "index.html" },
      // Ant Design's parts do nothing by being imported; unless told so, the bundler keeps a form engine nobody here uses.
      output: {
        codeSplitting: {
          groups: [
            // Changes seldom: kept by the browser over many versions of ours.
            { name: "ground", test: /node_modules\/(react|react-dom|scheduler|zod|@tanstack)\// },
            // Small pieces every page needs, in one request instead of twenty.
            { name: "kit", test: /src\/kit\/ui\/(look|wire|value|frame)\// },
          ],
        },
      },
      treeshake: { moduleSideEffects: (id) => !/node_modules\/@rc-component\//.test(id) },
    },
  },
  server: { port: 3301, proxy: { "/api": "http://127.0.0.1:3300", "/files": "http://127.0.0.1:3300" } },
});

/** Beside every text a `.br` and a `.gz`, pressed once here so that the server only has to send (`preCompressed`). */
function packed(): Plugin {
  return {
    name: "packed",
    apply: "build",
    async writeBundle({ dir = "" }) {
      const texts = (await readdir(dir, { recursive: true })).filter((name) => /\.(js|css|html|svg|json)$/.test(name));
      for (const name of texts) {
        const text = await readFile(join(dir, name));
        if (text.length < 1024) continue;
        await writeFile(join(dir, `${name}.gz`), gzipSync(text, { level: 9 }));
        await writeFile(join(dir, `${name}.br`), brotliCompressSync(text));
      }
    },
  };
}
