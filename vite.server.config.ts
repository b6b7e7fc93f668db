import { defineConfig } from "vite";

/** The server side, bundled from our own files only: packages stay in node_modules, where their own files find each other. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    target: "node20",
    outDir: "dist/server",
    emptyOutDir: true,
    sourcemap: true,
    rollupOptions: {
      input: {
        server: "src/app/server.ts",
        cli: "src/app/cli.ts",
        pgliteworker: "src/kit/server/pgliteworker.ts",
        checkworker: "src/app/checkworker.ts",
        readworker: "src/app/readworker.ts",
        pdfworker: "src/kit/documents/writing/pdf/pdfworker.ts",
      },
      output: { entryFileNames: "[name].js", chunkFileNames: "chunk-[hash].js" },
    },
  },
});
