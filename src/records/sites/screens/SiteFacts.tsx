import type { z } from "zod";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { SiteRow } from "../contract.ts";
import { landPriceText, rentText, shownArea } from "../parts/siteText.ts";
import { SiteState } from "../parts/SiteState.tsx";
import { isOffered } from "../rules.ts";

type Row = z.output<typeof SiteRow>;

/** 概要 for the panel beside a list. */
export function SiteFacts({ site }: { site: Row }) {
  const { kind } = site;
  return (
    <Facts
      shape={SiteRow}
      of={site}
      fields={["kind", "state", ...shownFields(kind), "address", "officerName", "divisionName"]}
      render={{
        state: <SiteState site={site} />,
        area: shownArea(kind, site.area),
        freeArea: shownArea(kind, site.freeArea),
        rent: rentText(site.rent),
        landPrice: landPriceText(site.landPrice),
      }}
    />
  );
}

function shownFields(kind: Row["kind"]): (keyof Row)[] {
  if (!isOffered(kind)) return ["parkName", "area"];
  const price =
    kind === "landPlot" ? (["landPrice", "plannedUse"] as const) : (["rent", "ceilingHeight", "floorLoad"] as const);
  return ["parkName", "area", "freeArea", ...price, "powerCapacity", "utilities", "industries", "availableOn"];
}
