import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openHouse } from "#app/house.ts";
import { creditCodeProblem } from "#kit/base/creditcode.ts";
import type { Database } from "#kit/server/database.ts";
import type { House } from "#kit/server/serve.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { type DemoAgency, demoAgencies } from "#demo/agencies.ts";
import { publishedFigures } from "#demo/figures.ts";
import { isDemoLoaded, loadDemo } from "#demo/load.ts";
import { peopleOf } from "#demo/people.ts";
import { planOf, type Step } from "#demo/plan.ts";
import { testDatabase } from "./support/database.ts";
import { workOut } from "./support/formula.ts";

const now = new Date("2026-03-05T09:30:00+08:00");
const yesterday = "2026-03-04";
const smallest = demoAgencies.filter(({ code }) => code === "shili-e");

const everybody = demoAgencies.map((agency, index) => {
  const before = demoAgencies.slice(0, index).reduce((sum, each) => sum + peopleOf(each, 0).length, 0);
  return { agency, people: peopleOf(agency, before) };
});
const plans = everybody.map(({ agency, people }) => ({ agency, people, steps: planOf(agency, people, yesterday) }));
const entered = (steps: Step[]) => steps.flatMap((step) => (step.does === "enter" ? [step.sent] : []));

describe("演示数据", () => {
  test("登录名与姓名在五个机构中都不重复，第一位是示例甲区的专员", () => {
    const people = everybody.flatMap((each) => each.people);
    expect(new Set(people.map(({ login }) => login)).size).toBe(people.length);
    expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
    expect(people.filter(({ login }) => !/^[a-z0-9._-]{3,40}$/.test(login))).toEqual([]);
    expect(people.slice(0, 2).map(({ login }) => login)).toEqual(["a-officer1", "a-head"]);
  });

  test.each(everybody)("$agency.code 有全部角色", ({ people }) => {
    const roles = new Set(people.flatMap((each) => each.roles));
    const wanted = ["head", "chief", "officer", "performance", "finance"];
    const administrators = ["systemAdministrator", "securityAdministrator", "auditAdministrator"];
    expect([...roles].sort()).toEqual([...wanted, ...administrators].sort());
  });

  test("科室与人数同公开数字", () => {
    const counted = (agency: DemoAgency) => {
      const inDivisions = peopleOf(agency, 0).filter(({ division }) => division !== null).length;
      return { divisions: agency.divisions.length, staff: inDivisions };
    };
    const valueOf = (id: string) => figures.get(id)?.value;
    const [a, b, c, , e] = demoAgencies.map(counted);
    expect(a).toEqual({ divisions: valueOf("000-C002"), staff: valueOf("000-C004") });
    expect(b?.staff).toBe((valueOf("001-C008") ?? 0) + (valueOf("001-C010") ?? 0));
    expect(c).toEqual({ divisions: valueOf("002-C002"), staff: valueOf("002-C004") });
    expect(e).toEqual({ divisions: valueOf("004-C015"), staff: valueOf("004-C016") });
  });

  test.each(plans)("$agency.code 的企业都是虚构的，信用代码都有效", ({ agency, steps }) => {
    const companies = entered(steps);
    expect(companies).toHaveLength(61);
    expect(new Set(companies.map(({ name }) => name)).size).toBe(61);
    expect(companies.filter(({ name }) => !/示例|示范/.test(name))).toEqual([]);
    const codes = companies.flatMap(({ creditCode }) => creditCode ?? []);
    expect(codes.filter((code) => creditCodeProblem(code) !== null || code.slice(2, 8) !== agency.region)).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    const contacts = steps.flatMap((step) => (step.does === "addContact" ? [step.sent] : []));
    expect(contacts.filter(({ name }) => !/^客..$/.test(name))).toEqual([]);
    expect(contacts.filter(({ phone }) => !/^(1380000\d{4}|010-5555\d{4})$/.test(phone ?? ""))).toEqual([]);
    expect(contacts.filter(({ email }) => email && !email.endsWith("@example.com"))).toEqual([]);
  });

  test.each(plans)("$agency.code 每次都一样，按时间先后，直到昨天", ({ agency, people, steps }) => {
    expect(planOf(agency, people, yesterday)).toEqual(steps);
    const moments = steps.map(({ at }) => Date.parse(at));
    expect(moments).toEqual([...moments].sort((one, other) => one - other));
    expect(moments.at(-1)).toBeLessThan(now.getTime());
    const days = steps.flatMap((step) => (step.does === "enter" ? [step.at.slice(0, 7)] : []));
    expect(new Set(days.filter((month) => month.startsWith(String(agency.year)))).size).toBe(12);
    expect(days.some((month) => month.startsWith(String(agency.year - 1)))).toBe(true);
    expect(days.some((month) => month.startsWith("2026"))).toBe(true);
  });
});

