import { useState } from "react";
import type { z } from "zod";
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
import { SitePage as Answer, siteOperations } from "../contract.ts";
import { landPriceText, rentText, shownArea } from "../parts/siteText.ts";
import { SiteState } from "../parts/SiteState.tsx";
import { isOffered, wantedOf } from "../rules.ts";
import { SheetWindow } from "../sheets/parts/SheetWindow.tsx";
import { siteKinds, type SiteKind } from "../words.ts";
import { MoveSite } from "./MoveSite.tsx";
import { Holds } from "./Holds.tsx";
import { OccupationList } from "./OccupationList.tsx";
import { SiteFiles } from "./SiteFiles.tsx";
import { StatusList } from "./StatusList.tsx";

type Shown = z.output<typeof Answer>;
const Site = Answer.shape.site;

export function SitePage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(siteOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Record {...data} /> : <Busy />;
}

function Record(page: Shown) {
  const { site, timeline, missing, may } = page;
  const { go } = usePlace();
  const [open, setOpen] = useState<"move" | "sheet" | null>(null);
  const { id, kind } = site;
  const edit = (field?: string) => go(`sites/${id}/edit`, field ? { field } : {});
  const close = () => setOpen(null);
  return (
    <>
      <RecordPage
        title={site.name}
        {...(site.code && { code: site.code })}
        from={{ title: "空间资源", to: "sites" }}
        state={<SiteState site={site} />}
        people={[
          ["种类", siteKinds[kind]],
          ["联系人", site.officerName ?? "未定"],
          ["科室", site.divisionName ?? "—"],
        ]}
        next={
          <Steps
            steps={[
              { title: "修改", may: may.update, onStep: () => edit() },
              { title: "变更状态", may: may.move, onStep: () => setOpen("move") },
              ...(isOffered(kind) ? [{ title: "推介单页", onStep: () => setOpen("sheet") }] : []),
            ]}
          />
        }
        missing={missing}
        {...(may.update === null && { fill: edit })}
        sections={sectionsOf(page)}
        timeline={<PagedTimeline kind="site" id={id} first={timeline} />}
      />
      <Panels on="site" id={id} />
      {open === "move" && <MoveSite site={site} close={close} />}
      {open === "sheet" && <SheetWindow sites={[site]} close={close} />}
    </>
  );
}

function sectionsOf({ site, parents, owner, holds, occupations, statuses, missing, may }: Shown) {
  const { kind } = site;
  const asked = wantedOf(kind).length;
  const place = (each: { name: string; page: string | null }) =>
    each.page ? <PlaceLink to={each.page}>{each.name}</PlaceLink> : each.name;
  const facts = (fields: (keyof typeof site)[]) => (
    <Facts
      shape={Site}
      of={site}
      fields={fields}
      render={{
        area: shownArea(kind, site.area),
        freeArea: shownArea(kind, site.freeArea),
        takenArea: shownArea(kind, site.takenArea),
        leastArea: shownArea(kind, site.leastArea),
        rent: rentText(site.rent),
        landPrice: landPriceText(site.landPrice),
        parkName:
          parents.length > 0 &&
          parents.map((each, at) => (
            <span key={each.id}>
              {at > 0 && " › "}
              {place(each)}
            </span>
          )),
        ...(site.region && { region: `${site.region} ${site.regionName ?? ""}` }),
        ...(owner && { ownerName: place(owner) }),
        longitude: <Position site={site} />,
      }}
    />
  );
  return [
    {
      key: "facts",
      title: "基本情况",
      complete: { done: asked - missing.length, of: asked },
      children: facts(factsOf(kind)),
    },
    { key: "terms", title: "条件", children: facts(termsOf(kind)) },
    ...(isOffered(kind)
      ? [
          {
            key: "occupations",
            title: "占用",
            children: <OccupationList site={site} occupations={occupations} may={may.occupy} />,
          },
        ]
      : [{ key: "holds", title: "里面有", children: <Holds site={site} holds={holds} may={may.update} /> }]),
    ...(site.files.length > 0
      ? [{ key: "files", title: "图片和附件", children: <SiteFiles files={site.files} /> }]
      : []),
    { key: "statuses", title: "状态变更", children: <StatusList kind={kind} statuses={statuses} /> },
  ];
}

function factsOf(kind: SiteKind): (keyof z.output<typeof Site>)[] {
  const floors = ["floor", "ceilingHeight", "floorLoad"] as const;
  return [
    ...(kind === "park" ? [] : (["parkName"] as const)),
    "region",
    "address",
    "area",
    ...(isOffered(kind) ? (["freeArea", "takenArea", "isDivisible", "leastArea"] as const) : []),
    ...(kind === "factorySpace" || kind === "officeSpace" ? floors : []),
    "powerCapacity",
    "utilities",
    ...(kind === "landPlot" ? (["plotRatio"] as const) : []),
    "longitude",
    "stateSince",
    "createdOn",
  ];
}

function termsOf(kind: SiteKind): (keyof z.output<typeof Site>)[] {
  const price = kind === "landPlot" ? (["landPrice", "termYears"] as const) : (["rent"] as const);
  return [
    ...(isOffered(kind) ? price : []),
    "plannedUse",
    "industries",
    "industryNote",
    ...(isOffered(kind) ? (["availableOn"] as const) : []),
    "environmentLimit",
    "energyLimit",
    "ownerName",
    "note",
  ];
}

/** 坐标, and the way to the map with this place in its middle. */
function Position({ site: { id, longitude, latitude, outline } }: { site: z.output<typeof Site> }) {
  if ((longitude === null || latitude === null) && outline === "") return <span className="soft">未填</span>;
  return (
    <PlaceLink to="sites/map" search={{ at: id }}>
      {longitude === null || latitude === null ? "只有范围线" : `${longitude}，${latitude}`}
    </PlaceLink>
  );
}
