import type { Page as Window } from "playwright-core";
import { expect } from "vitest";
import type { Sent } from "#kit/base/operation.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { referralOperations } from "#records/projects/referral/contract.ts";
import { reviewOperations } from "#records/projects/reviews/contract.ts";
import { schemeOperations } from "#records/projects/schemes/contract.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { barriers, faintInDark, outOfReach } from "./barriers.ts";
import type { Size } from "./browser.ts";
import type { Scene } from "./journey.ts";
import { ledger } from "./ledger.ts";
import { addressOf, allPages, mayOpen, settle } from "./pages.ts";
import { ask, isNotWider, sendFile } from "./steps.ts";

/*
 * 每一页都人人可用: every page of the application in one size, once each, in both looks, as the first person who may open it.
 */
export async function walkPages(size: Size, openAs: Scene["openAs"]): Promise<string[]> {
  const found: string[] = [];
  let left = await allPages();
  await beginProjects([await openAs("a-officer1"), await openAs("a-officer2")]);
  for (const login of ["a-head", "a-system", "a-audit", "a-security"]) {
    const window = await openAs(login, { size });
    if (login === "a-head") {
      await beginImport(window);
      await ask(window, schemeOperations.create, scheme);
    }
    const mine = await filter(left, (page) => mayOpen(window, page));
    left = left.filter((page) => !mine.includes(page));
    for (const page of mine) {
      const address = await addressOf(window, page);
      if (address === null) {
        found.push(`${page.address} 没有可看的记录`);
        continue;
      }
      await settle(window, address);
      const problems = [...(await barriers(window)), ...(await sideways(window))];
      if (size === "desktop") problems.push(...(await outOfReach(window)).map((each) => `键盘走不到：${each}`));
      problems.push(...(await faintInDark(window)));
      found.push(...problems.map((problem) => `${page.address} ${problem}`));
    }
  }
  return [...found, ...left.map((page) => `${page.address} 没有人打得开`)];
}

/** The demo brings no import of its own. */
async function beginImport(window: Window): Promise<void> {
  const fileId = await sendFile(window, "台账.xlsx", await ledger());
  const { id } = await ask(window, importOperations.start, { kind: "companies", fileId });
  await expect.poll(async () => (await ask(window, importOperations.get, { id })).state).toBe("mapping");
}

/** Nor a scheme, a review, or two who were first to talk with one investor. */
const scheme: Sent<typeof schemeOperations.create> = {
  code: "示例口径-1",
  name: "示例口径",
  kind: "tally",
  authority: "示例",
  document: "示例",
  year: 2023,
  fromOn: "2023-01-01",
  toOn: "2023-12-31",
  basis: "stage",
  stage: "signed",
  signingKinds: ["formal"],
  amountBy: "planned",
  denominator: "stock",
};

async function beginProjects(officers: Window[]): Promise<void> {
  for (const [index, window] of officers.entries()) {
    const { id: projectId } = await ask(window, projectOperations.create, {
      name: `示例并报项目${index + 1}`,
      investorName: "示例并报集团",
      region: "990101",
      receivedOn: "2023-01-05",
      totalInvestment: "1000000000",
    });
    await ask(window, reviewOperations.open, { projectId, purpose: "示例" });
    const name = "来访登记.pdf";
    const id = await sendFile(window, name, Buffer.from("%PDF-1.4\n%%EOF\n"));
    const files = [{ id, name, size: 15 }];
    const said = { contactedOn: "2023-02-01", contactNote: "示例", scope: "示例" };
    await ask(window, referralOperations.file, { projectId, ...said, files });
  }
}

const sideways = (window: Window) =>
  isNotWider(window).then(
    () => [],
    (failure: Error) => [`横向滚动：${failure.message.slice(0, 400)}`],
  );

async function filter<T>(all: T[], holds: (one: T) => Promise<boolean>): Promise<T[]> {
  const kept = await Promise.all(all.map(holds));
  return all.filter((_, index) => kept[index]);
}
