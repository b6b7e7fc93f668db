import { defineConfig } from "vitest/config";

/** Journeys: a real browser on the built application, one file after another. */
export default defineConfig({
  test: {
    include: ["tests/journeys/*.test.ts"],
    globalSetup: ["tests/support/journeys.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
