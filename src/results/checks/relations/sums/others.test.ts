import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("其余数", () => {
  test.each([
    ["新能源31个，化工22个，食品12个，三者合计65个，占总数90个的72.22%；其余25个为商贸项目。", []],
    ["新能源31个，化工22个，食品12个，三者合计65个，占总数90个的72.22%；其余28个为商贸项目。", ["疑点 28个 → 25个"]],
    ["客商来自11个省份，前四位合计320人；其余7个省份80人。", []],
    ["客商来自11个省份，前四位合计320人；其余8个省份80人。", ["疑点 8个 → 7"]],
    ["项目进展顺利，其余3个均已备案。", []],
  ])("%s", (source, expected) => {
    expect(told(source, "difference")).toEqual(expected);
  });
});
