import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { type DisputePage as Answer, disputeOperations, Side } from "../contract.ts";
import { referralMatches } from "../../referral/words.ts";
import { DisputeTag } from "./DisputeList.tsx";
import { ReferralTag } from "../../referral/parts/ReferralTag.tsx";
import { ReportList } from "../../referral/parts/ReportList.tsx";
import "./disputes.css";

type Shown = z.output<typeof Answer>;
type OneSide = Shown["sides"][number];

export function DisputePage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(disputeOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Laid page={data} /> : <Busy />;
}

/** Both filings side by side, line by line the same facts: what the office decides by. */
function Laid({ page: { dispute, sides, may } }: { page: Shown }) {
  const [chosen, choose] = useState<OneSide | null>(null);
  const close = () => choose(null);
  const isOpen = dispute.state === "open";
  return (
    <>
      <PageHead
        title={`首谈争议：${sides[0]?.investorName ?? ""}`}
        from={{ title: "首谈争议", to: "disputes" }}
        tags={<DisputeTag state={dispute.state} />}
        lead={`${referralMatches[dispute.match]}；${momentText(dispute.raisedAt)} 提出`}
      />
      {dispute.reason && (
        <section className="paper section" aria-label="裁定">
          <h2>裁定</h2>
          <p>{dispute.reason}</p>
          <p className="small soft">
            {[dispute.decidedByName, dispute.decidedAt && momentText(dispute.decidedAt)].filter(Boolean).join("，")}
          </p>
        </section>
      )}
      <div className="dispute-sides">
        {sides.map((side, at) => (
          <section key={side.id} className="paper section" aria-label={at === 0 ? "先报一方" : "后报一方"}>
            <header className="dispute-head">
              <h2>{at === 0 ? "先报一方" : "后报一方"}</h2>
              <ReferralTag state={side.state} />
              {dispute.upheldId === side.id && <Tag kind="done">获认定</Tag>}
            </header>
            <Facts
              shape={Side}
              of={side}
              fields={[...facts]}
              render={{ projectName: <PlaceLink to={`projects/${side.projectId}`}>{side.projectName}</PlaceLink> }}
            />
            <h3>洽谈证明</h3>
            <FileLinks files={side.files} />
            <h3>进展报告</h3>
            <ReportList reports={side.reports} />
            {isOpen && <StepButton title="认定这一方" may={may.decide} primary onStep={() => choose(side)} />}
          </section>
        ))}
      </div>
      {chosen && (
        <Window title={`认定 ${chosen.divisionName ?? ""} 的备案 ${chosen.number}`} width={560} close={close}>
          <p className="soft">另一方的备案随之失效。理由写给双方看，不要写出对方的洽谈内容。</p>
          <Form
            operation={disputeOperations.decide}
            given={{ id: dispute.id, upheldId: chosen.id }}
            fields={[{ key: "reason", wide: true }]}
            draft={dispute.id}
            narrow
            outcome={() => ({ kind: "told", text: "已裁定，双方都会收到消息" })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}

const facts = [
  "projectName",
  "investorName",
  "creditCode",
  "number",
  "typedAt",
  "byName",
  "divisionName",
  "reporterRegionName",
  "contactedOn",
  "placeName",
  "amount",
  "scope",
  "expiresOn",
  "contactNote",
] as const satisfies (keyof OneSide)[];
