import type { Awaited, Entry } from "../words.ts";

interface Standing {
  entry: Entry;
  /** A code of ours was right, or the provider's word is trusted. */
  isProven: boolean;
  hasFactor: boolean;
  isFactorRequired: boolean;
  isPasswordOld: boolean;
}

/** 登录还差哪一步, or null where nothing is. The factor comes before anything else; a demo person is let in as he is. */
export function awaitedStep({ entry, isProven, hasFactor, isFactorRequired, isPasswordOld }: Standing): Awaited | null {
  if (entry === "demo") return null;
  if (!isProven && hasFactor) return "code";
  if (!isProven && isFactorRequired) return "factor";
  return entry === "password" && isPasswordOld ? "password" : null;
}

/** How long a step of signing in may take. */
export const voucherMinutes = 10;

const systems: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, "鸿蒙设备"],
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android.*Mobile/, "安卓手机"],
  [/Android/, "安卓平板"],
  [/Windows/, "Windows 电脑"],
  [/Macintosh|Mac OS X/, "苹果电脑"],
  [/Kylin/i, "麒麟电脑"],
  [/UOS|Deepin/i, "统信电脑"],
  [/Linux|X11/, "Linux 电脑"],
];

// Most browsers also call themselves by the names of those they descend from: the particular ones come first.
const browsers: [RegExp, string][] = [
  [/MicroMessenger/, "微信"],
  [/DingTalk/, "钉钉"],
  [/QIHU|360SE|360EE|360Browser/i, "360 浏览器"],
  [/QQBrowser/, "QQ 浏览器"],
  [/Edg/, "Edge 浏览器"],
  [/OPR\//, "Opera 浏览器"],
  [/Firefox/, "火狐浏览器"],
  [/Chrome|Chromium/, "谷歌内核浏览器"],
  [/Safari/, "Safari 浏览器"],
];

/** “Windows 电脑 · Edge 浏览器”, from what the browser calls itself. */
export function deviceOf(agent: string | undefined): string {
  const wordOf = (words: [RegExp, string][]) => words.find(([sign]) => sign.test(agent ?? ""))?.[1];
  const [system, browser] = [wordOf(systems), wordOf(browsers)];
  return [system, browser].filter(Boolean).join(" · ") || "其他程序";
}
