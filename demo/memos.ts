import type { Sent } from "#kit/base/operation.ts";
import { addDays } from "#kit/base/dates.ts";
import type { memoOperations } from "#records/approvals/memos/contract.ts";
import type { DemoAgency } from "./agencies.ts";
import { minutesAfter, workingDay } from "./calendar.ts";
import type { DemoPerson } from "./people.ts";

/** 请示 on its way: `memo` names the one it is about. */
export type MemoStep =
  | { does: "submit"; key: string; sent: Sent<typeof memoOperations.submit> }
  | { does: "approve"; memo: string; opinion: string }
  | { does: "sendBack"; memo: string; opinion: string }
  | { does: "refuse"; memo: string; opinion: string }
  | { does: "resubmit"; memo: string; opinion: string }
  | { does: "withdraw"; memo: string; opinion: string };

type Dated = { at: string; by: string } & MemoStep;
type Who = "chief" | "head" | "head2" | "starter";
type Turn = [who: Who, does: Exclude<MemoStep["does"], "submit">, opinion: string];

interface Plan {
  /** Days before the last one. */
  back: number;
  title: string;
  amount?: string;
  body: string;
  turns: Turn[];
}

const yes: Turn = ["chief", "approve", "同意，按程序办理。"];
const headYes: Turn = ["head", "approve", "同意。"];

/** What an office asks for in a year; the last ones are still on their way. Those above 50 万元 need a board of three. */
const plans: Plan[] = [
  {
    back: 310,
    title: "关于购置招商推介资料架的请示",
    amount: "3600",
    body: "为便于来访企业取阅资料，拟购置资料架 6 个，预算 3600 元，从公用经费中列支。",
    turns: [yes],
  },
  {
    back: 262,
    title: "关于参加智能制造产业博览会的请示",
    amount: "86000",
    body: "拟于下月参加智能制造产业博览会，布展、交通和食宿预算 8.6 万元，从招商活动经费中列支。\n\n参展人员和日程见方案。",
    turns: [
      yes,
      ["head", "sendBack", "请补充参展目标企业名单和预期成果。"],
      ["starter", "resubmit", "已补充目标企业 18 家和拟对接事项。"],
      yes,
      headYes,
    ],
  },
  {
    back: 205,
    title: "关于开展产业链招商图谱研究的请示",
    amount: "620000",
    body: "为摸清重点产业链缺失环节，拟委托第三方开展产业链招商图谱研究，预算 62 万元，按政府采购规定办理。",
    turns: [yes, headYes, headYes, ["head2", "approve", "同意，成果须可持续更新。"]],
  },
  {
    back: 148,
    title: "关于调整招商信息月报报送时间的请示",
    body: "为与统计月报口径一致，拟将招商信息月报报送时间由每月 5 日调整为每月 8 日。",
    turns: [yes],
  },
  {
    back: 96,
    title: "关于制作园区宣传短片的请示",
    amount: "150000",
    body: "拟制作园区宣传短片一部，时长 3 分钟，预算 15 万元。",
    turns: [yes, ["head", "refuse", "现有短片去年刚更新，本年不再制作。"]],
  },
  {
    back: 51,
    title: "关于邀请示例云谷公司考察团来访接待的请示",
    amount: "12000",
    body: "示例云谷公司拟组织 6 人考察团来访，按商务接待标准安排，预算 1.2 万元。",
    turns: [["starter", "withdraw", "对方行程推迟，另行请示。"]],
  },
  {
    back: 13,
    title: "关于租用路演场地的请示",
    amount: "48000",
    body: "拟租用路演场地一天，含设备和会务，预算 4.8 万元。",
    turns: [yes],
  },
  {
    back: 6,
    title: "关于举办投资环境说明会的请示",
    amount: "680000",
    body: "拟举办投资环境说明会，邀请企业 120 家，场地、搭建、会务和宣传预算 68 万元。",
    turns: [yes, headYes, headYes],
  },
  {
    back: 4,
    title: "关于委托开展企业满意度调查的请示",
    amount: "72000",
    body: "拟委托第三方开展在库企业满意度调查，样本 300 家，预算 7.2 万元。",
    turns: [yes],
  },
  {
    back: 2,
    title: "关于购买产业数据库使用权的请示",
    amount: "39800",
    body: "拟购买产业数据库一年使用权，用于线索研判，预算 3.98 万元。",
    turns: [],
  },
];

/** The memos of one agency: the first officers write in turn, their chief, the head and the board decide. */
export function memosOf({ letter, divisions }: DemoAgency, officers: readonly DemoPerson[], last: string): Dated[] {
  const hasBoard = divisions.some(({ staff }) => (staff.head ?? 0) >= 3);
  const possible = plans.filter(({ amount }) => hasBoard || Number(amount ?? 0) < 500_000);
  const writers = [...new Set(officers)].slice(0, 3);
  return possible.flatMap((plan, number) => {
    const writer = writers[number % writers.length];
    if (!writer) return [];
    const chief = chiefOf(letter, divisions, writer);
    const begun = `${workingDay(addDays(last, -plan.back))}T${String(9 + (number % 3)).padStart(2, "0")}:${12 + number}:07+08:00`;
    const memo = `memo ${number}`;
    const { title, body, amount = null } = plan;
    const logins = { chief, head: `${letter}-head`, head2: `${letter}-head2`, starter: writer.login };
    return [
      { does: "submit", key: memo, at: begun, by: writer.login, sent: { title, body, amount } },
      ...plan.turns.map(
        ([who, does, opinion], turn): Dated => ({
          does,
          memo,
          opinion,
          at: minutesAfter(begun, (25 + number * 11) * (turn + 1)),
          by: logins[who],
        }),
      ),
    ];
  });
}

/** chief1, chief2… stand in the order of the business divisions, as people.ts numbers them. */
function chiefOf(letter: string, divisions: DemoAgency["divisions"], { division }: DemoPerson): string {
  const business = divisions.filter(({ isBusiness, staff }) => isBusiness && (staff.chief ?? 0) > 0);
  return `${letter}-chief${business.findIndex(({ name }) => name === division) + 1}`;
}
