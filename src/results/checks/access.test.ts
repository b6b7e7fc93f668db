import { expect, test } from "vitest";
import { anyone } from "#kit/base/operation.ts";
import type { Access } from "#tests/support/access.ts";
import { checkOperations } from "./contract.ts";

/** Whoever is signed in, in whatever role; strangers where the installation offers it, as it does on its own machine. */
export const checksAccess: Access = {
  anyone: ["checks.offer", "checks.check", "checks.export"],
  permissions: {},
};

test("核对：谁能办什么，每项都向所有人开放，也都只是查询", () => {
  const open = Object.values(checkOperations).filter(
    ({ permission, kind }) => permission === anyone && kind === "query",
  );
  expect(open.map(({ address }) => address)).toEqual(checksAccess.anyone);
});
