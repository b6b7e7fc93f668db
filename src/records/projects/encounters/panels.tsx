import type { Panel } from "#kit/ui/frame/pages.ts";
import { read } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "project",
    title: "对接记录",
    order: 20,
    permission: read,
    component: () => import("./screens/EncounterPanel.tsx").then((file) => file.ProjectEncounters),
  },
  {
    on: "company",
    title: "对接记录",
    order: 10,
    permission: read,
    component: () => import("./screens/EncounterPanel.tsx").then((file) => file.CompanyEncounters),
  },
];
