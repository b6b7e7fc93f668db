import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { served } from "#app/house.ts";
import { query } from "#kit/base/operation.ts";
import { agencyWide, scoped, scopeRule } from "#kit/server/scope.ts";
import type { Served } from "#kit/server/serve.ts";
import { approvalsAccess } from "#records/approvals/access.test.ts";
import { directoryAccess } from "#records/directory/access.test.ts";
import { companies } from "#records/directory/tables.ts";
import { eventsAccess } from "#records/events/access.test.ts";
import { intermediariesAccess } from "#records/intermediaries/access.test.ts";
import { peopleAccess } from "#records/people/access.test.ts";
import { workspaceAccess } from "#records/workspace/access.test.ts";
import { sitesAccess } from "#records/sites/access.test.ts";
import { encountersAccess } from "#records/projects/encounters/access.test.ts";
import { intakesAccess } from "#records/projects/intakes/access.test.ts";
import { projectsAccess } from "#records/projects/access.test.ts";
import { checksAccess } from "#results/checks/access.test.ts";
import { deskAccess } from "#results/desk/access.test.ts";
import { metricsAccess } from "#results/metrics/access.test.ts";
import { type Rehearsal, rehearse } from "./support/database.ts";
import { walkFields } from "./support/fieldwalk.ts";
import { openStage, type Stage } from "./support/people.ts";
import { plant } from "./support/planted.ts";
import { samples } from "./support/samples.ts";
import { type Ground, walk } from "./support/walk.ts";

let stage: Stage;
let outer: Rehearsal;
let ground: Ground;
beforeAll(async () => {
  stage = await openStage();
  outer = await rehearse(stage.database);
  const planted = await plant(stage, { ...stage.house, database: outer.database });
  ground = {
    planted,
    served,
    access: [
      peopleAccess,
      workspaceAccess,
      approvalsAccess,
      directoryAccess,
      sitesAccess,
      eventsAccess,
      intermediariesAccess,
      projectsAccess,
      encountersAccess,
      intakesAccess,
      metricsAccess,
      checksAccess,
      deskAccess,
    ],
    samples,
  };
}, 180_000);
afterAll(async () => {
  await outer.rollback();
  await stage.close();
});

/** The same operations with one of them declared otherwise. */
const altered = (address: string, change: (operation: Served["operation"]) => Partial<Served["operation"]>): Served[] =>
  served.map((each) =>
    each.operation.address === address
      ? { ...each, operation: { ...each.operation, ...change(each.operation) } }
      : each,
  );

describe("走遍", () => {
  test("每项操作 × 每种人 × 谁的记录：该办成的办成，该拒绝的拒绝，该看到的正好看到", async () => {
    const { cells, breaches } = await walk(ground);
    console.info(`走遍 ${served.length} 项操作，${cells} 格`);
    expect(breaches).toEqual([]);
    expect(cells).toBeGreaterThan(served.length * 10);
  }, 400_000);

  test("看不到某级字段的人：读到空值，不能填写、筛选或排序", async () => {
    const { cells, breaches } = await walkFields(ground);
    console.info(`分级字段 ${cells} 格`);
    expect(breaches).toEqual([]);
    expect(cells).toBeGreaterThan(0);
  });
});

describe("走遍看得见漏洞", () => {
  const breachesOf = async (only: string[], changed: Partial<Ground> = {}) =>
    (await walk({ ...ground, ...changed, only })).breaches;

  test("拿掉企业的数据范围，列表、详情与修改都被指出", async () => {
    const rule = scopeRule(companies);
    if (!rule || rule === "agency" || "parent" in rule) throw new Error("企业没有自己的数据范围");
    agencyWide(companies);
    const breaches = await breachesOf([
      "companies.list",
      "companies.get",
      "companies.update",
      "contacts.remove",
    ]).finally(() => scoped(companies, rule));
    expect(breaches).toEqual(
      expect.arrayContaining([
        "companies.get，officer，别科室的：应为 missing，实为 allowed",
        "companies.update，chief，别科室的：应为 missing，实为 allowed",
        "contacts.remove，officer，别科室的：应为 missing，实为 allowed",
      ]),
    );
    expect(breaches.filter((each) => each.startsWith("companies.list，officer"))).toHaveLength(4);
  });

  test("拿掉电话的分级，看到它的财务被指出", async () => {
    const bare = altered("companies.get", () => ({ output: z.any() }));
    const breaches = await breachesOf(["companies.get"], { served: bare });
    expect(breaches).toContain("companies.get，finance，本人的：看到了无权查看的字段 contacts.[].phone");
    expect((await walkFields({ ...ground, served: bare })).breaches).toContain(
      "companies.get，sensitive：看不到该级字段的人得到了 contacts.[].phone",
    );
  });

  test("把权限放宽、放开给未登录者，都被指出", async () => {
    expect(
      await breachesOf(["accounts.list"], { served: altered("accounts.list", () => ({ permission: "people.read" })) }),
    ).toContain("accounts.list，officer，本人的：应为 forbidden，实为 allowed");
    expect(
      await breachesOf(["session.signOut"], { served: altered("session.signOut", () => ({ permission: "anyone" })) }),
    ).toContain("session.signOut，未登录，本人的：应为 signedOut，实为 allowed");
  });

  test("没有陈述、没有样例的新操作，说清该补在哪里", async () => {
    const operation = query("companies.peek", {
      title: "偷看",
      permission: "companies.peek",
      input: z.strictObject({}),
      output: z.object({}),
    });
    const breaches = await breachesOf([], { served: [...served, { operation, handle: async () => ({}) }] });
    expect(breaches).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^companies\.peek：请在该模块的 access\.test\.ts .*companies\.peek/),
        "companies.peek：请在 tests/support/samples.ts 或 worksamples.ts 为它加一份能办成的输入",
      ]),
    );
  });
});
