import { defineConfig } from "vitest/config";

/** Journeys: a real browser on the built application, two files at once: a journey waits more than it works. The limits are for a hung page, not for a slow machine. */
export default defineConfig({
  test: {
    include: ["tests/journeys/*.test.ts"],
    globalSetup: ["tests/support/journeys.ts"],
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000, interval: 50 } },
  },
});
