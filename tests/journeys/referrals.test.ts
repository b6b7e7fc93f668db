import { describe, expect, test } from "vitest";
import { noticeOperations } from "#records/workspace/notices/contract.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { referralOperations } from "#records/projects/referral/contract.ts";
import { disputeOperations } from "#records/projects/disputes/contract.ts";
import { picture, setStage } from "../support/journey.ts";
import { fileReferral, fillReferral, pdf } from "../support/landing.ts";
import { ask, heading, isNotWider, sendFile } from "../support/steps.ts";

const { journey } = setStage();
const projects = "/shili-a/2023/projects";

describe("首谈首报", () => {
  test(
    "先后两份备案成争议：他科只知该问谁，办公室并列裁定，双方都看到结果和理由",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: projects });
      const enter = { investorName: "曜穹首谈集团", region: "990101", receivedOn: "2023-01-05" };
      const first = await ask(page, projectOperations.create, {
        ...enter,
        name: "曜穹首谈电池基地",
        totalInvestment: "1000000000",
      });
      await page.goto(new URL(`${projects}/${first.id}`, page.url()).toString());
      await heading(page, "曜穹首谈电池基地").waitFor();
      const panel = page.getByRole("region", { name: "首谈首报" });
      await fillReferral(page, {
        contactedOn: "2023-01-10",
        note: "在集团总部与投资总监会谈选址",
        scope: "储能电池基地",
      });
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "首谈备案" }).click();
      await dialog.getByText("请添加洽谈证明").first().waitFor();
      await picture(page, "referral-file.png");
      await fileReferral(page, "会谈纪要.pdf");

      const head = await openAs("a-head", { to: projects });
      const rivals = await openAs("a-officer2", { size: "phone", to: projects });
      const second = await ask(rivals, projectOperations.create, {
        ...enter,
        name: "曜穹首谈二期",
        totalInvestment: "1050000000",
      });
      await rivals.goto(new URL(`${projects}/${second.id}`, rivals.url()).toString());
      await heading(rivals, "曜穹首谈二期").waitFor();
      await rivals.getByText(/同一投资方已有首谈备案，请先与.+联系/).waitFor();
      await isNotWider(rivals);
      await picture(rivals, "referral-phone.png");
      const id = await sendFile(rivals, "来访登记.pdf", pdf("来访登记.pdf").buffer);
      await ask(rivals, referralOperations.file, {
        projectId: second.id,
        contactedOn: "2023-02-01",
        contactNote: "来访洽谈",
        scope: "储能电池基地二期",
        files: [{ id, name: "来访登记.pdf", size: 15 }],
      });

      const { rows } = await ask(head, disputeOperations.list, { state: "open" });
      const dispute = rows.find(({ investorName }) => investorName === "曜穹首谈集团");
      await head.goto(new URL(`/shili-a/2023/disputes/${dispute?.id ?? ""}`, head.url()).toString());
      await heading(head, "首谈争议：曜穹首谈集团").waitFor();
      await isNotWider(head);
      await picture(head, "dispute.png");
      await head.getByRole("region", { name: "先报一方" }).getByRole("button", { name: "认定这一方" }).click();
      await head.getByRole("dialog").getByLabel("裁定理由").fill("先备案一方洽谈证明完整");
      await head.getByRole("dialog").getByRole("button", { name: "裁定" }).click();
      await head.getByRole("region", { name: "裁定" }).getByText("先备案一方洽谈证明完整").waitFor();

      await page.reload();
      await panel.getByText("认定本方备案：先备案一方洽谈证明完整").waitFor();
      await picture(page, "referral.png");
      await rivals.reload();
      await rivals.getByText("本方备案未获认定：先备案一方洽谈证明完整").waitFor();
      for (const party of [page, rivals])
        expect((await ask(party, noticeOperations.list, { kind: "referrals" })).rows.map(({ title }) => title)).toEqual(
          expect.arrayContaining([expect.stringContaining("首谈争议已裁定")]),
        );
    }),
  );
});