describe("装入", () => {
  let database: Database;
  let house: House;
  const folder = mkdtempSync(join(tmpdir(), "luodi-demo-"));
  const told: string[] = [];
  const rows = async (text: string) =>
    (await database.transaction({ role: "owner" }, (db) => db.execute<Record<string, string>>(sql.raw(text)))).rows;

  beforeAll(async () => {
    database = await testDatabase();
    house = await openHouse({ database, folder, instance: "demo", now: () => now });
  });
  afterAll(() => database.close());

  test("中断之后接着装，不多不少", async () => {
    const tell = (line: string) => told.push(line);
    await expect(loadDemo(failingAfter(house, 60), { tell, folder, agencies: smallest })).rejects.toThrow("断电");
    expect(await isDemoLoaded(house)).toBe(false);
    await loadDemo(house, { tell, folder, agencies: smallest });
    expect(await isDemoLoaded(house)).toBe(true);

    const people = peopleOf(smallest[0] as DemoAgency, 0);
    const steps = planOf(smallest[0] as DemoAgency, people, yesterday);
    const held = async (table: string) => Number((await rows(`select count(*) as n from ${table}`))[0]?.n);
    expect(await held("agency")).toBe(1);
    expect(await held("person")).toBe(people.length);
    expect(await held("demo_person")).toBe(people.length);
    expect(await held("company")).toBe(61);
    expect(await held("contact")).toBe(steps.filter(({ does }) => does === "addContact").length);
    // One link for each command, one for setting the agency up, one in the chain of the installation.
    expect(await held("history_link")).toBe(steps.length + 2);
    expect(await held("company_tagging where voided_at is not null")).toBeGreaterThan(0);
    expect(await held("company where state = 'archived'")).toBeGreaterThan(0);
    expect(told.at(-1)).toContain("61 家企业");
  }, 120_000);

  test("再次启动什么也不做", async () => {
    const lines = told.length;
    await loadDemo(house, { tell: (line) => told.push(line), folder });
    expect(told).toHaveLength(lines);
  });

  test("留痕链完整，每条都由人以演示之名办理", async () => {
    const [agency] = await rows("select id from agency");
    const report = await database.transaction({ role: "owner" }, (db) => verifyChain(db, agency?.id ?? ""));
    expect(report.problems).toEqual([]);
    expect(await rows("select distinct via from history_link")).toEqual([{ via: "demo" }]);
  });

  test("各按其时：标签事实与入库同日，负责人随科室", async () => {
    const late =
      "select 1 from company c where c.created_at > '2026-03-05' or c.created_on <> (c.created_at at time zone 'Asia/Shanghai')::date";
    expect(await rows(late)).toEqual([]);
    const months = await rows(
      "select distinct to_char(happened_on, 'YYYY-MM') as month from company_tagging where to_char(happened_on, 'YYYY') = '2023'",
    );
    expect(months.length).toBeGreaterThan(8);
    const strayed =
      "select 1 from company c join person p on p.id = c.officer_id where p.division_id is distinct from c.division_id";
    expect(await rows(strayed)).toEqual([]);
  });

  test("正式库不装演示数据", async () => {
    await expect(loadDemo({ ...house, instance: "live" }, { tell: () => {}, folder })).rejects.toThrow("演示库");
  });
});

/** A house whose power goes after so many transactions. */
function failingAfter(house: House, count: number): House {
  let left = count;
  const transaction: Database["transaction"] = (as, work) => {
    left -= 1;
    return left < 0 ? Promise.reject(new Error("断电")) : house.database.transaction(as, work);
  };
  return { ...house, database: { ...house.database, transaction } };
}

const figures = new Map(publishedFigures.flatMap((sheet) => sheet.figures.map((figure) => [figure.id, figure])));

describe("公开数字", () => {
  test("五个机构，编号不重复", () => {
    expect(publishedFigures.map(({ agency, name, year }) => ({ code: agency, name, year }))).toEqual(
      demoAgencies.map(({ code, name, year }) => ({ code, name, year })),
    );
    expect(figures.size).toBe(publishedFigures.reduce((sum, each) => sum + each.figures.length, 0));
  });

  test("不带原文", () => {
    const folder = join(import.meta.dirname, "../demo/figures");
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
    expect(texts).toHaveLength(5);
    expect(texts.flatMap((text) => text.match(/"(quote|line|document|modelled_on)":/g) ?? [])).toEqual([]);
  });

  test("引用的编号都在", () => {
    const named = [...figures.values()].flatMap(({ formula = "", restates }) => [
      ...[...formula.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? ""),
      ...(restates ? [restates] : []),
    ]);
    expect(named.filter((id) => !figures.has(id))).toEqual([]);
  });

  const derived = [...figures.values()].filter(({ formula }) => formula);
  test.each(derived)("$id 可由公式算出", ({ formula = "", value, accept = [] }) => {
    const result = workOut(formula, (id) => figures.get(id)?.value ?? null);
    if (result === null || value === null) throw new Error("公式缺数");
    const isClose = [value, ...accept].some((each) => Math.abs(result - each) <= 0.5 * 10 ** -placesOf(each) + 1e-9);
    expect({ formula, result, isClose }).toEqual({ formula, result, isClose: true });
  });

  const originals = process.env.LUODI_FIGURES ?? "";
  test.skipIf(!existsSync(originals))("与 LUODI_FIGURES 的原表编号和数值一致（没有原表时不查）", () => {
    for (const { agency, name, year, figures: own } of publishedFigures) {
      const original = JSON.parse(readFileSync(join(originals, `${agency}.json`), "utf8")) as {
        name: string;
        year: number;
        figures: { id: string; value: number | null }[];
      };
      const pairsOf = (all: { id: string; value: number | null }[]) =>
        all
          .map(({ id, value }): [string, number | null] => [id, value])
          .sort(([one], [other]) => (one < other ? -1 : 1));
      expect({ name, year, figures: pairsOf(own) }).toEqual({
        name: original.name,
        year: original.year,
        figures: pairsOf(original.figures),
      });
    }
  });
});

/** How many decimals a number was printed with. */
const placesOf = (value: number): number => String(value).split(".")[1]?.length ?? 0;
