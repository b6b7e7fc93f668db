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
    rolldownOptions: { input: { web: "index.html" } },
  },
  server: { port: 3301, proxy: { "/api": "http://127.0.0.1:3300", "/files": "http://127.0.0.1:3300" } },
});
