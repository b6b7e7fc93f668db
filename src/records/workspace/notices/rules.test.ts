import { describe, expect, test } from "vitest";
import { dueAt, outwardTitle, type Timing, whyNotPreference } from "./rules.ts";

describe("对外的一句话", () => {
  const notice = { kind: "assigned", class: "internal", title: "企业“扬帆有限公司”交由您负责" } as const;
  const generic = "您有一条“交由我负责”消息，请登录后查看";
  test("内部以内的标题照写；敏感、涉税、涉密的只说类别", () => {
    expect(outwardTitle(notice)).toBe(notice.title);
    expect(outwardTitle({ ...notice, class: "public" })).toBe(notice.title);
    for (const level of ["sensitive", "tax", "classified"] as const)
      expect(outwardTitle({ ...notice, class: level })).toBe(generic);
  });
  test.each([
    "联系人 13800001111 已变更",
    "联系人 138 0000 1111 已变更",
    "联系人 138-0000-1111 已变更",
    "电话 010-88886666",
    "证件 11010519491231002X",
    "发给 wang.ming@example.com.cn",
  ])("写着个人信息的标题不外发：%s", (title) => {
    expect(outwardTitle({ ...notice, title })).toBe(generic);
  });
  test.each([
    "“2026-03 企业台账.xlsx”已导入：新增 1200，更新 30",
    "信用代码 91110105MA01ABCD5X 的企业",
    "共 13800001 行",
  ])("不是个人信息的照写：%s", (title) => {
    expect(outwardTitle({ ...notice, title })).toBe(title);
  });
});

describe("何时发出", () => {
  const at = (text: string) => new Date(`${text}:00+08:00`);
  const each: Timing = { rhythm: "each", dailyAt: 9, quietFrom: 22, quietTo: 7 };
  const daily: Timing = { ...each, rhythm: "daily" };
  const none: Timing = { ...each, quietFrom: null, quietTo: null };
  test.each([
    ["2026-03-05T21:59", each, "robot", "2026-03-05T21:59"],
    ["2026-03-05T22:00", each, "robot", "2026-03-06T07:00"],
    ["2026-03-06T06:59", each, "mail", "2026-03-06T07:00"],
    ["2026-03-06T07:00", each, "mail", "2026-03-06T07:00"],
    ["2026-12-31T23:30", each, "mail", "2027-01-01T07:00"],
    ["2026-03-05T12:30", { ...each, quietFrom: 12, quietTo: 14 }, "mail", "2026-03-05T14:00"],
    ["2026-03-05T08:59", daily, "mail", "2026-03-05T09:00"],
    ["2026-03-05T09:00", daily, "mail", "2026-03-06T09:00"],
    ["2026-03-05T12:00", daily, "robot", "2026-03-05T12:00"],
    ["2026-03-05T23:00", none, "mail", "2026-03-05T23:00"],
  ] as const)("%s 的消息（第 %# 例）", (now, timing, by, due) => {
    expect(dueAt(at(now), "assigned", by, timing)).toEqual(at(due));
  });
  test("账号安全不等免打扰，也不等汇总", () => {
    const now = at("2026-03-05T23:00");
    expect(dueAt(now, "account", "mail", daily)).toEqual(now);
  });
});

describe("消息设置", () => {
  const sound = { mailAddress: "me@example.gov.cn", mailKinds: ["assigned" as const], quietFrom: 22, quietTo: 7 };
  test("邮箱须在允许的域内，子域也算", () => {
    expect(whyNotPreference(sound, ["example.gov.cn"])).toBeNull();
    expect(whyNotPreference({ ...sound, mailAddress: "me@dept.example.gov.cn" }, ["example.gov.cn"])).toBeNull();
    expect(whyNotPreference({ ...sound, mailAddress: "me@badexample.gov.cn" }, ["example.gov.cn"])?.message).toContain(
      "example.gov.cn",
    );
    expect(whyNotPreference({ ...sound, mailAddress: "me@anywhere.com" }, [])).toBeNull();
  });
  test("选了邮件须有邮箱；免打扰两端同填同空", () => {
    expect(whyNotPreference({ ...sound, mailAddress: null }, [])?.code).toBe("noticePreferences.mailAddress");
    expect(whyNotPreference({ ...sound, mailAddress: null, mailKinds: [] }, [])).toBeNull();
    expect(whyNotPreference({ ...sound, quietTo: null }, [])?.code).toBe("noticePreferences.quiet");
  });
});
