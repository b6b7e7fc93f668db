import { describe, expect, test } from "vitest";
import { offersPublicCheck } from "./checking.ts";

describe("不登录的核对", () => {
  test.each([
    ["没有说明，只在本机", {}, true],
    ["localhost", { HOST: "localhost" }, true],
    ["::1", { HOST: "::1" }, true],
    ["对外监听", { HOST: "0.0.0.0" }, false],
    ["本机代理之后", { LUODI_PROXY: "1" }, false],
    ["对外监听，明说开放", { HOST: "0.0.0.0", LUODI_PUBLIC_CHECK: "1" }, true],
    ["只在本机，明说不开放", { LUODI_PUBLIC_CHECK: "0" }, false],
  ])("%s", (_, environment, isOffered) => {
    expect(offersPublicCheck(environment)).toBe(isOffered);
  });
});
