import { addDays } from "#kit/base/dates.ts";
import type { Sent } from "#kit/base/operation.ts";
import type {
  diligenceConditionOperations,
  diligenceOperations,
  findingOperations,
} from "#records/projects/diligence/contract.ts";
import type { DiligenceKind } from "#records/projects/diligence/words.ts";
import type { expertOperations, opinionOperations, reviewOperations } from "#records/projects/reviews/contract.ts";
import { workingDay } from "./calendar.ts";
import { pairAt } from "./names.ts";

type Recorded = "id" | "file";

/** 项目评审 and 尽职调查: each project has one of each at most, and a step finds it by the project. */
export type ReviewingStep = { at: string; by: string } & (
  | { does: "enlist"; sent: Sent<typeof expertOperations.add> }
  | { does: "putForward"; project: string; purpose: string }
  | { does: "consult"; project: string; departments: string[]; dueOn: string }
  | {
      does: "hear";
      project: string;
      department: string;
      sent: Omit<Sent<typeof opinionOperations.answer>, "id" | "reviewId" | "file">;
    }
  | { does: "adopt"; project: string; department: string; adoption: string }
  | { does: "drawPanel"; project: string; size: number }
  /** So many hundredths of what each line of the sheet gives at most. */
  | { does: "score"; project: string; seat: number; share: number; comment: string }
  | { does: "sumUp"; project: string; sent: Omit<Sent<typeof reviewOperations.concludePanel>, Recorded> }
  | { does: "examine"; project: string; sent: Omit<Sent<typeof reviewOperations.concludeLegality>, Recorded> }
  | { does: "resolve"; project: string; sent: Omit<Sent<typeof reviewOperations.decide>, Recorded> }
  | { does: "lookInto"; project: string }
  | { does: "find"; project: string; sent: Omit<Sent<typeof findingOperations.add>, "diligenceId"> }
  /** 核验 of the first finding that waits for it. */
  | { does: "check"; project: string }
  | { does: "conclude"; project: string; sent: Omit<Sent<typeof diligenceOperations.conclude>, "id"> }
  /** The first condition that is open. */
  | {
      does: "fulfill";
      project: string;
      sent: Omit<Sent<typeof diligenceConditionOperations.meet>, "id" | "file">;
    }
);

/** How far the review of a project has come, and its diligence. */
export interface Reviewing {
  review?: "decided" | "panel" | "opinions";
  diligence?: "waiting" | "passed" | "open";
}

interface Setting extends Reviewing {
  project: string;
  /** The officer of the project, and whoever concludes: never the same. */
  by: string;
  head: string;
  last: string;
}

const panelSize = 5;

/** 专家库 of the agency that has reviews: outside people, by field. */
export function expertsOf(head: string, last: string): ReviewingStep[] {
  const on = workingDay(addDays(last, -75));
  const fields = ["产业经济", "产业经济", "环境保护", "能源", "工程造价", "财务", "财务", "法律"];
  const employers = ["示例大学", "示例设计研究院", "示例会计师事务所", "示例律师事务所"];
  return fields.map((field, index) => ({
    does: "enlist",
    at: `${on}T10:${String(10 + index)}:00+08:00`,
    by: head,
    sent: {
      name: `客${pairAt(121 + index)}`,
      employer: employers[index % employers.length] ?? "",
      field,
      relations: index === 5 ? ["示例云帆集团"] : [],
    },
  }));
}

type Untimed<T> = T extends unknown ? Omit<T, "at" | "by" | "project"> : never;
type Telling = (ago: number, step: Untimed<Exclude<ReviewingStep, { does: "enlist" }>>, isByHead?: boolean) => void;

/** The review and the diligence of one project, so many days before the last. */
export function reviewingOf({ project, by, head, last, review, diligence }: Setting): ReviewingStep[] {
  const steps: ReviewingStep[] = [];
  let minute = 9;
  const tell: Telling = (ago, step, isByHead = false) => {
    minute += 1;
    const at = `${workingDay(addDays(last, -ago))}T10:${minute}:00+08:00`;
    steps.push({ ...step, project, at, by: isByHead ? head : by } as ReviewingStep);
  };
  const day = (ago: number) => workingDay(addDays(last, -ago));
  if (diligence) looking(diligence, tell, day, addDays(last, 24));
  if (review) reviewed(review, tell, day, addDays(last, 30));
  return steps;
}

const departments = ["发展改革部门", "自然资源部门", "生态环境部门"];

