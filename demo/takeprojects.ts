import { Readable } from "node:stream";
import type { Actor } from "#kit/server/context.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { keepFile, stepsAs } from "#kit/server/steps.ts";
import { arrivalOperations } from "#records/projects/arrivals/contract.ts";
import { arrivalServer } from "#records/projects/arrivals/server.ts";
import { commitmentOperations } from "#records/projects/commitments/contract.ts";
import { commitmentServer } from "#records/projects/commitments/server.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { encounterOperations } from "#records/projects/encounters/contract.ts";
import { encounterServer } from "#records/projects/encounters/server.ts";
import { leadStepOperations } from "#records/projects/leads/contract.ts";
import { leadServer } from "#records/projects/leads/server.ts";
import { reportOperations } from "#records/projects/reporting/contract.ts";
import { reportServer } from "#records/projects/reporting/server.ts";
import { projectServer } from "#records/projects/server.ts";
import { signingOperations } from "#records/projects/signings/contract.ts";
import { signingServer } from "#records/projects/signings/server.ts";
import { stageOperations } from "#records/projects/stages/contract.ts";
import { stageServer } from "#records/projects/stages/server.ts";
import { type EvidenceKind, evidenceKinds } from "#records/projects/words.ts";
import { agreementOperations } from "#records/projects/agreements/contract.ts";
import { agreementServer } from "#records/projects/agreements/server.ts";
import { jointOperations } from "#records/projects/joint/contract.ts";
import { jointServer } from "#records/projects/joint/server.ts";
import { referralOperations } from "#records/projects/referral/contract.ts";
import { referralServer } from "#records/projects/referral/server.ts";
import { supportOperations } from "#records/projects/supports/contract.ts";
import { supportServer } from "#records/projects/supports/server.ts";
import type { AgreementStep } from "./agreements.ts";
import type { ProjectStep } from "./projects.ts";
import { isReviewing, takeReviewing } from "./takereviewing.ts";
import type { TogetherStep } from "./together.ts";

/** Where files are kept, beside the house. */
export type DemoHouse = House & { folder: string };

interface Known {
  id: string;
  version: number;
}

const kinds: readonly string[] = [
  "bring",
  "reach",
  "contract",
  "vouch",
  "draft",
  "judge",
  "clear",
  "meet",
  "clock",
  "fund",
  "confirm",
  "promise",
  "claimFirst",
  "askSupport",
  "answerSupport",
  "promoteJointly",
  "report",
] satisfies ProjectStep["does"][];

export const isProject = (step: { does: string }): step is ProjectStep =>
  kinds.includes(step.does) || isReviewing(step);

/** The same for projects: one command a step. */
export async function takeProject(
  house: DemoHouse,
  step: ProjectStep,
  actors: Map<string, Actor>,
  made: Map<string, Known>,
): Promise<void> {
  const actor = entry(actors, step.by);
  if (isReviewing(step)) return takeReviewing(house, step, actor, (key) => entry(made, key).id);
  const idOf = (key: string | undefined) => (key === undefined ? null : entry(made, key).id);
  switch (step.does) {
    case "bring": {
      const investorId = idOf(step.company);
      const sent = {
        ...step.sent,
        investorId,
        landedCompanyId: step.lands ? investorId : null,
        qualityKeeperId: entry(actors, step.keeper).personId,
        eventId: idOf(step.event),
        outpostId: idOf(step.outpost),
      };
      const { id, version } = await ask(house, projectServer, actor, projectOperations.create, sent);
      made.set(step.key, { id, version });
      return;
    }
    case "reach": {
      const { stage, happenedOn, skipReason = "" } = step;
      const evidence = [];
      for (const kind of step.evidence) evidence.push({ kind, file: await paperOf(house, actor, kind, step.by, made) });
      const sent = { projectId: entry(made, step.project).id, stage, happenedOn, skipReason, evidence };
      await ask(house, stageServer, actor, stageOperations.move, sent);
      return;
    }
    case "contract": {
      const sent = { ...step.sent, projectId: entry(made, step.project).id, eventId: idOf(step.event) };
      await ask(house, signingServer, actor, signingOperations.create, sent);
      return;
    }
    case "vouch": {
      const { id: projectId } = entry(made, step.project);
      const { rail } = await ask(house, projectServer, actor, projectOperations.get, { id: projectId });
      const fact = rail.find(({ stage }) => stage === step.stage)?.fact;
      if (!fact) throw new Error(`演示数据缺少 ${step.project} 的阶段`);
      await ask(house, stageServer, actor, stageOperations.verify, { projectId, id: fact.id });
      return;
    }
    case "meet": {
      const sent = { ...step.sent, projectIds: [entry(made, step.project).id] };
      await ask(house, encounterServer, actor, encounterOperations.create, sent);
      return;
    }
    case "clock": {
      const { step: taken, happenedOn, note } = step;
      const sent = { projectId: entry(made, step.project).id, step: taken, happenedOn, note };
      await ask(house, leadServer, actor, leadStepOperations.add, sent);
      return;
    }
    case "fund":
    case "confirm":
    case "promise":
      return takePerformance(house, step, actor, made);
    case "claimFirst":
    case "askSupport":
    case "answerSupport":
    case "promoteJointly":
      return takeTogether(house, step, actor, made);
    case "report": {
      const { sheet, fromOn, toOn } = step;
      const { digest } = await ask(house, reportServer, actor, reportOperations.preview, { sheet, fromOn, toOn });
      await ask(house, reportServer, actor, reportOperations.report, { sheet, fromOn, toOn, digest });
      return;
    }
    default:
      return takeAgreement(house, step, actor, made);
  }
}

