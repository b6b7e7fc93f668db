import type { ClientBase } from "pg";
import { idsFound } from "./floor.ts";
import { funnelOperations } from "#records/projects/funnel/contract.ts";
import { projectOperations } from "#records/projects/contract.ts";
import type { Bench, Work } from "./works.ts";

/** 下限: the same by hand, as in floor.ts. */
const columns = `j.id, j.code, j.name, j.track, j.stage, j.stage_on, j.standing, j.investor_id, j.investor_name, j.capital,
  j.source_place, j.industry, j.total_investment, j.agreed_investment, j.size, j.source, j.received_on, j.landed_on,
  j.active_on, j.officer_id, j.division_id, j.version, p.name as officer_name, d.name as division_name, r.name as region_name`;
const joins = `left join person p on p.agency_id = $1 and p.id = j.officer_id
  left join division d on d.agency_id = $1 and d.id = j.division_id left join region r on r.code = j.region`;

async function projectPage(client: ClientBase, condition: string, values: unknown[], order: string) {
  const where = `where j.agency_id = $1 and j.removed_at is null and ${condition}`;
  const rows = await client.query(
    `select ${columns} from project j ${joins} ${where} order by ${order}, j.id desc limit 21`,
    values,
  );
  const total = await client.query(`select count(*) from project j ${where}`, values);
  return { rows: rows.rows, total: Number(total.rows[0]?.count) };
}

const found = (word: string) => `j.id in ${idsFound("project", word)}`;
const end = "\u{10FFFF}";
const stagesAsked = ["negotiating", "lead", "signed", "registered"] as const;
const bySize = { sort: "totalInvestment", descending: true } as const;

/** 招商项目 at agency size: list, search, page, funnel, a column of the board. */
export const projects: Work = {
  name: "projects",
  measure: async (bench) => [
    ...(await lists(bench)),
    ...(await searches(bench)),
    await pageOf(bench),
    ...(await funnels(bench)),
    await column(bench),
  ],
};

async function lists({ compare, stage, agencyId, officer }: Bench) {
  const filter = "j.stage = $2 and j.capital = $3";
  const values = (round: number) => [agencyId, stagesAsked[round % 4], "domestic"];
  const common = {
    operation: projectOperations.list,
    sent: (round: number) => ({ stage: stagesAsked[round % 4] ?? "lead", capital: "domestic" as const, ...bySize }),
    goal: 1.5,
    p95Goal: 60,
  };
  const order = "j.total_investment_fen desc";
  return [
    await compare({
      ...common,
      work: "项目列表 20 行，两个筛选，按金额排序，含总数（主任）",
      of: "本机构",
      as: "head",
      floor: (round) => projectPage(stage.floor, filter, values(round), order),
    }),
    await compare({
      ...common,
      work: "同上（专员，本科室）",
      of: "本科室",
      as: "officer",
      floor: (round) => {
        const own = `${filter} and (j.division_id = $4 or j.officer_id = $5)`;
        return projectPage(stage.floor, own, [...values(round), officer.divisionId, officer.personId], order);
      },
    }),
  ];
}

async function searches({ compare, run, stage, agencyId, head }: Bench) {
  const rows = [];
  for (const word of ["恒瑞", "江城", "znkj"]) {
    const { total } = await run(head, projectOperations.list, { search: word });
    rows.push(
      await compare({
        work: "检索项目",
        of: `“${word}” ${total} 个`,
        as: "head",
        operation: projectOperations.list,
        sent: () => ({ search: word, ...bySize }),
        floor: () => projectPage(stage.floor, found(word), [agencyId, word, word + end], "j.total_investment_fen desc"),
        goal: 2,
        p95Goal: 80,
      }),
    );
  }
  return rows;
}

async function pageOf({ compare, stage, agencyId }: Bench) {
  const { rows } = await stage.floor.query<{ id: string }>("select id from project where agency_id = $1 order by id", [
    agencyId,
  ]);
  const idOf = (round: number) => rows[(1 + round * 37) % rows.length]?.id ?? "";
  return compare({
    work: "项目详情、阶段与时间线",
    of: "1 至 5 个阶段",
    as: "head",
    operation: projectOperations.get,
    sent: (round) => ({ id: idOf(round) }),
    floor: async (round) => {
      const values = [agencyId, idOf(round)];
      await stage.floor.query(
        `select ${columns}, j.brief, j.note from project j ${joins} where j.agency_id = $1 and j.id = $2`,
        values,
      );
      await stage.floor.query(
        "select * from project_stage where agency_id = $1 and project_id = $2 and voided_at is null order by id",
        values,
      );
      await stage.floor.query(
        `select e.id, e.happened_on, e.typed_at, e.kind, e.title, e.link from timeline_entry e where e.agency_id = $1
         and e.subject_id = $2 and e.subject_kind = 'project' order by e.happened_on desc, e.id desc limit 21`,
        values,
      );
    },
    goal: null,
    p95Goal: 60,
  });
}

/** 漏斗 of any filter within 150 ms. */
async function funnels({ compare, stage, agencyId }: Bench) {
  const grouped = (condition: string, values: unknown[]) =>
    stage.floor.query(
      `select track, stage, size, count(*), sum(total_investment_fen) filter (where total_investment_fen > 0),
         count(*) filter (where total_investment_fen < 0)
       from project j where agency_id = $1 and removed_at is null and ${condition} group by track, stage, size`,
      [agencyId, ...values],
    );
  const common = { operation: funnelOperations.show, goal: 1.5, p95Goal: 150 };
  return [
    await compare({
      ...common,
      work: "项目漏斗（主任）",
      of: "本机构全部",
      as: "head",
      sent: () => ({}),
      floor: () => grouped("true", []),
    }),
    await compare({
      ...common,
      work: "项目漏斗（主任）",
      of: "“江城”，1 亿元以上",
      as: "head",
      sent: () => ({ search: "江城", size: "fourth" as const }),
      floor: () =>
        grouped(`${found("江城")} and size in ('first', 'second', 'third', 'fourth')`, ["江城", `江城${end}`]),
    }),
  ];
}

/** 看板 loads a column only when it is seen, twenty cards at a time. */
const column = ({ compare, stage, agencyId }: Bench) =>
  compare({
    work: "看板一列 20 张，含总数",
    of: "在谈",
    as: "head",
    operation: projectOperations.list,
    sent: () => ({ stage: "negotiating" as const, sort: "stageOn" as const, descending: true }),
    floor: () => projectPage(stage.floor, "j.stage = $2", [agencyId, "negotiating"], "j.stage_on desc"),
    goal: 1.5,
    p95Goal: 60,
  });
