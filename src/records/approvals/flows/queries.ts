import { and, count, eq, inArray, sql } from "drizzle-orm";
import { yearOf } from "#kit/base/dates.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Context } from "#kit/server/context.ts";
import { digestOf } from "../actions.ts";
import { flowSteps } from "../pack.ts";
import type { Flow } from "../queries.ts";
import type { Step } from "../steps/contract.ts";
import { listDeciders, roleTitlesOf } from "../steps/queries.ts";
import { approversOf, type Decider, describeApprovers, describeMode, whyNotEnter } from "../steps/rules.ts";
import { approvals } from "../tables.ts";

/** 审批流程 as the pack in force says them, with today's people, and what is still on its way by older steps. */
export async function listFlows(ctx: Context, flows: readonly Flow[]) {
  const [deciders, roleTitles] = [await listDeciders(ctx), await roleTitlesOf(ctx)];
  const running = await ctx.db
    .select({ flow: approvals.flow, digest: approvals.stepsDigest, total: count() })
    .from(approvals)
    .where(and(eq(approvals.agencyId, ctx.agencyId), inArray(approvals.state, ["pending", "returned"])))
    .groupBy(approvals.flow, sql`${approvals.stepsDigest}`);
  return flows.map((flow) => {
    const own = running.filter((each) => each.flow === flow.code);
    const sum = (rows: typeof own) => rows.reduce((total, each) => total + each.total, 0);
    const { steps, version, problem } = soundSteps(ctx, flow.code);
    const digest = digestOf(steps);
    return {
      code: flow.code,
      title: flow.title,
      amountTitle: flow.amountTitle,
      version,
      problem,
      steps: steps.map((step) => shownStep(step, deciders, roleTitles)),
      running: sum(own),
      runningOld: sum(own.filter((each) => each.digest !== digest)),
    };
  });
}

/** A flow that is not sound is shown with what is wrong, not left out. */
function soundSteps(ctx: Context, code: string) {
  try {
    return { ...flowSteps(ctx.pack(yearOf(ctx.today)), code), problem: null };
  } catch (error) {
    if (error instanceof Failure) return { steps: [], version: null, problem: error.message };
    throw error;
  }
}

function shownStep(step: Step, deciders: readonly Decider[], roleTitles: Record<string, string>) {
  const { people, problem } = peopleOf(step, deciders);
  return {
    code: step.code,
    title: step.title,
    modeTitle: describeMode(step),
    rule: describeApprovers(step.approvers, roleTitles),
    otherwise: step.otherwise ? describeApprovers(step.otherwise, roleTitles) : null,
    from: step.from ?? null,
    days: step.days,
    clause: step.clause,
    different: step.different,
    starterMay: step.starterMay,
    people,
    problem,
  };
}

/** For a rule that goes by the starter's division: whoever holds it in each. */
function peopleOf(step: Step, deciders: readonly Decider[]) {
  const nobody = { personId: "", divisionId: null };
  if (step.approvers.kind !== "starterChief") {
    const people = approversOf(step, { deciders, starter: nobody });
    return { people: people.map(named), problem: whyNotEnter(step, people)?.message ?? null };
  }
  const divisionIds = [...new Set(deciders.flatMap(({ divisionId }) => divisionId ?? []))];
  const { otherwise: _otherwise, ...own } = step;
  const people = divisionIds.flatMap((divisionId) =>
    approversOf(own, { deciders, starter: { personId: "", divisionId } }),
  );
  const last = step.otherwise ? approversOf(step, { deciders, starter: nobody }) : people;
  return { people: people.map(named), problem: whyNotEnter(step, last)?.message ?? null };
}

const named = ({ name, divisionName }: Decider): string => (divisionName ? `${name}（${divisionName}）` : name);
