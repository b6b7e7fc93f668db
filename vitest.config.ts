import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "tests/*.test.ts"],
    globalSetup: ["tests/support/templates.ts"],
    // A database boots in seconds and takes memory: as many files at once as there are cores here.
    maxWorkers: 2,
    // The whole house is imported once a worker, not once a file; a test that changes what is shared puts it back.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
