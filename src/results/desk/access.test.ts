import { expect, test } from "vitest";
import { signedIn } from "#kit/base/operation.ts";
import type { Access } from "#tests/support/access.ts";
import { deskOperations } from "./contract.ts";

/** Everybody has a desk; what lies on it is each module's to show, by the permissions and scopes of its own. */
export const deskAccess: Access = { signedIn: ["desk.home", "desk.search"], permissions: {} };

test("工作台：谁能办什么，人人都有，也都只是查询", () => {
  const open = Object.values(deskOperations).filter(
    ({ permission, kind }) => permission === signedIn && kind === "query",
  );
  expect(open.map(({ address }) => address)).toEqual(deskAccess.signedIn);
});
