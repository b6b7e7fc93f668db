import { describe, expect, test } from "vitest";
import { awaitedStep, deviceOf } from "./rules.ts";

describe("登录还差哪一步", () => {
  const plain = {
    entry: "password",
    isProven: false,
    hasFactor: false,
    isFactorRequired: false,
    isPasswordOld: false,
  } as const;
  test.each<[string, Partial<Parameters<typeof awaitedStep>[0]>, string | null]>([
    ["什么都不差", {}, null],
    ["有第二因素，先要验证码", { hasFactor: true, isPasswordOld: true }, "code"],
    ["应有而没有，先设置", { isFactorRequired: true, isPasswordOld: true }, "factor"],
    ["验证码对了，密码过期，再换密码", { hasFactor: true, isProven: true, isPasswordOld: true }, "password"],
    ["刚设置好，不再要验证码", { hasFactor: true, isFactorRequired: true, isProven: true }, null],
    ["用链接设了新密码，仍要验证码", { entry: "link", hasFactor: true }, "code"],
    ["外部账号与本系统的密码期限无关", { entry: "outside", isPasswordOld: true }, null],
    ["外部账号没有可信的第二因素，要本系统的", { entry: "outside", hasFactor: true }, "code"],
    ["演示登录什么都不要", { entry: "demo", isFactorRequired: true, isPasswordOld: true }, null],
  ])("%s", (_, differs, step) => {
    expect(awaitedStep({ ...plain, ...differs })).toBe(step);
  });
});

describe("设备", () => {
  const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
  test.each<[string | undefined, string]>([
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/120.0 Safari/537.36 Edg/120.0`,
      "Windows 电脑 · Edge 浏览器",
    ],
    [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/107.0 Safari/537.36`, "Linux 电脑 · 谷歌内核浏览器"],
    [
      `Mozilla/5.0 (X11; Linux aarch64; Kylin) ${webkit} Chrome/107.0 Safari/537.36 QIHU 360ENT`,
      "麒麟电脑 · 360 浏览器",
    ],
    ["Mozilla/5.0 (X11; UOS x86_64; rv:104.0) Gecko/20100101 Firefox/104.0", "统信电脑 · 火狐浏览器"],
    [
      `Mozilla/5.0 (Linux; Android 13; V2) ${webkit} Chrome/110.0 Mobile Safari/537.36 MicroMessenger/8.0`,
      "安卓手机 · 微信",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile Safari/604.1",
      "iPhone · Safari 浏览器",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15",
      "苹果电脑 · Safari 浏览器",
    ],
    ["curl/8.5.0", "其他程序"],
    [undefined, "其他程序"],
  ])("%s", (agent, device) => expect(deviceOf(agent)).toBe(device));
});
