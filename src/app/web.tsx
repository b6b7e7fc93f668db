import { createRoot } from "react-dom/client";
import type { Page, Panel, Searcher } from "#kit/ui/frame/pages.ts";
import { pages as approvalPages } from "#records/approvals/screens/pages.tsx";
import { pages as duplicatePages } from "#records/directory/duplicates/screens/pages.tsx";
import { pages as mergePages } from "#records/directory/merging/screens/pages.tsx";
import { pages as directoryPages } from "#records/directory/screens/pages.tsx";
import { panels as identityPanels } from "#records/people/identities/panels.tsx";
import { pages as identityPages } from "#records/people/identities/screens/pages.tsx";
import { pages as peoplePages } from "#records/people/screens/pages.tsx";
import { pages as sessionPages } from "#records/people/sessions/screens/pages.tsx";
import { pages as projectPages } from "#records/projects/screens/pages.tsx";
import { panels as workspacePanels } from "#records/workspace/panels.tsx";
import { pages as workspacePages } from "#records/workspace/screens/pages.tsx";
import { pages as checkPages } from "#results/checks/screens/pages.tsx";
import { pages as deskPages, searchers as deskSearchers } from "#results/desk/screens/pages.tsx";
import { pages as metricPages } from "#results/metrics/screens/pages.tsx";
import { Web } from "./WebApp.tsx";

// The officers' application. A module is at home here once its pages, panels and searchers are listed.
const pages: Page[] = [
  ...deskPages,
  ...projectPages,
  ...directoryPages,
  ...approvalPages,
  ...duplicatePages,
  ...mergePages,
  ...checkPages,
  ...metricPages,
  ...peoplePages,
  ...sessionPages,
  ...identityPages,
  ...workspacePages,
];
const panels: Panel[] = [...identityPanels, ...workspacePanels];
const searchers: Searcher[] = [...deskSearchers];

const root = document.getElementById("root");
if (root) createRoot(root).render(<Web pages={pages} panels={panels} searchers={searchers} />);
