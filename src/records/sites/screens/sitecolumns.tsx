import type { z } from "zod";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { RegionPicker } from "#records/directory/parts/RegionPicker.tsx";
import type { SiteRow } from "../contract.ts";
import { ParkPicker } from "../parts/SitePicker.tsx";
import { SiteState } from "../parts/SiteState.tsx";
import { shownArea } from "../parts/siteText.ts";

type Row = z.output<typeof SiteRow>;

export const siteFilters = [
  "kind",
  "state",
  "industry",
  { key: "parkId", input: ParkPicker },
  { key: "region", input: RegionPicker },
  "freeFrom",
  "freeTo",
  "rentTo",
  "landPriceTo",
  "heightFrom",
  "loadFrom",
  "powerFrom",
  "lapses",
  { key: "officerId", input: PersonPicker },
  { key: "divisionId", input: DivisionInput },
];

export const siteColumns = [
  { key: "name", width: 220 },
  "kind" as const,
  { key: "state", render: (site: Row) => <SiteState site={site} /> },
  "parkName" as const,
  { key: "area", render: ({ kind, area }: Row) => shownArea(kind, area) },
  { key: "freeArea", render: ({ kind, freeArea }: Row) => (freeArea > 0 ? shownArea(kind, freeArea) : "") },
  "ceilingHeight" as const,
  { key: "rent", title: "租金（元/㎡/月）", unit: "元" as const },
  { key: "landPrice", title: "地价（万元/亩）" },
  "officerName" as const,
];

export const briefColumns = [
  { key: "name", width: 180 },
  { key: "state", render: (site: Row) => <SiteState site={site} /> },
  { key: "freeArea", render: ({ kind, freeArea }: Row) => (freeArea > 0 ? shownArea(kind, freeArea) : "") },
];
