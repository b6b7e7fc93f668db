import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The browser build: officers' pages today, further entries beside them. The server is built on its own. */
export default defineConfig({
  plugins: [react()],
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
