import type { House } from "#kit/server/serve.ts";
import { nightlyBreaches } from "#records/projects/actuals/schedule.ts";
import { actualServer } from "#records/projects/actuals/server.ts";
import { arrivalSubject, statisticSubject } from "#records/projects/arrivals/contract.ts";
import { arrivalServer } from "#records/projects/arrivals/server.ts";
import { actualSubject, commitmentSubject, handlingSubject } from "#records/projects/commitments/contract.ts";
import { commitmentOffers } from "#records/projects/commitments/offers.ts";
import { commitmentServer } from "#records/projects/commitments/server.ts";
import { agreementSubjects } from "#records/projects/agreements/contract.ts";
import { agreementOffers } from "#records/projects/agreements/offers.ts";
import { agreementGate } from "#records/projects/agreements/reactions.ts";
import { projectSubject } from "#records/projects/contract.ts";
import { countingSubject } from "#records/projects/counting/contract.ts";
import { countingServer } from "#records/projects/counting/server.ts";
import { diligenceSubjects } from "#records/projects/diligence/contract.ts";
import { diligenceOffers } from "#records/projects/diligence/offers.ts";
import { DiligencePack } from "#records/projects/diligence/pack.ts";
import { diligenceGate, diligenceMovers } from "#records/projects/diligence/reactions.ts";
import { diligenceServer } from "#records/projects/diligence/server.ts";
import { disputeSubject } from "#records/projects/disputes/contract.ts";
import { disputeOffers } from "#records/projects/disputes/offers.ts";
import { disputeReactions } from "#records/projects/disputes/reactions.ts";
import { disputeServer } from "#records/projects/disputes/server.ts";
import { encounterImport } from "#records/projects/encounterimports/import.ts";
import { encounterSubject } from "#records/projects/encounters/contract.ts";
import { encounterOffers } from "#records/projects/encounters/offers.ts";
import { encounterPlaces, getEncounter, opensEncounterPaper } from "#records/projects/encounters/queries.ts";
import { encounterServer } from "#records/projects/encounters/server.ts";
import { funnelServer } from "#records/projects/funnel/server.ts";
import { handlingServer } from "#records/projects/handlings/server.ts";
import { intakeLinkSubject, intakeSubject } from "#records/projects/intakes/contract.ts";
import { intakeOffers } from "#records/projects/intakes/offers.ts";
import { IntakesPack } from "#records/projects/intakes/pack.ts";
import { intakePlaces } from "#records/projects/intakes/queries.ts";
import { nightlyIntakes } from "#records/projects/intakes/schedule.ts";
import { intakeServer } from "#records/projects/intakes/server.ts";
import { introductionSubject } from "#records/projects/introductions/contract.ts";
import { introductionServer } from "#records/projects/introductions/server.ts";
import { jointSubject } from "#records/projects/joint/contract.ts";
import { jointServer } from "#records/projects/joint/server.ts";
import { leadStepSubject } from "#records/projects/leads/contract.ts";
import { leadOffers } from "#records/projects/leads/offers.ts";
import { leadServer } from "#records/projects/leads/server.ts";
import { projectImport } from "#records/projects/imports/import.ts";
import { ledgerJobs } from "#records/projects/ledger/schedule.ts";
import { ledgerServer } from "#records/projects/ledger/server.ts";
import { listSubject } from "#records/projects/libraries/contract.ts";
import { projectOffers as coreOffers } from "#records/projects/offers.ts";
import { outcomeServer } from "#records/projects/outcomes/server.ts";
import { overrideSubject } from "#records/projects/overrides/contract.ts";
import { overrideServer } from "#records/projects/overrides/server.ts";
import { ProjectsPack } from "#records/projects/pack.ts";
import { opensProjectPaper } from "#records/projects/papers/queries.ts";
import { getProject, projectPlaces } from "#records/projects/queries.ts";
import { projectMovers as coreMovers, projectReactions as coreReactions } from "#records/projects/reactions.ts";
import { referralSubject, reportSubject, shareSubject } from "#records/projects/referral/contract.ts";
import { ReferralPack } from "#records/projects/referral/pack.ts";
import { referralOffers } from "#records/projects/referral/offers.ts";
import { referralGate, referralMovers, referralReactions } from "#records/projects/referral/reactions.ts";
import { referralServer } from "#records/projects/referral/server.ts";
import { reportSubject as upReportSubject } from "#records/projects/reporting/contract.ts";
import { getReport } from "#records/projects/reporting/queries.ts";
import { reportJobs } from "#records/projects/reporting/schedule.ts";
import { reportServer } from "#records/projects/reporting/server.ts";
import { ReportingPack } from "#records/projects/reportables/pack.ts";
import { reviewSubject, reviewSubjects } from "#records/projects/reviews/contract.ts";
import { reviewOffers } from "#records/projects/reviews/offers.ts";
import { ReviewsPack } from "#records/projects/reviews/pack.ts";
import { reviewPlaces } from "#records/projects/reviews/queries.ts";
import { reviewGate } from "#records/projects/reviews/reactions.ts";
import { reviewingServer } from "#records/projects/reviewing/server.ts";
import { AgreementsPack } from "#records/projects/scanning/pack.ts";
import { schemeSubject } from "#records/projects/schemes/contract.ts";
import { CountingPack } from "#records/projects/schemes/pack.ts";
import { getScheme } from "#records/projects/schemes/queries.ts";
import { projectServer } from "#records/projects/server.ts";
import { sheetJobs } from "#records/projects/sheets/schedule.ts";
import { sheetServer } from "#records/projects/sheets/server.ts";
import { signingSubject } from "#records/projects/signings/contract.ts";
import { signingServer } from "#records/projects/signings/server.ts";
import { stageSubject } from "#records/projects/stages/contract.ts";
import { type Gate, gateReactions } from "#records/projects/stages/queries.ts";
import { stageServer } from "#records/projects/stages/server.ts";
import { standingServer } from "#records/projects/standing/server.ts";
import { supportAnswerSubject, supportSubject } from "#records/projects/supports/contract.ts";
import { supportServer } from "#records/projects/supports/server.ts";
import { instructionSubject, memberSubject } from "#records/projects/team/contract.ts";
import { teamServer } from "#records/projects/team/server.ts";
import { traceServer } from "#records/projects/traces/server.ts";
import { readFile } from "./reading.ts";

