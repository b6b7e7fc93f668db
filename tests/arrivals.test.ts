import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "#kit/base/dates.ts";
import type { Failure } from "#kit/base/errors.ts";
import { sumYuan } from "#kit/base/money.ts";
import type { Actor } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";
import { enterLead, paper, refusal } from "./support/projects.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { standingOperations } from "#records/projects/standing/contract.ts";
import { arrivalOperations, statisticOperations } from "#records/projects/arrivals/contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const capital = {
  kind: "registeredCapital",
  happenedOn: "2026-02-01",
  amount: "50000000",
  proofKind: "bankReceipt",
} as const;

const lead = (say: Say, officer: Actor, more: object = {}) =>
  enterLead(say, officer, { receivedOn: "2025-12-01", ...more });
const arrive = async (house: House, say: Say, by: Actor, projectId: string, more: object = {}) =>
  say(by, arrivalOperations.create, { projectId, ...capital, files: [await paper(house, by, "进账单.pdf")], ...more });
const figure = async (say: Say, head: Actor, params: Record<string, string> = {}, more: object = {}) =>
  String(
    (await say(head, metricOperations.figure, { metric: "projects.fundsInPlace", year: 2026, params, ...more })).value,
  );

describe("到位资金", () => {
  test("登记后等另一人核验，核验后才计入；核验前截至的数不变；登记人不能自核", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const { id: projectId } = await lead(say, officer);
      const { id } = await arrive(house, say, officer, projectId);
      expect(await figure(say, head)).toBe("0");
      const own = await arrive(house, say, chief, projectId, { happenedOn: "2026-02-02" });
      const self = await refusal(say(chief, arrivalOperations.verify, { projectId, id: own.id }));
      expect(self.code).toBe("arrivals.verify.self");
      await say(chief, arrivalOperations.verify, { projectId, id });
      expect([await figure(say, head), await figure(say, head, {}, { asOf: "2026-03-04T00:00:00.000Z" })]).toEqual([
        "50000000.00",
        "0",
      ]);
      const { years, counted } = await say(officer, arrivalOperations.list, { projectId });
      expect(counted).toBe("50000000.00");
      expect(years).toEqual([
        { year: 2026, counted: "50000000.00", waiting: "50000000.00", statistic: null, difference: null },
      ]);
    }));

  test("外币按有日期有来源的汇率折算，按币种可分；少计须写原因；凭证不对、没有凭证的不收", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const { id: projectId } = await lead(say, officer);
      const dollars = { currency: "USD", amount: "1000000", exchangeRate: "7.1", rateSource: "中国外汇交易中心" };
      const undated = await refusal(arrive(house, say, officer, projectId, dollars));
      expect([undated.code, undated.fields[0]?.path]).toEqual(["currency.rateDate", "ratedOn"]);
      const part = { ...dollars, ratedOn: "2026-01-30", countedAmount: "7000000" };
      const unsaid = await refusal(arrive(house, say, officer, projectId, part));
      expect([unsaid.code, unsaid.fields[0]?.path]).toEqual(["arrivals.counted.reason", "countedReason"]);
      const row = await arrive(house, say, officer, projectId, { ...part, countedReason: "手续费不计" });
      expect([row.originalAmount, row.arrivedAmount, row.countedAmount]).toEqual([
        "1000000.00",
        "7100000.00",
        "7000000.00",
      ]);
      await say(chief, arrivalOperations.verify, { projectId, id: row.id });
      expect(await figure(say, head, { currency: "USD" })).toBe("7000000.00");
      expect(await figure(say, head, { currency: "CNY" })).toBe("0");
      const wrong = await refusal(arrive(house, say, officer, projectId, { proofKind: "customs" }));
      expect([wrong.code, wrong.fields[0]?.path]).toEqual(["arrivals.proof", "proofKind"]);
      expect((await refusal(arrive(house, say, officer, projectId, { files: [] }))).kind).toBe("invalid");
    }));

  test("同一凭证号先问，另一个项目用过的也问；说明不是同一笔才收，并留下标记", () =>
    onStage(stage, async (house, say) => {
      const { officer, other } = stage.jia.people;
      const { id: first } = await lead(say, officer);
      const { id: second } = await lead(say, other, { name: "示例远山产业园" });
      const one = await arrive(house, say, officer, first, { proofNumber: "进 2026-001" });
      const again = await refusal(arrive(house, say, officer, first, { proofNumber: "进2026-001", amount: "1" }));
      expect([again.code, again.fields.map(({ path }) => path)]).toEqual([
        "arrivals.alike",
        ["proofNumber", "isAnother"],
      ]);
      const elsewhere = await refusal(arrive(house, say, other, second, { proofNumber: "进2026-001" }));
      expect(elsewhere.message).toContain("另一个项目");
      expect(elsewhere.message).not.toContain("云帆");
      expect((await refusal(arrive(house, say, officer, first))).message).toContain("同样金额");
      const sure = await arrive(house, say, officer, first, { isAnother: true });
      expect(sure.resemblesId).toBe(one.id);
    }));

  test("金额超过计划总投资先问；已结束的项目先恢复再登记", () =>
    onStage(stage, async (house, say) => {
      const { officer } = stage.jia.people;
      const { id: projectId } = await lead(say, officer, { totalInvestment: "10000000" });
      const asked = await refusal(arrive(house, say, officer, projectId));
      expect([asked.code, asked.fields.map(({ path }) => path)]).toEqual([
        "arrivals.amount",
        ["amount", "isAmountChecked"],
      ]);
      expect((await arrive(house, say, officer, projectId, { isAmountChecked: true })).countedAmount).toBe(
        "50000000.00",
      );
      const { project } = await say(officer, projectOperations.get, { id: projectId });
      const end = { standing: "terminated", happenedOn: "2026-03-05", reason: "协议解除" } as const;
      await say(officer, standingOperations.change, { projectId, version: project.version, ...end });
      const over = await refusal(arrive(house, say, officer, projectId, { amount: "1" }));
      expect(over.code).toBe("projects.update.standing");
    }));

  test("更正即作废重登并重新核验；已核验的由能核验的人更正", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const { id: projectId } = await lead(say, officer);
      const { id } = await arrive(house, say, officer, projectId);
      await say(chief, arrivalOperations.verify, { projectId, id });
      const files = [await paper(house, officer, "进账单2.pdf")];
      const fix = { projectId, id, ...capital, amount: "5000000", files, reason: "多写了一个零" };
      expect((await refusal(say(officer, arrivalOperations.correct, fix))).code).toBe("arrivals.verified");
      const fixed = await say(head, arrivalOperations.correct, { ...fix, files: [await paper(house, head)] });
      expect([fixed.verifiedAt, await figure(say, head)]).toEqual([null, "0"]);
      await say(chief, arrivalOperations.verify, { projectId, id: fixed.id });
      expect(await figure(say, head)).toBe("5000000.00");
      expect((await refusal(say(chief, arrivalOperations.verify, { projectId, id }))).code).toBe("arrivals.missing");
      const { timeline } = await say(officer, projectOperations.get, { id: projectId });
      expect(timeline.rows.map(({ title }) => title)).toContain("更正注册资本到位为500.00万元：多写了一个零");
    }));

  test("统计数并列而不并入，后出的不覆盖先出的；作废须写原因", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const { id: projectId } = await lead(say, officer);
      const { id } = await arrive(house, say, officer, projectId);
      await say(chief, arrivalOperations.verify, { projectId, id });
      const said = { projectId, year: 2026, issuer: "示例区统计局" };
      await say(officer, statisticOperations.record, { ...said, amount: "40000000", issuedOn: "2026-02-10" });
      const later = await say(officer, statisticOperations.record, {
        ...said,
        amount: "60000000",
        issuedOn: "2026-03-01",
      });
      const shown = async () => say(officer, arrivalOperations.list, { projectId });
      const { statistics, years } = await shown();
      expect(statistics.map(({ amount }) => amount)).toEqual(["40000000.00", "60000000.00"]);
      expect([years[0]?.counted, years[0]?.statistic, years[0]?.difference]).toEqual([
        "50000000.00",
        "60000000.00",
        "-10000000.00",
      ]);
      expect(await figure(say, head)).toBe("50000000.00");
      await say(officer, statisticOperations.annul, { projectId, id: later.id, reason: "录错年度" });
      expect((await shown()).years[0]?.statistic).toBe("40000000.00");
    }));
});

