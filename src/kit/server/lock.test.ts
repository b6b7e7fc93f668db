import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockFolder } from "./lock.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "luodi-lock-"));
  path = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const held = () => JSON.parse(readFileSync(path, "utf8")) as { pid: number };

test("有人占用时以文字拒绝，放开后可以再占", () => {
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(`进程 ${process.pid}`);
  unlock();
  expect(existsSync(path)).toBe(false);
  lockFolder(folder)();
});

test("被杀死的进程留下的锁不挡路", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  writeFileSync(path, JSON.stringify({ pid: child.pid, host: hostname(), began: "1" }));
  lockFolder(folder);
  expect(held().pid).toBe(process.pid);
  expect(readdirSync(folder)).toEqual(["lock"]);
});

test("换了进程的同一个编号不算占用", () => {
  writeFileSync(path, JSON.stringify({ pid: process.ppid, host: hostname(), began: "not this one" }));
  lockFolder(folder);
  expect(held().pid).toBe(process.pid);
});

test("别的机器占用的，不能判断它死了", () => {
  writeFileSync(path, JSON.stringify({ pid: 1, host: "elsewhere", began: "1" }));
  expect(() => lockFolder(folder)).toThrow("正被另一个进程使用");
});

test("刚建立还没写完的锁有主，写了一半就没了下文的没有", () => {
  writeFileSync(path, "");
  expect(() => lockFolder(folder)).toThrow("请稍后再试");
  utimesSync(path, new Date("2023-01-01"), new Date("2023-01-01"));
  lockFolder(folder);
  expect(held().pid).toBe(process.pid);
});