/** 招商项目: what its parts put into the house, as the other modules do in house.ts. The core first, then what stands on it. */
export const projectServed = [
  ...projectServer,
  ...funnelServer,
  ...stageServer,
  ...overrideServer,
  ...standingServer,
  ...signingServer,
  ...teamServer,
  ...referralServer,
  ...disputeServer,
  ...introductionServer,
  ...outcomeServer,
  ...countingServer,
  ...encounterServer,
  ...leadServer,
  ...intakeServer,
  ...jointServer,
  ...traceServer,
  ...supportServer,
  ...ledgerServer,
  ...arrivalServer,
  ...commitmentServer,
  ...actualServer,
  ...handlingServer,
  ...reviewingServer(readFile),
  ...sheetServer,
  ...reportServer,
  ...diligenceServer,
];

export const projectSubjects = [
  { subject: projectSubject, see: getProject, places: projectPlaces },
  { subject: schemeSubject, see: getScheme },
  { subject: upReportSubject, see: getReport },
  { subject: encounterSubject, see: getEncounter, places: encounterPlaces },
  { subject: intakeSubject, places: intakePlaces },
  { subject: reviewSubject, places: reviewPlaces },
  ...[intakeLinkSubject, jointSubject].map((subject) => ({ subject })),
  ...[stageSubject, overrideSubject, signingSubject, memberSubject, instructionSubject].map((subject) => ({ subject })),
  ...[referralSubject, reportSubject, shareSubject, disputeSubject, introductionSubject].map((subject) => ({
    subject,
  })),
  ...[arrivalSubject, statisticSubject, commitmentSubject, actualSubject, handlingSubject].map((subject) => ({
    subject,
  })),
  ...[...agreementSubjects, ...reviewSubjects, ...diligenceSubjects].map((subject) => ({ subject })),
  ...[countingSubject, listSubject, leadStepSubject, supportSubject, supportAnswerSubject].map((subject) => ({
    subject,
  })),
];

export const projectImports = [projectImport, encounterImport];

export const projectPacks = [
  { key: "projects", shape: ProjectsPack },
  { key: "referral", shape: ReferralPack },
  { key: "counting", shape: CountingPack },
  { key: "agreements", shape: AgreementsPack },
  { key: "reviews", shape: ReviewsPack },
  { key: "intakes", shape: IntakesPack },
  { key: "reporting", shape: ReportingPack },
  { key: "diligence", shape: DiligencePack },
];

export const projectOffers = [
  coreOffers,
  referralOffers,
  disputeOffers,
  leadOffers,
  intakeOffers,
  encounterOffers,
  agreementOffers,
  reviewOffers,
  commitmentOffers,
  diligenceOffers,
];

export const projectOpeners = [opensProjectPaper, opensEncounterPaper];

/** 关口: what each part has to say before a project enters a stage, beside the fields and evidence of the pack. */
const projectGates: Gate[] = [referralGate, reviewGate, agreementGate, diligenceGate];

export const projectReactions = [
  ...coreReactions,
  ...referralReactions,
  ...disputeReactions,
  ...gateReactions(projectGates),
];

export const projectMovers = [...coreMovers, ...referralMovers, ...diligenceMovers];

export const projectNights = (house: House) => [nightlyBreaches(house), nightlyIntakes(house)];

/** 台账、周报月报、上报表: files that a job writes. */
export const projectJobs = (house: House, place: string) => [
  ...ledgerJobs(house, place),
  ...sheetJobs(house, place),
  ...reportJobs(house, place),
];
