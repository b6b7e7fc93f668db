import { companyOperations } from "#records/directory/contract.ts";
import { importOnce, inProcess } from "./imports.ts";
import { type Row, sideBySide } from "./measure.ts";
import type { Bench, Work } from "./works.ts";

/**
 * 行范围的代价: the same work as an officer (left), whose rows are those of a division, and as an administrator (right),
 * whose rows are the agency's, in one run. Where the two see different rows it is measured twice: as asked, and with the
 * administrator asking for that division's, so that what is left is the price of the scope alone.
 */
export const scope: Work = {
  name: "scope",
  measure: async (bench) => {
    const { officer, head, run, stage, agencyId } = bench;
    const { divisionId } = officer;
    const own = await stage.floor.query<{ id: string; version: number }>(
      `select id, version from company where agency_id = $1 and division_id = $2 and state = 'active' order by id limit 400`,
      [agencyId, divisionId],
    );
    const ids = own.rows;
    const company = (round: number) => ids[(1 + round * 37) % ids.length]?.id ?? "";
    const list = { sort: "registeredCapital", descending: true } as const;
    const division = { divisionId: divisionId ?? "" };
    const listed = (as: Bench["head"], more: object) => () => run(as, companyOperations.list, { ...list, ...more });
    let turn = 0;
    const change = (as: Bench["head"]) => async () => {
      const { id = "", version = 0 } = ids[turn] ?? {};
      turn += 1;
      await run(as, companyOperations.update, { id, version, changes: { note: `第 ${turn} 次修改` } });
    };
    const search = { search: "江城" };
    const rows = [
      await compare("列表，按金额", "各看各的", listed(officer, {}), listed(head, {})),
      await compare("列表，按金额", "同一科室", listed(officer, division), listed(head, division)),
      await compare("检索“江城”", "各看各的", listed(officer, search), listed(head, search)),
      await compare(
        "检索“江城”",
        "同一科室",
        listed(officer, { ...search, ...division }),
        listed(head, { ...search, ...division }),
      ),
      await compare(
        "企业详情",
        "同一科室",
        (round) => run(officer, companyOperations.get, { id: company(round) }),
        (round) => run(head, companyOperations.get, { id: company(round) }),
      ),
      await compare("写：改企业一个字段", "同一科室", change(officer), change(head)),
    ];
    const count = 2000;
    const imported = (as: "head" | "officer", series: string) =>
      inProcess(bench, as, (place) => importOnce(place, { kind: "companies", count, series }));
    const left = await imported("officer", "D");
    const right = await imported("head", "E");
    return [...rows, rowOf("导入", `各 ${count} 行`, { floor: left.ours, ours: right.ours })];
  },
};

async function compare(work: string, of: string, left: (round: number) => Promise<unknown>, right: typeof left) {
  return rowOf(work, of, await sideBySide(left, right));
}

const rowOf = (work: string, of: string, sides: { floor: number; ours: number; cpu?: number }): Row => ({
  work: `主任 ÷ 专员：${work}`,
  of,
  ...sides,
  goal: of === "各看各的" ? null : 1.3,
  p95: null,
  p95Goal: null,
  statements: null,
  note: "左专员，右主任",
});
