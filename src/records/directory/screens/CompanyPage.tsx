import { useState } from "react";
import type { z } from "zod";
import { Panels } from "#kit/ui/frame/Panels.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { RecordPage } from "#kit/ui/record/RecordPage.tsx";
import { CommandButton, Steps } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { PagedTimeline } from "#records/workspace/parts/PagedTimeline.tsx";
import { CompanyPage as Answer, companyOperations } from "../contract.ts";
import { mergeOperations } from "../merging/contract.ts";
import { Forwarded } from "../merging/parts/Forwarded.tsx";
import { MergeNotice } from "../merging/parts/MergeNotice.tsx";
import { CompanyTags } from "../parts/CompanyTags.tsx";
import { industryTitle } from "../rules.ts";
import { companyStates } from "../words.ts";
import { ContactList } from "./ContactList.tsx";

type Shown = z.output<typeof Answer>;
const Company = Answer.shape.company;

export function CompanyPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(companyOperations.get, { id });
  if (error?.kind === "missing" || data?.company.state === "merged") return <Forwarded id={id} failure={error} />;
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Record {...data} /> : <Busy />;
}

function Record({ company, contacts, timeline, missing, may }: Shown) {
  const { go } = usePlace();
  const { can } = useActor();
  const [isArchiving, setArchiving] = useState(false);
  const { id, version } = company;
  const edit = (field?: string) => go(`companies/${id}/edit`, field ? { field } : {});
  return (
    <>
      <RecordPage
        title={company.name}
        from={{ title: "企业库", to: "companies" }}
        state={<Tag kind={company.state === "active" ? "done" : "plain"}>{companyStates[company.state]}</Tag>}
        people={[
          ["责任专员", company.officerName ?? "未定"],
          ["科室", company.divisionName ?? "—"],
        ]}
        next={
          company.state === "active" ? (
            <Steps
              steps={[
                { title: "修改", may: may.update, onStep: () => edit() },
                { title: "归档", may: may.archive, onStep: () => setArchiving(true) },
                ...(can(mergeOperations.merge.permission)
                  ? [{ title: "合并", onStep: () => go(`companies/${id}/merge`) }]
                  : []),
              ]}
            />
          ) : (
            <CommandButton
              operation={companyOperations.restore}
              input={{ id, version }}
              title="恢复在库"
              may={may.restore}
              primary
            />
          )
        }
        notice={<MergeNotice id={id} />}
        missing={missing}
        {...(may.update === null && { fill: edit })}
        sections={[
          {
            key: "facts",
            title: "基本情况",
            complete: { done: asked - missing.length, of: asked },
            children: (
              <Facts
                shape={Company}
                of={company}
                fields={[
                  "creditCode",
                  "tags",
                  "industry",
                  "region",
                  "registeredCapital",
                  "foundedOn",
                  "registryState",
                  "address",
                  "formerNames",
                  ...(company.formerCodes.length > 0 ? (["formerCodes"] as const) : []),
                  "createdOn",
                  "note",
                ]}
                render={{
                  tags: <CompanyTags tags={company.tags} />,
                  ...(company.region && { region: `${company.region} ${company.regionName ?? ""}` }),
                  ...(company.industry && { industry: industryTitle(company.industry, company.industryCode) }),
                }}
              />
            ),
          },
          { key: "contacts", title: "联系人", children: <ContactList companyId={id} contacts={contacts} may={may} /> },
        ]}
        timeline={<PagedTimeline kind="company" id={id} first={timeline} />}
      />
      <Panels on="company" id={id} />
      {isArchiving && (
        <Window title={`归档 ${company.name}`} width={520} close={() => setArchiving(false)}>
          <Form
            operation={companyOperations.archive}
            record={company}
            fields={[{ key: "reason", help: "写入留痕，例如：企业注销、迁出、与另一家重复" }]}
            draft={false}
            narrow
            submit="归档"
            outcome={() => ({ kind: "told", text: "已归档，需要时可以恢复" })}
            cancel={() => setArchiving(false)}
            done={() => setArchiving(false)}
          />
        </Window>
      )}
    </>
  );
}

/** How many facts `missingOf` asks for. */
const asked = 5;
