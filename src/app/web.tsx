import { createRoot } from "react-dom/client";
import type { Page, Panel, Searcher } from "#kit/ui/frame/pages.ts";
import { pages as contactPages } from "#records/directory/contacts/screens/pages.tsx";
import { panels as factPanels } from "#records/directory/facts/panels.tsx";
import { panels as groupPanels } from "#records/directory/groups/panels.tsx";
import { pages as groupPages, searchers as groupSearchers } from "#records/directory/groups/screens/pages.tsx";
import { pages as prospectPages, searchers as prospectSearchers } from "#records/directory/prospects/screens/pages.tsx";
import { pages as directoryPages, searchers as directorySearchers } from "#records/directory/screens/pages.tsx";
import { pages as peoplePages } from "#records/people/screens/pages.tsx";
import { pages as workspacePages } from "#records/workspace/screens/pages.tsx";
import { pages as checkPages } from "#results/checks/screens/pages.tsx";
import { pages as metricPages } from "#results/metrics/screens/pages.tsx";
import { Web } from "./WebApp.tsx";

// The officers' application. A module is at home here once its pages, panels and searchers are listed.
const pages: Page[] = [
  ...prospectPages,
  ...directoryPages,
  ...contactPages,
  ...groupPages,
  ...checkPages,
  ...metricPages,
  ...peoplePages,
  ...workspacePages,
];
const panels: Panel[] = [...groupPanels, ...factPanels];
const searchers: Searcher[] = [...directorySearchers, ...groupSearchers, ...prospectSearchers];

const root = document.getElementById("root");
if (root) createRoot(root).render(<Web pages={pages} panels={panels} searchers={searchers} />);
