import { useState } from "react";
import { Panels } from "#kit/ui/frame/Panels.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { RecordPage } from "#kit/ui/record/RecordPage.tsx";
import { Steps } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { PagedTimeline } from "#records/workspace/parts/PagedTimeline.tsx";
import { projectOperations, ProjectPage as Answer } from "../contract.ts";
import { StageTag } from "../parts/StageTag.tsx";
import { industrySections } from "#records/directory/words.ts";
import { OverrideList } from "./OverrideList.tsx";
import type { Page } from "./project.ts";
import { SigningDialog, SigningList } from "./SigningList.tsx";
import { StageDialog } from "./StageDialog.tsx";
import { StageRail } from "./StageRail.tsx";
import { StandingDialog } from "./StandingDialog.tsx";
import { TeamPanel } from "./TeamPanel.tsx";
import "./projects.css";

const Project = Answer.shape.project;

export function ProjectPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(projectOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Record page={data} /> : <Busy />;
}

type Open = "stage" | "standing" | "signing" | null;

function Record({ page }: { page: Page }) {
  const { go } = usePlace();
  const [open, setOpen] = useState<Open>(null);
  const { project, rail, next, may, timeline } = page;
  const { id } = project;
  const close = () => setOpen(null);
  /** 还差什么 leads to where it is mended: a field of the form, the step's own dialog, or another page. */
  const mend = (key: string) => {
    const item = next?.missing.find((each) => each.key === key);
    if (!item) return;
    if (item.key === "agreedInvestment") setOpen("signing");
    else if (item.fix === null) setOpen("stage");
    else go(...placeOf(item.fix));
  };
  return (
    <>
      <RecordPage
        title={project.name}
        code={project.code}
        from={{ title: "线索与项目", to: "projects" }}
        state={<StageTag {...project} title={rail.find(({ stage }) => stage === project.stage)?.title} />}
        people={[
          ["责任专员", project.officerName ?? "未定"],
          ["科室", project.divisionName ?? "—"],
          ["质量把关人", project.qualityKeeperName ?? "未定"],
        ]}
        next={
          <Steps
            steps={[
              ...(next ? [{ title: `登记${next.title}`, may: may.move, onStep: () => setOpen("stage") }] : []),
              { title: "修改", may: may.update, onStep: () => go(`projects/${id}/edit`) },
              { title: "推进状态", may: may.stand, onStep: () => setOpen("standing") },
            ]}
          />
        }
        notice={<StageRail page={page} />}
        missing={(next?.missing ?? []).map(({ key, title, message }) => ({ field: key, title, why: message }))}
        {...(may.update === null && { fill: mend })}
        sections={[
          { key: "facts", title: "基本情况", children: <Basics page={page} /> },
          { key: "signings", title: "签约记录", children: <SigningList page={page} add={() => setOpen("signing")} /> },
          { key: "team", title: "团队与批示", children: <TeamPanel page={page} /> },
          { key: "overrides", title: "关口例外", children: <OverrideList page={page} /> },
          { key: "definitions", title: "口径", children: <Definitions page={page} /> },
        ]}
        timeline={<PagedTimeline kind="project" id={id} first={timeline} />}
      />
      <Panels on="project" id={id} />
      {open === "stage" && next && <StageDialog page={page} close={close} />}
      {open === "standing" && <StandingDialog page={page} close={close} />}
      {open === "signing" && <SigningDialog page={page} close={close} />}
    </>
  );
}

/** `projects/1/edit?field=region` as the place and what it opens with. */
function placeOf(fix: string): [string, Record<string, string>] {
  const [to = "", query = ""] = fix.split("?");
  return [to, Object.fromEntries(new URLSearchParams(query))];
}

/** Another record by name, open to whom its page is. */
const pointed = (place: Page["places"]["event"]) =>
  place && (place.page ? <PlaceLink to={place.page}>{place.name}</PlaceLink> : place.name);

function Basics({ page: { project, places, trackTitle, sizeTitle } }: { page: Page }) {
  const company = (id: string | null, name: string | null) =>
    id && <PlaceLink to={`companies/${id}`}>{name ?? "—"}</PlaceLink>;
  const isForeign = project.currency !== "CNY";
  return (
    <Facts
      shape={Project}
      of={project}
      fields={[
        "track",
        "investorName",
        ...(project.investorId ? (["investorId"] as const) : []),
        "investorKind",
        "capital",
        "sourcePlace",
        "industry",
        "totalInvestment",
        ...(isForeign ? (["currency", "originalInvestment", "exchangeRate", "ratedOn", "rateSource"] as const) : []),
        "agreedInvestment",
        "fixedAssetInvestment",
        "size",
        "region",
        "siteWish",
        ...(places.site ? (["siteId"] as const) : []),
        "expectedOn",
        "landedCompanyId",
        "landedOn",
        "source",
        ...(places.event ? (["eventId"] as const) : []),
        ...(places.intermediary ? (["intermediaryId"] as const) : []),
        ...(places.outpost ? (["outpostId"] as const) : []),
        "sourceNote",
        "receivedOn",
        "activeOn",
        ...(project.standing === "ongoing" ? [] : (["standing", "standingReason", "standingOn"] as const)),
        "brief",
        "note",
      ]}
      render={{
        track: trackTitle,
        size: sizeTitle,
        ...(project.region && { region: project.regionName ?? project.region }),
        ...(project.industry && { industry: `${project.industry} ${industrySections[project.industry]}` }),
        siteId: pointed(places.site),
        eventId: pointed(places.event),
        intermediaryId: pointed(places.intermediary),
        outpostId: pointed(places.outpost),
        investorId: company(project.investorId, project.investorCompanyName),
        landedCompanyId: company(project.landedCompanyId, project.landedCompanyName) ?? "—",
      }}
    />
  );
}

function Definitions({ page: { definitions, trackTitle } }: { page: Page }) {
  const told = [
    [`落地（${trackTitle}）`, definitions.landed],
    ["签约", definitions.signed],
    ["到位资金", definitions.fundsInPlace],
  ] as const;
  return (
    <dl className="project-definitions">
      {told.map(([title, { text, document }]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            {text}
            <span className="small soft">依据：{document}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
