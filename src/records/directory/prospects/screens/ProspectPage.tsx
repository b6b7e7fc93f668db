import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { RecordPage } from "#kit/ui/record/RecordPage.tsx";
import { CommandButton, Steps } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { PagedTimeline } from "#records/workspace/parts/PagedTimeline.tsx";
import { CompanyPicker } from "../../parts/CompanyPicker.tsx";
import { industryTitle } from "../../rules.ts";
import { type ProspectPage as Answer, prospectOperations, ProspectRow } from "../contract.ts";
import { prospectFields } from "./prospectfields.tsx";
import { ProspectTag } from "./ProspectTag.tsx";

type Shown = z.output<typeof Answer>;
type Asked = "update" | "move" | "link" | "enroll" | null;

export function ProspectPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(prospectOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Record {...data} /> : <Busy />;
}

function Record({ prospect, timeline, may }: Shown) {
  const [asked, ask] = useState<Asked>(null);
  const { id, version, companyId, companyName } = prospect;
  return (
    <>
      <RecordPage
        title={prospect.name}
        from={{ title: "目标企业", to: "prospects" }}
        state={<ProspectTag state={prospect.state} />}
        people={[
          ["责任专员", prospect.officerName ?? "未定"],
          ["责任科室", prospect.divisionName ?? "—"],
        ]}
        next={
          <Steps
            steps={[
              { title: "更新状态", may: may.update, onStep: () => ask("move") },
              { title: "修改", may: may.update, onStep: () => ask("update") },
            ]}
          />
        }
        sections={[
          {
            key: "facts",
            title: "基本情况",
            children: (
              <Facts
                shape={ProspectRow}
                of={prospect}
                fields={["year", "theme", "priority", "industry", "reason", "source", "stateReason", "listedOn"]}
                render={{
                  ...(prospect.industry && { industry: industryTitle(prospect.industry, prospect.industryCode) }),
                }}
              />
            ),
          },
          {
            key: "company",
            title: "库内企业",
            acts: companyId ? (
              <CommandButton
                operation={prospectOperations.unlink}
                input={{ id, version }}
                title="解除关联"
                may={may.unlink}
                confirm={<p>解除后，这家目标企业不再与库内企业对应，两边的记录都保留。</p>}
              />
            ) : (
              <Steps
                steps={[
                  { title: "关联库内企业", may: may.link, onStep: () => ask("link") },
                  { title: "转入企业库", may: may.enroll, onStep: () => ask("enroll") },
                ]}
              />
            ),
            children: companyId ? (
              <p>
                {companyName ? (
                  <PlaceLink to={`companies/${companyId}`}>{companyName}</PlaceLink>
                ) : (
                  <span className="soft">已关联，企业不在您的查看范围</span>
                )}
              </p>
            ) : (
              <p className="soft">还不在企业库里。谈到一定程度后转入，或与已在库的企业关联。</p>
            ),
          },
        ]}
        timeline={<PagedTimeline kind="prospect" id={id} first={timeline} />}
      />
      {asked && <Asking prospect={prospect} asked={asked} close={() => ask(null)} />}
    </>
  );
}

function Asking({
  prospect,
  asked,
  close,
}: {
  prospect: Shown["prospect"];
  asked: NonNullable<Asked>;
  close: () => void;
}) {
  const { go } = usePlace();
  const { id, version, officerId, officerName } = prospect;
  const shared = { narrow: true, draft: false, cancel: close, done: close } as const;
  if (asked === "link")
    return (
      <Window title="关联库内企业" width={520} close={close}>
        <Form
          operation={prospectOperations.link}
          given={{ id, version }}
          fields={[{ key: "companyId", input: CompanyPicker }]}
          {...shared}
        />
      </Window>
    );
  if (asked === "enroll")
    return (
      <Window title="转入企业库" width={520} close={close}>
        <p>{`将以“${prospect.name}”为名登记一家新企业，并与它关联。`}</p>
        <Form
          operation={prospectOperations.enroll}
          given={{ id, version }}
          fields={[{ key: "duplicateReason", help: "库中已有相像的企业、仍要另立一条时填写" }]}
          {...shared}
          submit="转入企业库"
          done={({ companyId }) => go(`companies/${companyId}`)}
        />
      </Window>
    );
  if (asked === "move")
    return (
      <Window title="更新跟进状态" width={520} close={close}>
        <Form
          operation={prospectOperations.move}
          given={{ id, version }}
          fields={["state", { key: "reason", help: "放弃或重新跟进时必填" }]}
          {...shared}
        />
      </Window>
    );
  return (
    <Window title={`修改 ${prospect.name}`} width={640} close={close}>
      <Form
        operation={prospectOperations.update}
        record={prospect}
        fields={prospectFields(officerId ? { value: officerId, title: officerName ?? "" } : null)}
        narrow
        submit="保存"
        cancel={close}
        done={close}
      />
    </Window>
  );
}
