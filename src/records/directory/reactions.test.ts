import { afterAll, beforeAll, expect, test } from "vitest";
import { divisionOperations } from "#records/people/divisions/contract.ts";
import { staffOperations } from "#records/people/staff/contract.ts";
import { onStage, openStage, type Stage } from "#tests/support/people.ts";
import { refusal } from "#tests/support/session.ts";
import { companyOperations } from "./contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
afterAll(() => stage.close());

test("名下还有在库企业的科室不能撤销；归档或移交之后可以", () =>
  onStage(stage, async (_house, say) => {
    const { head } = stage.jia.people;
    const { id } = await say(head, divisionOperations.create, { name: "三科" });
    const person = await say(head, staffOperations.create, { name: "示例张三", divisionId: id, fromOn: "2020-01-01" });
    const company = await say(head, companyOperations.create, { name: "示例企业", officerId: person.id });
    const left = { id: person.id, version: 1, leftOn: "2026-03-04", kind: "resigned", reason: "离职" } as const;
    await say(head, staffOperations.leave, left);
    const close = () =>
      say(head, divisionOperations.close, { id, version: 1, closedOn: "2026-03-05", reason: "机构改革" });
    const refused = await refusal(close());
    expect([refused.code, refused.message]).toEqual([
      "divisions.close.companies",
      "“三科”名下还有 1 家在库企业，请先把它们交给别的科室的专员",
    ]);
    await say(head, companyOperations.archive, { id: company.id, version: 1, reason: "注销" });
    expect((await close()).closedOn).toBe("2026-03-05");
  }));
