import { addDays } from "#kit/base/dates.ts";
import type { Sent } from "#kit/base/operation.ts";
import type { jointOperations } from "#records/projects/joint/contract.ts";
import type { referralOperations } from "#records/projects/referral/contract.ts";
import type { supportOperations } from "#records/projects/supports/contract.ts";
import { dueAfter } from "#records/projects/supports/rules.ts";
import type { DemoAgency } from "./agencies.ts";
import { workingDay } from "./calendar.ts";
import type { Wish } from "./pipeline.ts";

/** 首谈首报、要素保障、联合招商 of the projects of the last weeks; `project` names what an earlier step made. */
export type TogetherStep =
  | { does: "claimFirst"; project: string; sent: Omit<Sent<typeof referralOperations.file>, "projectId" | "files"> }
  | { does: "askSupport"; project: string; sent: Omit<Sent<typeof supportOperations.raise>, "projectId"> }
  | { does: "answerSupport"; project: string; content: string; happenedOn: string }
  | { does: "promoteJointly"; project: string; sent: Omit<Sent<typeof jointOperations.agree>, "projectId" | "files"> };

type Timed = TogetherStep & { on: string; who?: string };

const workdays = 10;

/** What is in talks: filed as first contact; the older ones wait for a department, and one is shared with another district. */
export function togetherOf({ name }: DemoAgency, project: string, wish: Wish, talksOn: string): Timed[] {
  const filed: Timed = {
    does: "claimFirst",
    project,
    on: talksOn,
    sent: {
      contactedOn: wish.receivedOn,
      contactNote: "电话联系后到对方公司面谈，介绍了园区和政策。",
      scope: "本项目及投资方在本区的后续投资",
    },
  };
  if (!wish.isFromOutpost) return [filed];
  const raisedOn = workingDay(addDays(talksOn, 1));
  const need: Timed = {
    does: "askSupport",
    project,
    on: raisedOn,
    sent: {
      kind: "landPlot",
      need: "一期用地，靠近变电站",
      amount: 60,
      unit: "亩",
      department: "示例自然资源分局",
      raisedOn,
      workdays,
    },
  };
  const replied: Timed = {
    does: "answerSupport",
    project,
    on: workingDay(addDays(raisedOn, 2)),
    happenedOn: workingDay(addDays(raisedOn, 2)),
    content: "已受理，正在核对两处备选地块的规划条件。",
  };
  const partner = name.includes("丙") ? "示例丁区投资促进中心" : "示例丙高新区投资促进中心";
  const shared: Timed = {
    does: "promoteJointly",
    project,
    on: raisedOn,
    sent: {
      agreedOn: raisedOn,
      document: "联合招商备忘录（示例）",
      ownRole: "lander",
      ownShare: 70,
      partners: [{ name: partner, role: "introducer", share: 30 }],
    },
  };
  // Without the calendar of the year no term can be set, and so nothing is asked of the department.
  return dueAfter(raisedOn, workdays) === null ? [filed, shared] : [filed, need, shared, replied];
}
