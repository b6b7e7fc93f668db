import { deskOperations } from "#results/desk/contract.ts";
import { addBusyDay } from "./dataday.ts";
import { idsFound, recentChanges } from "./floor.ts";
import type { Bench, Work } from "./works.ts";

const probes = [
  ["中文 2 字（少）", "恒瑞"],
  ["中文 2 字（多）", "江城"],
  ["拼音首字母（多）", "jc"],
  ["信用代码前缀", "91420103MA0001"],
  ["联系人姓名", "王"],
] as const;
const end = "\u{10FFFF}";

/** 工作台与全局检索, as one who sees the agency and as one who sees a division. */
export const desk: Work = {
  name: "desk",
  measure: async ({ compare, run, stage, agencyId, head, officer }: Bench) => {
    const rows = [];
    await addBusyDay(stage.floor, agencyId, stage.house.now());
    for (const [as, who, actor] of [
      ["head", "主任", head],
      ["officer", "专员", officer],
    ] as const) {
      const { todos, changes } = await run(actor, deskOperations.home, { year: 2025 });
      rows.push(
        await compare({
          work: `工作台（${who}）`,
          of: `待办 ${todos.length} 类，${changes?.total ?? 0} 条记录有变化`,
          as,
          operation: deskOperations.home,
          sent: () => ({ year: 2025 }),
          floor: () => recentChanges(stage.floor, agencyId, changes?.since ?? ""),
          goal: null,
        }),
      );
    }
    for (const [kind, word] of probes) {
      const groups = await run(head, deskOperations.search, { text: word });
      rows.push(
        await compare({
          work: `全局检索：${kind}`,
          of: `“${word}” ${groups.map(({ title, hits, more }) => `${title} ${hits.length}${more ? "+" : ""}`).join("、")}`,
          as: "head",
          operation: deskOperations.search,
          sent: () => ({ text: word }),
          floor: () =>
            stage.floor.query(
              `select c.id, c.name, c.credit_code from company c where c.agency_id = $1 and c.id in
                ${idsFound("company", word.toLowerCase())}
               order by length(c.name), c.id limit 9`,
              [agencyId, word.toLowerCase(), word.toLowerCase() + end],
            ),
          goal: null,
          p95Goal: 80,
        }),
      );
    }
    return rows;
  },
};
