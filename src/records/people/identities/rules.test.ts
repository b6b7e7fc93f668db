import { expect, test } from "vitest";
import { isTrusted } from "./rules.ts";

test.each<[string, { amr: string[]; acr: string | null }, boolean]>([
  ["只用密码", { amr: ["pwd"], acr: null }, false],
  ["什么也没说", { amr: [], acr: null }, false],
  ["密码加一次性口令", { amr: ["pwd", "otp"], acr: null }, true],
  ["多因素", { amr: ["mfa"], acr: null }, true],
  ["以 acr 说明", { amr: [], acr: "phr" }, true],
  ["不认识的 acr", { amr: [], acr: "urn:loa:1" }, false],
])("%s", (_, claims, trusted) => {
  expect(isTrusted(claims, ["mfa", "otp", "phr"])).toBe(trusted);
});
