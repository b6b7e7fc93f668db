import { expect, test } from "vitest";
import { letterOf, waitAfter, whyNotResend } from "./rules.ts";

test("重试的间隔逐次加倍，最长一小时，八次为止；对方要求更久就更久", () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => {
    const wait = waitAfter(attempts);
    return wait === null ? null : wait / 60_000;
  });
  expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, null]);
  expect(waitAfter(1, 600)).toBe(600_000);
});

test("只有未送达和不能确定的可以重发，其余说明原因", () => {
  expect(whyNotResend({ state: "failed" })).toBeNull();
  expect(whyNotResend({ state: "unsure" })).toBeNull();
  for (const state of ["waiting", "sending", "sent", "skipped"] as const)
    expect(whyNotResend({ state })?.message).toMatch(/\p{Script=Han}/u);
});

test("一条写在标题里，几条汇成一封", () => {
  const one = { title: "企业“甲”交由您负责", link: "https://luodi.example.com/a/2026/notices" };
  expect(letterOf([one], "示例中心", false)).toEqual({
    subject: "【落地】企业“甲”交由您负责",
    text: `企业“甲”交由您负责\n${one.link}\n\n—\n示例中心·落地。本邮件由系统自动发出，请勿回复；在“消息设置”中可以更改收哪些消息。\n`,
  });
  const both = letterOf([one, { title: "乙", link: null }], "示例中心", true);
  expect(both.subject).toBe("【落地】2 条消息汇总");
  expect(both.text).toContain("1. 企业“甲”交由您负责");
  expect(both.text).toContain("2. 乙");
});