function reviewed(review: NonNullable<Reviewing["review"]>, tell: Telling, day: (ago: number) => string, due: string) {
  const begun = { decided: 46, panel: 20, opinions: 5 }[review];
  tell(begun, { does: "putForward", purpose: "项目落地评审" });
  tell(begun, { does: "consult", departments, dueOn: addDays(day(begun), 7) });
  const answers = [
    { stance: "agree" as const, opinion: "", adoption: "" },
    { stance: "conditional" as const, opinion: "须在签约前落实用地预审意见。", adoption: "列入协议生效条件" },
    { stance: "agree" as const, opinion: "原则同意，环评按程序办理。", adoption: "" },
  ];
  const heard = review === "opinions" ? 2 : departments.length;
  for (const [index, { adoption, ...said }] of answers.slice(0, heard).entries()) {
    const department = departments[index] ?? "";
    const ago = Math.max(1, begun - 3 - index);
    tell(ago, { does: "hear", department, sent: { ...said, answeredOn: day(ago) } });
    if (review !== "opinions" || index === 0) tell(ago, { does: "adopt", department, adoption });
  }
  if (review === "opinions") return;
  tell(begun - 7, { does: "drawPanel", size: panelSize });
  const comments = ["方向符合规划，技术成熟。", "投资强度达标，资金来源须继续跟踪。", "能耗指标偏紧，建议分期。"];
  const scored = review === "panel" ? 3 : panelSize;
  for (let seat = 0; seat < scored; seat += 1) {
    const comment = comments[seat % comments.length] ?? "";
    tell(begun - 9, { does: "score", seat, share: 78 + 3 * seat, comment });
  }
  if (review === "panel") return;
  const panel = { happenedOn: day(begun - 10), opinion: "专家一致认为项目可行，建议分两期实施。" };
  tell(begun - 10, { does: "sumUp", sent: panel });
  const legality = { happenedOn: day(begun - 14), opinion: "程序合规，内容未发现与现行规定抵触。" };
  tell(begun - 14, { does: "examine", sent: { ...legality, outcome: "lawful" } }, true);
  const meeting = { meeting: "产业促进专题会", meetingNumber: "〔示例〕第 3 次", happenedOn: day(begun - 18) };
  const conditions = [
    { content: "签约前取得用地预审意见", dueOn: due },
    { content: "提交分两期实施的进度计划", dueOn: day(3) },
  ];
  const decided = { ...meeting, outcome: "conditional" as const, opinion: "同意引进，附条件推进。", conditions };
  tell(begun - 18, { does: "resolve", sent: decided }, true);
}

const found: [DiligenceKind, string, string, "low" | "medium"][] = [
  ["qualification", "国家企业信用信息公示系统", "存续，经营范围与拟投资内容一致，未列入经营异常名录。", "low"],
  ["credit", "信用中国", "有一起合同纠纷在审，标的不大；未见失信被执行记录。", "medium"],
  ["ownership", "国家企业信用信息公示系统", "股权两层穿透到自然人，与申报材料一致。", "low"],
  ["finance", "企业提供的审计报告", "近三年盈利，资产负债率逐年下降。", "low"],
  ["industry", "生态环境部门公开信息", "未见环保处罚；属鼓励类。", "low"],
];

function looking(
  diligence: NonNullable<Reviewing["diligence"]>,
  tell: Telling,
  day: (ago: number) => string,
  due: string,
) {
  const begun = { waiting: 60, passed: 55, open: 9 }[diligence];
  tell(begun, { does: "lookInto" });
  const looked = diligence === "open" ? found.slice(0, 2) : found;
  for (const [kind, source, finding, risk] of looked)
    tell(begun - 2, { does: "find", sent: { kind, source, finding, risk, lookedOn: day(begun - 2) } });
  const checked = diligence === "open" ? 1 : looked.length;
  for (let left = checked; left > 0; left -= 1) tell(begun - 4, { does: "check" }, true);
  if (diligence === "open") return;
  const concludedOn = day(begun - 6);
  if (diligence === "passed") {
    const reason = "五项均已查询核验，未发现影响合作的情形。";
    tell(begun - 6, { does: "conclude", sent: { outcome: "passed", reason, concludedOn } }, true);
    return;
  }
  const conditions = [
    { content: "提供在审合同纠纷的情况说明", dueOn: day(begun - 30) },
    { content: "签约前补充控股股东的出资承诺", dueOn: due },
  ];
  const reason = "总体可控，在审案件和出资安排须继续落实。";
  tell(begun - 6, { does: "conclude", sent: { outcome: "conditional", reason, concludedOn, conditions } }, true);
  const metOn = day(begun - 20);
  tell(begun - 20, { does: "fulfill", sent: { metOn, metNote: "已收到律师出具的情况说明" } });
}
