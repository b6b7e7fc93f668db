import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "tests/*.test.ts"],
    globalSetup: ["tests/support/templates.ts"],
    // A database boots in seconds and takes memory: as many files at once as there are cores here.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
