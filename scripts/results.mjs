import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "./prepare.mjs";

/** What a run of vitest came to, from its report: how many passed, and a line for each that failed. */
export function resultOf(report) {
  if (!existsSync(report)) return { passed: 0, failed: [] };
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  return { passed: numPassedTests, failed: testResults.flatMap(failuresOf) };
}

function failuresOf({ name, status, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((each) => each.status === "failed");
  // A file that failed outside of its tests.
  if (status === "failed" && failed.length === 0) return [file];
  return failed.map(({ fullName, failureMessages }) => `${file} › ${fullName}: ${inOneLine(failureMessages)}`);
}

/** Enough of what went wrong to know where to look. */
const inOneLine = (messages) => messages.join(" ").replaceAll(/\s+/g, " ").slice(0, 400);
