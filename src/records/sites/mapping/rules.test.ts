import { expect, test } from "vitest";
import { tilesOf } from "./rules.ts";

test("没有设底图就没有；设得对的给出来源", () => {
  expect(tilesOf(undefined)).toBeNull();
  expect(tilesOf("  ")).toBeNull();
  expect(tilesOf("https://t.example.gov.cn/w?x={x}&y={y}&l={z}")).toEqual({
    address: "https://t.example.gov.cn/w?x={x}&y={y}&l={z}",
    origin: "https://t.example.gov.cn",
  });
});

test.each([
  ["https://t.example.gov.cn/{z}/{x}.png", "{y}"],
  ["javascript:alert('{z}{x}{y}')", "http 或 https"],
  ["https://me:secret@t.example.gov.cn/{z}/{x}/{y}", "用户名和密码"],
  ["https://t.example.gov.cn/{z}/{x}/{y}; script-src *", "空格"],
  ["底图/{z}/{x}/{y}", "不是网址"],
])("%s：说清哪里不对", (setting, says) => expect(() => tilesOf(setting)).toThrow(says));
