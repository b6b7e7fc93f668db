import { expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

test.each([
  ["年初排定的80个项目，开工75个；竣工32个，竣工率四成。", []],
  ["年初排定的80个项目，开工75个；竣工32个，竣工率六成。", ["疑点 六成 → 4成"]],
  ["全桥总投资3600万元，已完成投资2520万元，形象进度七成。", []],
  ["全乡山塘120处，已清淤的60处，占比正好一半。", []],
  ["力争覆盖率达到八成。全乡村庄40个，覆盖12个。", []],
])("口语比率：%s", (text, expected) => expect(told(text, "share")).toEqual(expected));
