import { describe, expect, test } from "vitest";
import { whyNotHost, whyNotLarge, whyNotPosted } from "./rules.ts";

describe("托管", () => {
  const wanted = { roleTitle: "安全管理员", isHostable: true, isSmall: true, held: null };
  test.each([
    ["小型单位托管安全管理员", wanted, null],
    ["一般单位", { ...wanted, isSmall: false }, "只有小型单位可以托管，请先在本机构页改为小型单位"],
    [
      "系统管理员",
      { ...wanted, roleTitle: "系统管理员", isHostable: false },
      "“系统管理员”须由本单位人员担任，不能托管；可托管的是安全、审计管理员和财务",
    ],
    ["已有托管", { ...wanted, held: "示例县数据局" }, "“安全管理员”已由示例县数据局托管，请先结束那一项"],
  ])("%s", (_, asked, message) => expect(whyNotHost(asked)?.message ?? null).toBe(message));

  const zhang = { hostName: "示例县数据局", personName: "张三", roleTitle: "安全管理员", isAdministrator: true };
  const audit = { ...zhang, roleTitle: "审计管理员" };
  test.each([
    ["第一人", zhang, [], true],
    ["同一人换个账号任另一员", audit, [zhang], false],
    ["同一人任财务与安全", { ...zhang, roleTitle: "财务", isAdministrator: false }, [zhang], false],
    ["别的单位的同名人", { ...audit, hostName: "示例县财政局" }, [zhang], true],
    ["同单位另一人", { ...audit, personName: "李四" }, [zhang], true],
  ])("派驻：%s", (_, posted, others, isOpen) => expect(whyNotPosted(posted, others) === null).toBe(isOpen));

  test("还有托管时不能改为一般单位", () => {
    expect(whyNotLarge([])).toBeNull();
    expect(whyNotLarge(["安全管理员"])?.message).toBe("“安全管理员”还由外单位托管，请先结束托管，再改为一般单位");
  });
});
