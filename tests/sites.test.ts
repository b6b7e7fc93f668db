import { afterAll, beforeAll, expect, test } from "vitest";
import { served } from "#app/house.ts";
import { Failure } from "#kit/base/errors.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { siteOperations } from "#records/sites/contract.ts";
import { occupationOperations } from "#records/sites/occupations/contract.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";

/* 空间存量: what the module says of a day, and what the figures say, are the same movements. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );

const officer = () => stage.jia.people.officer;
const hall = { kind: "factorySpace", name: "示例一号厂房", area: 5000, region: "110105" } as const;
const lease = { kind: "leased", userName: "示例精密公司", fromOn: "2026-03-01" } as const;

/** The same house, so many days later. */
const later = (house: House, days: number): House => ({
  ...house,
  now: () => new Date(stage.house.now().getTime() + days * 86_400_000),
});

test("某日的存量、指标和佐证对得上；改区划换组，不改总数；昨天的数不变", () =>
  onStage(stage, async (house, say) => {
    const { id } = await say(officer(), siteOperations.create, hall);
    await say(officer(), siteOperations.create, { kind: "landPlot", name: "东一地块", area: 86.5 });
    const then = later(house, 3);
    const on = <T>(promise: (ask: Say) => Promise<T>) =>
      promise((who, operation, sent) => ask(then, served, who, operation, sent));
    await on((now) =>
      now(officer(), occupationOperations.occupy, { ...lease, siteId: id, area: 1500, fromOn: "2026-03-08" }),
    );
    await on((now) => now(officer(), siteOperations.update, { id, version: 2, changes: { region: "110101" } }));
    const stock = async (day: string) =>
      (await on((now) => now(officer(), siteOperations.stock, { on: day }))).rows.map(({ kind, total, used, free }) => [
        kind,
        total,
        used,
        free,
      ]);
    expect(await stock("2026-03-07")).toEqual([
      ["factorySpace", 5000, 0, 5000],
      ["landPlot", 86.5, 0, 86.5],
    ]);
    expect(await stock("2026-03-08")).toEqual([
      ["factorySpace", 5000, 1500, 3500],
      ["landPlot", 86.5, 0, 86.5],
    ]);

    const { head } = stage.jia.people;
    const asked = { metric: "sites.freeFloor", year: 2026 };
    const figure = await on((now) => now(head, metricOperations.figure, asked));
    expect(figure.value).toBe("3500.00");
    const byRegion = await on((now) => now(head, metricOperations.table, { ...asked, by: ["region"] }));
    expect(byRegion.cells).toEqual([
      { keys: ["110101"], value: "3500.00" },
      { keys: ["110105"], value: "0.00" },
    ]);
    const rows = await on((now) => now(head, metricOperations.evidence, asked));
    expect(rows.rows.map(({ change }) => Number(change)).reduce((a, b) => a + b, 0)).toBe(3500);
    expect(rows.hidden.count).toBe(0);
    const before = await on((now) =>
      now(head, metricOperations.figure, { ...asked, asOf: "2026-03-06T00:00:00+08:00" }),
    );
    expect(before.value).toBe("5000.00");
    expect((await refusal(on((now) => now(head, metricOperations.table, { ...asked, by: ["month"] })))).code).toBe(
      "metrics.stock",
    );
  }));
