import { createRoot } from "react-dom/client";
import type { Page, Panel, Searcher } from "#kit/ui/frame/pages.ts";
import { pages as approvalPages } from "#records/approvals/screens/pages.tsx";
import { pages as contactPages } from "#records/directory/contacts/screens/pages.tsx";
import { pages as duplicatePages } from "#records/directory/duplicates/screens/pages.tsx";
import { panels as factPanels } from "#records/directory/facts/panels.tsx";
import { panels as groupPanels } from "#records/directory/groups/panels.tsx";
import { pages as groupPages } from "#records/directory/groups/screens/pages.tsx";
import { pages as mergePages } from "#records/directory/merging/screens/pages.tsx";
import { pages as prospectPages } from "#records/directory/prospects/screens/pages.tsx";
import { pages as directoryPages } from "#records/directory/screens/pages.tsx";
import { pages as eventPages } from "#records/events/screens/pages.tsx";
import { pages as intermediaryPages } from "#records/intermediaries/screens/pages.tsx";
import { panels as identityPanels } from "#records/people/identities/panels.tsx";
import { pages as identityPages } from "#records/people/identities/screens/pages.tsx";
import { pages as peoplePages } from "#records/people/screens/pages.tsx";
import { pages as sessionPages } from "#records/people/sessions/screens/pages.tsx";
import { panels as agreementPanels } from "#records/projects/agreements/panels.tsx";
import { pages as agreementPages } from "#records/projects/agreements/screens/pages.tsx";
import { panels as reviewPanels } from "#records/projects/reviews/panels.tsx";
import { pages as reviewPages } from "#records/projects/reviews/screens/pages.tsx";
import { pages as disputePages } from "#records/projects/disputes/screens/pages.tsx";
import { panels as diligencePanels } from "#records/projects/diligence/panels.tsx";
import { pages as diligencePages } from "#records/projects/diligence/screens/pages.tsx";
import { pages as reportPages } from "#records/projects/reporting/screens/pages.tsx";
import { pages as sheetPages } from "#records/projects/sheets/screens/pages.tsx";
import { panels as introductionPanels } from "#records/projects/introductions/panels.tsx";
import { pages as introductionPages } from "#records/projects/introductions/screens/pages.tsx";
import { panels as outcomePanels } from "#records/projects/outcomes/panels.tsx";
import { panels as referralPanels } from "#records/projects/referral/panels.tsx";
import { pages as referralPages } from "#records/projects/referral/screens/pages.tsx";
import { panels as countingPanels } from "#records/projects/counting/panels.tsx";
import { pages as countingPages } from "#records/projects/counting/screens/pages.tsx";
import { panels as encounterPanels } from "#records/projects/encounters/panels.tsx";
import { pages as encounterPages } from "#records/projects/encounters/screens/pages.tsx";
import { pages as intakePages } from "#records/projects/intakes/screens/pages.tsx";
import { panels as jointPanels } from "#records/projects/joint/panels.tsx";
import { pages as jointPages } from "#records/projects/joint/screens/pages.tsx";
import { panels as leadPanels } from "#records/projects/leads/panels.tsx";
import { pages as leadPages } from "#records/projects/leads/screens/pages.tsx";
import { panels as arrivalPanels } from "#records/projects/arrivals/panels.tsx";
import { panels as commitmentPanels } from "#records/projects/commitments/panels.tsx";
import { pages as commitmentPages } from "#records/projects/commitments/screens/pages.tsx";
import { pages as projectPages } from "#records/projects/screens/pages.tsx";
import { panels as supportPanels } from "#records/projects/supports/panels.tsx";
import { pages as supportPages } from "#records/projects/supports/screens/pages.tsx";
import { panels as tracePanels } from "#records/projects/traces/panels.tsx";
import { panels as workspacePanels } from "#records/workspace/panels.tsx";
import { pages as workspacePages } from "#records/workspace/screens/pages.tsx";
import { pages as mapPages } from "#records/sites/mapping/screens/pages.tsx";
import { pages as sitePages } from "#records/sites/screens/pages.tsx";
import { pages as checkPages } from "#results/checks/screens/pages.tsx";
import { pages as deskPages, searchers as deskSearchers } from "#results/desk/screens/pages.tsx";
import { pages as metricPages } from "#results/metrics/screens/pages.tsx";
import { Web } from "./WebApp.tsx";

// The officers' application. A module is at home here once its pages, panels and searchers are listed.
const pages: Page[] = [
  ...deskPages,
  ...projectPages,
  ...commitmentPages,
  ...reviewPages,
  ...diligencePages,
  ...agreementPages,
  ...referralPages,
  ...disputePages,
  ...introductionPages,
  ...countingPages,
  ...leadPages,
  ...intakePages,
  ...jointPages,
  ...encounterPages,
  ...supportPages,
  ...sheetPages,
  ...reportPages,
  ...prospectPages,
  ...directoryPages,
  ...contactPages,
  ...groupPages,
  ...eventPages,
  ...intermediaryPages,
  ...approvalPages,
  ...duplicatePages,
  ...mergePages,
  ...mapPages,
  ...sitePages,
  ...checkPages,
  ...metricPages,
  ...peoplePages,
  ...sessionPages,
  ...identityPages,
  ...workspacePages,
];
const panels: Panel[] = [
  ...groupPanels,
  ...factPanels,
  ...arrivalPanels,
  ...commitmentPanels,
  ...reviewPanels,
  ...diligencePanels,
  ...agreementPanels,
  ...leadPanels,
  ...referralPanels,
  ...introductionPanels,
  ...jointPanels,
  ...encounterPanels,
  ...supportPanels,
  ...countingPanels,
  ...outcomePanels,
  ...tracePanels,
  ...identityPanels,
  ...workspacePanels,
];
const searchers: Searcher[] = [...deskSearchers];

const root = document.getElementById("root");
if (root) createRoot(root).render(<Web pages={pages} panels={panels} searchers={searchers} />);
