import { useState } from "react";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { CommandButton, Steps } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { StageTag } from "../../parts/StageTag.tsx";
import { intakeOperations, IntakePage as Answer } from "../contract.ts";
import { intakeStates } from "../words.ts";
import { type Asked, IntakeDialog } from "./IntakeDialog.tsx";
import { intakeTags, type Page } from "./intake.ts";
import "./intakes.css";

export function IntakePage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(intakeOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Shown page={data} /> : <Busy />;
}

function Shown({ page }: { page: Page }) {
  const { intake, clock, may } = page;
  const { id, state } = intake;
  const [asked, ask] = useState<Asked | null>(null);
  const [phone, show] = useState<string | null>(null);
  return (
    <>
      <PageHead
        title={intake.companyName}
        from={{ title: "公开来件", to: "intakes" }}
        tags={<Tag kind={intakeTags[state]}>{intakeStates[state]}</Tag>}
        acts={
          <Steps
            steps={[
              ...(state === "taken" ? [] : [{ title: "承接为线索", may: may.take, onStep: () => ask("take") }]),
              ...(state === "waiting" ? [{ title: "搁置", may: may.setAside, onStep: () => ask("aside") }] : []),
              { title: "删除联系人信息", may: may.forget, onStep: () => ask("forget") },
            ]}
          />
        }
      >
        {clock && (
          <p className="page-lead">
            <Light light={{ state: clock.light, text: clock.text, rule: "答复时限从收到之日起算" }} />
          </p>
        )}
      </PageHead>
      <section className="paper section" aria-labelledby="intake-facts">
        <header>
          <h2 id="intake-facts">来件内容</h2>
          {intake.phone && !phone && (
            <CommandButton
              operation={intakeOperations.reveal}
              input={{ id }}
              title="查看电话"
              may={may.reveal}
              done={(told) => show(told.phone)}
            />
          )}
        </header>
        <Facts
          shape={Answer.shape.intake}
          of={intake}
          fields={[
            "brief",
            "amount",
            "sourcePlace",
            "creditCode",
            "contactName",
            "phone",
            "receivedAt",
            "linkName",
            ...(state === "waiting" ? [] : (["handledByName", "handledOn"] as const)),
            ...(state === "aside" ? (["asideReason", "note"] as const) : []),
            ...(intake.projectName ? (["projectName"] as const) : []),
            ...(intake.clearedOn ? (["clearedOn"] as const) : []),
            "consent",
          ]}
          render={{
            brief: <span className="intake-brief">{intake.brief}</span>,
            ...(phone && { phone }),
            ...(intake.projectId &&
              intake.projectName && {
                projectName: <PlaceLink to={`projects/${intake.projectId}`}>{intake.projectName}</PlaceLink>,
              }),
          }}
        />
      </section>
      <Alike page={page} />
      {asked && <IntakeDialog page={page} asked={asked} close={() => ask(null)} />}
    </>
  );
}

/** 同一企业: what is known here already, and whom to ask about what is not open to the reader. */
function Alike({ page: { twins, companies, projects, elsewhere } }: { page: Page }) {
  const isNew = twins.length + companies.length + projects.length + elsewhere.length === 0;
  return (
    <section className="paper section" aria-labelledby="intake-alike">
      <header>
        <h2 id="intake-alike">同一企业</h2>
      </header>
      {isNew && <p className="soft">企业库、项目和其他来件里没有这家企业。</p>}
      {companies.length > 0 && (
        <>
          <h3>企业库</h3>
          <ul className="intake-twins">
            {companies.map(({ id, name, reasons, isSame }) => (
              <li key={id}>
                <PlaceLink to={`companies/${id}`}>{name}</PlaceLink> <span className="small soft">{reasons}</span>{" "}
                {isSame && <Tag kind="primary">同一企业</Tag>}
              </li>
            ))}
          </ul>
        </>
      )}
      {projects.length > 0 && (
        <>
          <h3>已有项目</h3>
          <ul className="intake-twins">
            {projects.map(({ id, name, stage }) => (
              <li key={id}>
                <PlaceLink to={`projects/${id}`}>{name}</PlaceLink> <StageTag stage={stage} standing="ongoing" />
              </li>
            ))}
          </ul>
        </>
      )}
      {elsewhere.length > 0 && (
        <p>{`${elsewhere.join("、")}已有这家企业或它的项目，不在您的查看范围，承接前请先联系。`}</p>
      )}
      {twins.length > 0 && (
        <>
          <h3>其他来件</h3>
          <ul className="intake-twins">
            {twins.map(({ id, receivedOn, state }) => (
              <li key={id}>
                <PlaceLink to={`intakes/${id}`}>{`${receivedOn} 的来件`}</PlaceLink>{" "}
                <Tag kind={intakeTags[state]}>{intakeStates[state]}</Tag>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
