import type { Actor } from "#kit/server/context.ts";
import { ask, type House } from "#kit/server/serve.ts";
import {
  diligenceConditionOperations,
  diligenceOperations,
  findingOperations,
} from "#records/projects/diligence/contract.ts";
import { diligenceServer } from "#records/projects/diligence/server.ts";
import { expertServer } from "#records/projects/experts/server.ts";
import { opinionServer } from "#records/projects/opinions/server.ts";
import {
  expertOperations,
  opinionOperations,
  reviewOperations,
  seatOperations,
} from "#records/projects/reviews/contract.ts";
import { reviewServer } from "#records/projects/reviews/server.ts";
import type { ReviewingStep } from "./reviewing.ts";

const reviewing = [...reviewServer, ...opinionServer, ...expertServer];

const kinds: readonly string[] = [
  "enlist",
  "putForward",
  "consult",
  "hear",
  "adopt",
  "drawPanel",
  "score",
  "sumUp",
  "examine",
  "resolve",
  "lookInto",
  "find",
  "check",
  "conclude",
  "fulfill",
] satisfies ReviewingStep["does"][];

export const isReviewing = (step: { does: string }): step is ReviewingStep => kinds.includes(step.does);

/** The same for 评审 and 尽职调查: one command a step; what it is about is found by its project, so that a load may go on anywhere. */
export async function takeReviewing(
  house: House,
  step: ReviewingStep,
  actor: Actor,
  projectOf: (key: string) => string,
): Promise<void> {
  if (step.does === "enlist") {
    await ask(house, reviewing, actor, expertOperations.add, step.sent);
    return;
  }
  const projectId = projectOf(step.project);
  switch (step.does) {
    case "putForward":
      await ask(house, reviewing, actor, reviewOperations.open, { projectId, purpose: step.purpose });
      return;
    case "lookInto":
      await ask(house, diligenceServer, actor, diligenceOperations.open, { projectId });
      return;
    case "find":
    case "check":
    case "conclude":
    case "fulfill":
      return takeDiligence(house, step, actor, projectId);
    default:
      return takeReview(house, step, actor, projectId);
  }
}

type DiligenceStep = Extract<ReviewingStep, { does: "find" | "check" | "conclude" | "fulfill" }>;

async function takeDiligence(house: House, step: DiligenceStep, actor: Actor, projectId: string): Promise<void> {
  const { rows } = await ask(house, diligenceServer, actor, diligenceOperations.ofProject, { projectId });
  const held = known(rows[0], step);
  switch (step.does) {
    case "find":
      await ask(house, diligenceServer, actor, findingOperations.add, { ...step.sent, diligenceId: held.id });
      return;
    case "check": {
      const { id } = known(
        held.findings.findLast(({ verifiedAt }) => verifiedAt === null),
        step,
      );
      await ask(house, diligenceServer, actor, findingOperations.verify, { id });
      return;
    }
    case "conclude":
      await ask(house, diligenceServer, actor, diligenceOperations.conclude, { ...step.sent, id: held.id });
      return;
    case "fulfill": {
      const { id } = known(
        held.conditions.find(({ metOn }) => metOn === null),
        step,
      );
      await ask(house, diligenceServer, actor, diligenceConditionOperations.meet, { ...step.sent, id });
    }
  }
}

type ReviewStep = Exclude<
  ReviewingStep,
  DiligenceStep | Extract<ReviewingStep, { does: "enlist" | "putForward" | "lookInto" }>
>;

async function takeReview(house: House, step: ReviewStep, actor: Actor, projectId: string): Promise<void> {
  const { rows } = await ask(house, reviewing, actor, reviewOperations.list, { projectId });
  const { id } = known(rows[0], step);
  const page = () => ask(house, reviewing, actor, reviewOperations.get, { id });
  switch (step.does) {
    case "consult": {
      const { departments, dueOn } = step;
      await ask(house, reviewing, actor, opinionOperations.ask, { reviewId: id, departments, dueOn });
      return;
    }
    case "hear":
    case "adopt": {
      const { opinions } = await page();
      const opinion = known(
        opinions.find(({ department }) => department === step.department),
        step,
      );
      const of = { reviewId: id, id: opinion.id };
      if (step.does === "hear") await ask(house, reviewing, actor, opinionOperations.answer, { ...of, ...step.sent });
      else {
        const sent = { ...of, isAdopted: true, adoption: step.adoption };
        await ask(house, reviewing, actor, opinionOperations.settle, sent);
      }
      return;
    }
    case "drawPanel":
      await ask(house, reviewing, actor, seatOperations.draw, { reviewId: id, size: step.size });
      return;
    case "score": {
      const { seats, criteria } = await page();
      const seat = known(seats[step.seat], step);
      const scores = criteria.map(({ code, most }) => ({
        criterion: code,
        points: Math.round((most * step.share) / 10) / 10,
      }));
      const sent = { reviewId: id, id: seat.id, scores, comment: step.comment };
      await ask(house, reviewing, actor, seatOperations.score, sent);
      return;
    }
    case "sumUp":
      await ask(house, reviewing, actor, reviewOperations.concludePanel, { ...step.sent, id });
      return;
    case "examine":
      await ask(house, reviewing, actor, reviewOperations.concludeLegality, { ...step.sent, id });
      return;
    case "resolve":
      await ask(house, reviewing, actor, reviewOperations.decide, { ...step.sent, id });
  }
}

function known<T>(one: T | undefined, { does, at }: ReviewingStep): T {
  if (one === undefined) throw new Error(`演示数据缺少 ${at} ${does} 所在的评审或尽职调查`);
  return one;
}
