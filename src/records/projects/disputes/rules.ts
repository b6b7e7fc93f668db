import { addDays, daysBetween } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { type DisputeState, disputeStates } from "../referral/words.ts";

const no = (code: string, message: string): Refusal => ({ code: `disputes.${code}`, message });

/** 裁定 is the office's: never of who filed, answers for a project, or belongs to a division that did. */
export function whyNotDecide(
  { state }: { state: DisputeState },
  decider: { personId: string | null; divisionId: string | null },
  parties: { persons: readonly (string | null)[]; divisions: readonly (string | null)[] },
): Refusal | null {
  if (state !== "open") return no("decide.state", `这一争议${disputeStates[state]}，不能再裁定`);
  const isParty = decider.personId === null || parties.persons.includes(decider.personId);
  if (isParty) return no("decide.party", "您是争议一方的报送人或责任专员，不能裁定，请由另一人裁定");
  return decider.divisionId !== null && parties.divisions.includes(decider.divisionId)
    ? no("decide.division", "您所在的科室是争议一方，不能裁定，请由另一人裁定")
    : null;
}

/** 争议期间不计入保护期: the dates of whoever was upheld move on by as many days. */
export function afterDispute(
  { expiresOn, reportDueOn }: { expiresOn: string; reportDueOn: string },
  raisedOn: string,
  decidedOn: string,
) {
  const days = Math.max(daysBetween(raisedOn, decidedOn), 0);
  return { expiresOn: addDays(expiresOn, days), reportDueOn: addDays(reportDueOn, days) };
}

interface Party {
  byId: string | null;
  officerId: string | null;
  projectOfficerId: string | null;
  divisionId: string | null;
  projectDivisionId: string | null;
}

/** Everybody a decision touches: who filed, who answered for the project then and now, and their divisions. */
export const partiesOf = (sides: readonly Party[]) => ({
  persons: sides.flatMap(({ byId, officerId, projectOfficerId }) => [byId, officerId, projectOfficerId]),
  divisions: sides.flatMap(({ divisionId, projectDivisionId }) => [divisionId, projectDivisionId]),
});