/** 协议与公平竞争审查. */
async function takeAgreement(
  house: DemoHouse,
  step: AgreementStep,
  actor: Actor,
  made: Map<string, Known>,
): Promise<void> {
  switch (step.does) {
    case "draft": {
      const sent = { ...step.sent, projectId: entry(made, step.project).id };
      const { id, version } = await ask(house, agreementServer, actor, agreementOperations.create, sent);
      made.set(step.key, { id, version });
      return;
    }
    case "judge": {
      const { id } = entry(made, step.agreement);
      const { hits } = await ask(house, agreementServer, actor, agreementOperations.get, { id });
      const hit = hits.find(({ rule }) => rule === step.rule);
      if (!hit) throw new Error(`演示协议没有 ${step.rule} 命中`);
      const file = step.file ? await paperOf(house, actor, step.file, step.by, made) : null;
      await ask(house, agreementServer, actor, agreementOperations.judge, { ...step.sent, id, hitId: hit.id, file });
      return;
    }
    case "clear": {
      const sent = { ...step.sent, id: entry(made, step.agreement).id };
      await ask(house, agreementServer, actor, agreementOperations.conclude, sent);
    }
  }
}

/** 佐证: one file of each kind for each person, made when it is first needed; a load that goes on makes it again. */
async function paperOf(
  house: DemoHouse,
  actor: Actor,
  kind: EvidenceKind,
  login: string,
  made: Map<string, Known>,
): Promise<{ id: string; name: string; size: number }> {
  const title = evidenceKinds[kind];
  const text = Buffer.from(`${title}\n演示材料，内容为虚构，只用来说明这一阶段要附什么。\n`);
  const name = `${title}（示例）.txt`;
  const key = `paper ${login} ${kind}`;
  const known = made.get(key);
  if (known) return { id: known.id, name, size: text.length };
  const stream = Readable.from([text]);
  const { fileId } = await keepFile(stepsAs(house, actor), house.folder, stageOperations.move, { name, stream });
  made.set(key, { id: fileId, version: 1 });
  return { id: fileId, name, size: text.length };
}

function entry<T>(all: Map<string, T>, key: string): T {
  const one = all.get(key);
  if (one === undefined) throw new Error(`演示数据缺少 ${key}`);
  return one;
}

type PerformanceStep = Extract<ProjectStep, { does: "fund" | "confirm" | "promise" }>;

/** 到位资金与承诺. */
async function takePerformance(
  house: DemoHouse,
  step: PerformanceStep,
  actor: Actor,
  made: Map<string, Known>,
): Promise<void> {
  const { id: projectId } = entry(made, step.project);
  switch (step.does) {
    case "fund": {
      const files = [await paperOf(house, actor, "other", step.by, made)];
      await ask(house, arrivalServer, actor, arrivalOperations.create, { ...step.sent, projectId, files });
      return;
    }
    case "confirm": {
      const { rows } = await ask(house, arrivalServer, actor, arrivalOperations.list, { projectId });
      const waiting = rows.find(({ verifiedAt }) => verifiedAt === null);
      if (!waiting) throw new Error(`演示数据缺少 ${step.project} 的到位资金`);
      await ask(house, arrivalServer, actor, arrivalOperations.verify, { projectId, id: waiting.id });
      return;
    }
    case "promise":
      await ask(house, commitmentServer, actor, commitmentOperations.create, { ...step.sent, projectId });
  }
}

/** 首谈首报、要素保障 and 联合招商. */
async function takeTogether(
  house: DemoHouse,
  step: TogetherStep & { by: string },
  actor: Actor,
  made: Map<string, Known>,
): Promise<void> {
  const { id: projectId } = entry(made, step.project);
  switch (step.does) {
    case "claimFirst": {
      const files = [await paperOf(house, actor, "minutes", step.by, made)];
      await ask(house, referralServer, actor, referralOperations.file, { ...step.sent, projectId, files });
      return;
    }
    case "askSupport":
      await ask(house, supportServer, actor, supportOperations.raise, { ...step.sent, projectId });
      return;
    case "answerSupport": {
      const { rows } = await ask(house, supportServer, actor, supportOperations.list, { projectId });
      const [need] = rows;
      if (!need) throw new Error(`演示数据缺少 ${step.project} 的要素需求`);
      const { content, happenedOn } = step;
      const sent = { id: need.id, version: need.version, content, happenedOn };
      await ask(house, supportServer, actor, supportOperations.answer, sent);
      return;
    }
    case "promoteJointly": {
      const files = [await paperOf(house, actor, "agreement", step.by, made)];
      await ask(house, jointServer, actor, jointOperations.agree, { ...step.sent, projectId, files });
    }
  }
}
