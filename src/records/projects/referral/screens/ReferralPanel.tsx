import { useEffect, useState } from "react";
import type { z } from "zod";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton, Steps } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { jumpTo } from "#kit/ui/wire/jump.ts";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress } from "#kit/ui/wire/usePlace.ts";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { arbitrate, type DisputeTold, ProjectReferral, referralOperations } from "../contract.ts";
import { referralLight } from "../rules.ts";
import { disputeStates, referralMatches } from "../words.ts";
import { type Asked, ReferralDialog } from "./ReferralDialog.tsx";
import { ReferralTag } from "../parts/ReferralTag.tsx";
import { ReportList } from "../parts/ReportList.tsx";
import { todayHere } from "./today.ts";
import "../../screens/projects.css";
import "./referral.css";

type Answer = z.output<typeof ProjectReferral>;
type Filing = Answer["referrals"][number];

/** 首谈首报 of one project: who filed, until when it is protected, what was disputed and decided. */
export function ReferralPanel({ id }: { id: string }) {
  const { can } = useActor();
  const { search } = useAddress();
  const { data, error, refetch } = useAnswer(referralOperations.ofProject, { projectId: id });
  const [asked, ask] = useState<Asked | null>(null);
  const isWanted = search.section === "referral" && data !== undefined;
  useEffect(() => {
    if (isWanted) jumpTo("referral-panel");
  }, [isWanted]);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { referrals, terms, may } = data;
  return (
    <div id="referral-panel">
      {may.file === null && <Elsewhere projectId={id} />}
      {referrals.length === 0 && (
        <p className="soft">
          {`还没有首谈备案。正式洽谈之后、签约之前备案，保护 ${terms.least} 至 ${terms.most} 个月，${terms.reportDays} 日内须报告进展。`}
        </p>
      )}
      <ul className="project-rows">
        {referrals.map((filing, at) => (
          <OneFiling key={filing.id} filing={filing} terms={terms}>
            {at === 0 && may.report === null && (
              <Steps
                steps={[
                  { title: "报告进展", may: may.report, onStep: () => ask({ what: "report", filing }) },
                  { title: "申请延期", may: may.extend, onStep: () => ask({ what: "extend", filing }) },
                  ...(can(arbitrate)
                    ? [{ title: "办理流转", may: may.transfer, onStep: () => ask({ what: "transfer", filing }) }]
                    : []),
                  { title: "撤回备案", may: may.withdraw, onStep: () => ask({ what: "withdraw", filing }) },
                ]}
              />
            )}
          </OneFiling>
        ))}
      </ul>
      <StepButton title="首谈备案" may={may.file} onStep={() => ask({ what: "file" })} />
      <p className="small soft">{`依据：${terms.document}`}</p>
      {asked && <ReferralDialog projectId={id} asked={asked} terms={terms} close={() => ask(null)} />}
    </div>
  );
}

/** 重复对接提示: whom to ask, before one files. */
function Elsewhere({ projectId }: { projectId: string }) {
  const { can } = useActor();
  const { data } = useAnswer(
    referralOperations.alike,
    { projectId },
    { enabled: can(referralOperations.alike.permission) },
  );
  if (!data?.isHeld) return null;
  const whom = data.elsewhere.map(({ divisionName }) => divisionName ?? "办公室").join("、");
  return (
    <div className="referral-told" data-kind="watch">
      <p>{`同一投资方已有首谈备案，请先与${whom}联系。仍要备案的，由办公室裁定。`}</p>
    </div>
  );
}

function OneFiling({ filing, terms, children }: { filing: Filing; terms: Answer["terms"]; children: React.ReactNode }) {
  const { state, number, shares, reports, disputes, files } = filing;
  return (
    <li>
      <div>
        <ReferralTag state={state} />
        <strong>{number}</strong>
        {(state === "protected" || state === "disputed") && (
          <Light light={referralLight(filing, todayHere(), terms.remindDays)} />
        )}
      </div>
      <Facts
        shape={Shape}
        of={filing}
        fields={[
          "typedAt",
          "byName",
          "divisionName",
          ...(filing.reporterRegion ? (["regionName"] as const) : []),
          "contactedOn",
          "expiresOn",
          "reportDueOn",
          "scope",
          "contactNote",
          ...(filing.outcomeReason ? (["outcomeReason"] as const) : []),
        ]}
      />
      <FileLinks files={files} />
      {disputes.map((dispute) => (
        <Told key={dispute.id} dispute={dispute} />
      ))}
      {shares.length > 0 && (
        <p className="small">
          {`记功：${shares.map(({ personName, divisionName, percent }) => `${personName ?? divisionName ?? "未定"} ${percent}%`).join("，")}`}
          {shares.map(({ id, note, files: papers }) => (
            <span key={id} className="soft">
              {note && `；${note} `}
              <FileLinks files={papers} />
            </span>
          ))}
        </p>
      )}
      {reports.length > 0 && <ReportList reports={reports} />}
      <span className="unprinted">{children}</span>
    </li>
  );
}

const Shape = ProjectReferral.shape.referrals.element;

/** The dispute as a party sees it: the other side is a division to ask, nothing more. */
function Told({ dispute }: { dispute: z.output<typeof DisputeTold> }) {
  const { state, match, otherDivisionName, isUpheld, reason } = dispute;
  const other = otherDivisionName ?? "另一方";
  return (
    <div className="referral-told" data-kind={state === "open" ? "watch" : undefined}>
      <p>{`首谈争议（${disputeStates[state]}）：与${other}的备案重合，${referralMatches[match]}。`}</p>
      {isUpheld !== null && <p>{`${isUpheld ? "认定本方备案" : "本方备案未获认定"}：${reason ?? ""}`}</p>}
      {isUpheld === null && reason && <p>{reason}</p>}
    </div>
  );
}