type Act =
  | { does: "arrive"; fen: number; day: number }
  | { does: "verify" | "annul" | "correct"; at: number; fen: number };
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({ does: fc.constant("arrive" as const), fen: fc.integer({ min: 1, max: 10 ** 9 }), day: fc.nat(300) }),
    fc.record({
      does: fc.constantFrom("verify" as const, "annul" as const, "correct" as const),
      at: fc.nat(20),
      fen: fc.integer({ min: 1, max: 10 ** 9 }),
    }),
  ),
  { minLength: 3, maxLength: 12 },
);

test(
  "任意登记、核验、更正、作废之后：页面合计、指标、未作废且已核验各行之和处处相等",
  () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const files = [await paper(house, officer)];
      const headFiles = [await paper(house, head)];
      let before = "0.00";
      await fc.assert(
        fc.asyncProperty(acts, async (all) => {
          const { id: projectId } = await lead(say, officer, { receivedOn: "2025-01-01", totalInvestment: null });
          const model: { id: string; counted: string; isVerified: boolean }[] = [];
          for (const act of all) {
            const yuan = (act.fen / 100).toFixed(2);
            const happenedOn = act.does === "arrive" ? addDays("2025-05-01", act.day) : "2026-01-15";
            const typed = { ...capital, amount: yuan, happenedOn, isAnother: true };
            if (act.does === "arrive") {
              const { id } = await say(officer, arrivalOperations.create, { projectId, ...typed, files });
              model.push({ id, counted: yuan, isVerified: false });
              continue;
            }
            const row = model[act.at % Math.max(model.length, 1)];
            if (!row) continue;
            if (act.does === "verify") {
              // 科长 types none of them; what is verified already is refused once more.
              const told = say(chief, arrivalOperations.verify, { projectId, id: row.id });
              const refusedAs = await told.then(
                () => null,
                (failure: Failure) => failure.code,
              );
              if (refusedAs !== (row.isVerified ? "arrivals.verify.done" : null))
                throw new Error(`核验一笔${row.isVerified ? "已核验的" : "待核验的"}：${refusedAs ?? "没有拒绝"}`);
              row.isVerified = true;
            } else if (act.does === "annul") {
              await say(head, arrivalOperations.annul, { projectId, id: row.id, reason: "示例" });
              model.splice(model.indexOf(row), 1);
            } else {
              const fix = { projectId, id: row.id, ...typed, files: headFiles, reason: "示例" };
              const { id } = await say(head, arrivalOperations.correct, fix);
              Object.assign(row, { id, counted: yuan, isVerified: false });
            }
          }
          const expected = sumYuan(model.filter(({ isVerified }) => isVerified).map(({ counted }) => counted));
          const { counted, rows, years } = await say(officer, arrivalOperations.list, { projectId });
          const verified = rows
            .filter(({ verifiedAt }) => verifiedAt !== null)
            .map(({ countedAmount }) => countedAmount);
          expect([counted, sumYuan(verified), sumYuan(years.map((year) => year.counted))]).toEqual([
            expected,
            expected,
            expected,
          ]);
          const figures = [await figure(say, head, {}, { year: 2025 }), await figure(say, head, {}, { year: 2026 })];
          before = sumYuan([before, expected]);
          expect(sumYuan(figures)).toBe(before);
        }),
        { numRuns: 12 },
      );
    }),
  120_000,
);
