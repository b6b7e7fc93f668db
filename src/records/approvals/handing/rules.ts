import type { Refusal } from "#kit/base/errors.ts";
import { whyNotHand } from "../rules.ts";
import type { Step } from "../steps/contract.ts";
import { actedIn, type Decider } from "../steps/rules.ts";
import type { TaskState } from "../words.ts";

interface Case {
  starterId: string;
  step: Pick<Step, "code" | "starterMay" | "different">;
  tasks: readonly {
    personId: string;
    decidedById: string | null;
    stepCode: string;
    state: TaskState;
    voidedAt: string | null;
  }[];
}

/** Why a step of this case may not go to this person, or null; `selves` are those who would be handing it to themselves. */
export function whyNotReceive(
  { starterId, step, tasks }: Case,
  { personId, name }: Pick<Decider, "personId" | "name">,
  selves: readonly (string | null)[] = [],
): Refusal | null {
  const counting = tasks.filter(({ voidedAt }) => voidedAt === null);
  const own = counting.filter((task) => task.stepCode === step.code && task.personId === personId);
  const earlier = counting.filter(({ stepCode }) => stepCode !== step.code);
  return whyNotHand({
    name,
    isStarter: personId === starterId,
    starterMay: step.starterMay,
    state: own.find(({ state }) => state === "approved" || state === "rejected")?.state ?? own.at(-1)?.state ?? null,
    isBarred: step.different && actedIn(earlier).has(personId),
    isSelf: selves.includes(personId),
  });
}
