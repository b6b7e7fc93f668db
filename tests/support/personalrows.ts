import type { delegations } from "#records/people/delegations/tables.ts";
import type { erasures } from "#records/people/erasures/tables.ts";
import type { handovers } from "#records/people/handovers/tables.ts";
import type { Row } from "./planted.ts";

/** What the walk needs of every person: a delegation to come, a handover as drafted, an application taken in. */
export function personalRows(row: Row, partner: string) {
  const { agencyId, personId, accountId, divisionId, thingId, companyId, contactId } = row;
  const whoseIs = { agencyId, id: thingId };
  const number = Number.parseInt(thingId.slice(-6), 16);
  return {
    delegation: {
      ...whoseIs,
      fromPersonId: personId,
      fromDivisionId: divisionId,
      toPersonId: partner,
      permissions: ["companies.read"],
      isWhole: false,
      fromOn: "2026-06-01",
      untilOn: "2026-06-02",
      reason: "休假",
      createdAt: "2026-03-05T00:00:00Z",
    } satisfies typeof delegations.$inferInsert,
    handover: {
      ...whoseIs,
      year: 2026,
      number,
      giverId: personId,
      giverDivisionId: divisionId,
      receiverId: partner,
      witnessId: null,
      drafterId: personId,
      reason: "轮岗",
      state: "draft",
      preparedOn: "2026-03-05",
    } satisfies typeof handovers.$inferInsert,
    item: {
      agencyId,
      handoverId: thingId,
      kind: "company",
      kindTitle: "责任企业",
      subjectId: companyId,
      position: 0,
      title: "示例企业",
      note: "",
      version: 1,
    },
    erasure: {
      ...whoseIs,
      year: 2026,
      number,
      subjectKind: "contact",
      subjectId: contactId,
      label: "示例企业 的联系人",
      applicant: "self",
      appliedOn: "2026-03-04",
      document: "示例〔2026〕1号",
      reason: "本人要求",
      state: "requested",
      requestedById: personId,
      requestedDivisionId: divisionId,
      requestedAccountId: accountId,
      requestedOn: "2026-03-05",
    } satisfies typeof erasures.$inferInsert,
  };
}
