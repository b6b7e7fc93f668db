import type { Sent } from "#kit/base/operation.ts";
import type { agreementOperations } from "#records/projects/agreements/contract.ts";
import type { EvidenceKind } from "#records/projects/words.ts";

/** 协议与公平竞争审查: `project` names whose it is, `rule` which hit is concluded upon. */
export type AgreementStep = { at: string; by: string } & (
  | { does: "draft"; key: string; project: string; sent: Omit<Sent<typeof agreementOperations.create>, "projectId"> }
  | {
      does: "judge";
      agreement: string;
      rule: string;
      file?: EvidenceKind;
      sent: Omit<Sent<typeof agreementOperations.judge>, "id" | "hitId" | "file">;
    }
  | { does: "clear"; agreement: string; sent: Omit<Sent<typeof agreementOperations.conclude>, "id"> }
);

const text = `第一条 乙方按约定的进度投资建设本项目。
第二条 乙方可按实际研发投入的5%申请补助，申请条件和标准面向全区企业公布。
第三条 应急物资储备厂房首年租金减半。
第四条 双方通过“一企一策”联席会议协调要素保障，会议不决定任何支持事项。
第五条 争议由甲方所在地人民法院管辖。`;

/** One agreement with three hits, each concluded upon by somebody who did not draft it, before it is signed that day. */
export function reviewedAgreement(project: string, day: string, drafter: string, reviewer: string): AgreementStep[] {
  const agreement = `agreement of ${project}`;
  let minute = 0;
  const typed = (by: string) => {
    minute += 1;
    return { at: `${day}T09:0${minute}:00+08:00`, by };
  };
  return [
    { does: "draft", key: agreement, project, sent: { title: "投资协议", text }, ...typed(drafter) },
    {
      does: "judge",
      agreement,
      rule: "FC-8",
      sent: { conclusion: "nonExclusive", ground: "申请条件公开，所有企业按同一标准申请" },
      ...typed(reviewer),
    },
    {
      does: "judge",
      agreement,
      rule: "FC-4",
      file: "other",
      sent: {
        conclusion: "exception",
        exceptionGround: "publicInterest",
        alternative: "比较过政府自建库房，建设周期不能满足储备需要",
        endsOn: `${Number(day.slice(0, 4)) + 3}-12-31`,
        ground: "承担应急物资储备任务，租金优惠以储备面积为限",
      },
      ...typed(reviewer),
    },
    {
      does: "judge",
      agreement,
      rule: "FC-3",
      sent: { conclusion: "mistaken", ground: "只是会议名称，条款没有给予任何支持" },
      ...typed(reviewer),
    },
    {
      does: "clear",
      agreement,
      sent: {
        number: 1,
        industry: "制造业",
        opinions: `${day} 前征求本区同业企业意见 3 家，均无不同意见`,
        ground: "三处命中逐条审查，一处适用例外并写明期限，其余不具有排除、限制竞争效果",
      },
      ...typed(reviewer),
    },
  ];
}
