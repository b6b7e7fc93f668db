import { companyOperations } from "#records/directory/contract.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { companyPage, idsFound, listPage, taggedByMonth, taggedCompanies } from "./floor.ts";
import type { Bench, Work } from "./works.ts";

const industries = ["C", "F", "I", "M"] as const;
const asked = (round: number) => ({
  industry: industries[round % 4] ?? "C",
  region: `4201${String(1 + (round % 13)).padStart(2, "0")}`,
});
const bySize = { sort: "registeredCapital", descending: true } as const;

/** 列表: two filters, sorted by amount, with the total; as one who sees the agency and as one who sees a division. */
export const list: Work = {
  name: "list",
  measure: async ({ compare, stage, agencyId, officer }) => {
    const filter = "c.industry = $2 and c.region >= $3 and c.region <= $4";
    const values = (round: number) => {
      const { industry, region } = asked(round);
      return [agencyId, industry, region, `${region}~`];
    };
    const common = {
      operation: companyOperations.list,
      sent: (round: number) => ({ ...asked(round), ...bySize }),
      goal: 1.5,
      p95Goal: 60,
    };
    const asHead = await compare({
      ...common,
      work: "列表 20 行，两个筛选，按金额排序，含总数（主任）",
      of: "本机构",
      as: "head",
      floor: (round) => listPage(stage.floor, filter, values(round), "c.registered_capital_fen desc"),
    });
    const own = `${filter} and (c.division_id = $5 or c.officer_id = $6)`;
    const asOfficer = await compare({
      ...common,
      work: "同上（专员，本科室）",
      of: "本科室",
      as: "officer",
      floor: (round) =>
        listPage(
          stage.floor,
          own,
          [...values(round), officer.divisionId, officer.personId],
          "c.registered_capital_fen desc",
        ),
    });
    return [asHead, asOfficer];
  },
};

const probes = [
  ["中文 2 字（少）", "恒瑞"],
  ["中文 2 字（中）", "医药"],
  ["中文 2 字（多）", "江城"],
  ["中文 4 字（少）", "卫星导航"],
  ["中文 4 字（多）", "智能科技"],
  ["拼音首字母", "znkj"],
  ["拼音首字母（多）", "jc"],
  ["信用代码前缀", "91420103MA0001"],
] as const;
const end = "\u{10FFFF}";

export const search: Work = {
  name: "search",
  measure: async ({ compare, run, stage, agencyId, head }) => {
    const rows = [];
    for (const [kind, word] of probes) {
      const text = word.toLowerCase();
      const { total } = await run(head, companyOperations.list, { search: word });
      rows.push(
        await compare({
          work: `检索：${kind}`,
          of: `“${word}” ${total} 家`,
          as: "head",
          operation: companyOperations.list,
          sent: () => ({ search: word, ...bySize }),
          floor: () =>
            listPage(
              stage.floor,
              `c.id in ${idsFound("company", text)}`,
              [agencyId, text, text + end],
              "c.registered_capital_fen desc",
            ),
          goal: 2,
          p95Goal: 80,
        }),
      );
    }
    return rows;
  },
};

export const page: Work = {
  name: "page",
  measure: async ({ compare, stage, agencyId }) => {
    const { rows } = await stage.floor.query<{ id: string; contacts: number }>(
      `select c.id, (select count(*)::int from contact t where t.agency_id = $1 and t.company_id = c.id) as contacts
       from company c where c.agency_id = $1 and c.state = 'active' order by c.id`,
      [agencyId],
    );
    const ids = rows.map(({ id }) => id);
    const busiest = rows.find(({ contacts }) => contacts === 8)?.id ?? "";
    const one = (label: string, of: string, idOf: (round: number) => string) =>
      compare({
        work: `企业详情与时间线（${label}）`,
        of,
        as: "head",
        operation: companyOperations.get,
        sent: (round) => ({ id: idOf(round) }),
        floor: (round) => companyPage(stage.floor, agencyId, idOf(round)),
        goal: null,
        p95Goal: 60,
      });
    const middle = (round: number) => ids[(1 + round * 37) % ids.length] ?? "";
    return [
      await one("一般企业", "2 位联系人，约 15 条", middle),
      await one("最忙的企业", "8 位联系人，数百条", () => busiest),
    ];
  },
};

const year = ["2025-01-01", "2025-12-31"] as const;

export const figures: Work = {
  name: "figures",
  measure: async ({ compare, stage, agencyId }: Bench) => {
    const asOf = stage.house.now().toISOString();
    const question = { metric: "companies.tagged", year: 2025 };
    return [
      await compare({
        work: "指标一个数",
        of: "一机构一年",
        as: "head",
        operation: metricOperations.figure,
        sent: () => ({ ...question, params: { tag: "highTech" } }),
        floor: () => taggedCompanies(stage.floor, [agencyId, ...year, asOf], "highTech"),
        goal: 1.2,
      }),
      await compare({
        work: "指标一张表（标签 × 月）",
        of: "一机构一年",
        as: "head",
        operation: metricOperations.table,
        sent: () => ({ ...question, by: ["tag", "month"] }),
        floor: () => taggedByMonth(stage.floor, [agencyId, ...year, asOf]),
        goal: 1.2,
      }),
      await compare({
        work: "指标一张表，十年",
        of: "一机构十年",
        as: "head",
        operation: metricOperations.table,
        sent: () => ({ ...question, from: "2016-01-01", to: "2025-12-31", by: ["tag", "month"] }),
        floor: () => taggedByMonth(stage.floor, [agencyId, "2016-01-01", "2025-12-31", asOf]),
        goal: 1.2,
      }),
    ];
  },
};
