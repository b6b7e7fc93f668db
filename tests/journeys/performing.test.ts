import { describe, expect, test } from "vitest";
import { intermediaryOperations } from "#records/intermediaries/contract.ts";
import { introductionOperations } from "#records/projects/introductions/contract.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { arrivalOperations } from "#records/projects/arrivals/contract.ts";
import { commitmentOperations } from "#records/projects/commitments/contract.ts";
import { picture, setStage } from "../support/journey.ts";
import {
  clearOut,
  enterActual,
  enterArrival,
  enterCommitment,
  funds,
  handleBreach,
  kept,
  verifyArrival,
} from "../support/performing.ts";
import { ask, heading, isNotWider, rowOf } from "../support/steps.ts";

const { journey } = setStage();
const list = "/shili-a/2023/projects";
const name = "曜穹履约示例基地";

describe("到位与履约", () => {
  test(
    "凭进账凭证登记到位，另一人核验后计入；承诺逾期违约，催告之后建议清退，项目转为清退",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: list });
      await heading(page, "线索与项目").waitFor();
      const { id } = await ask(page, projectOperations.create, {
        name,
        investorName: "曜穹集团",
        totalInvestment: "300000000",
        receivedOn: "2022-01-05",
      });
      const referrer = { kind: "chamber", name: "曜穹示例商会" } as const;
      const { id: intermediaryId } = await ask(page, intermediaryOperations.create, referrer);
      const { intermediary } = await ask(page, intermediaryOperations.get, { id: intermediaryId });
      const { version, registeredOn: declaredOn } = intermediary;
      const said = { id: intermediaryId, version, declaration: "clear", declaredOn } as const;
      await ask(page, intermediaryOperations.declare, said);
      const brought = { projectId: id, intermediaryId, introducedOn: "2022-01-04", content: "引见投资方负责人" };
      await ask(page, introductionOperations.file, brought);
      await page.goto(new URL(`${list}/${id}`, page.url()).toString());
      await heading(page, name).waitFor();

      await enterArrival(page, { on: "2022-06-01", amount: "5000万", number: "JZ-001" }, () =>
        picture(page, "arrival-new.png"),
      );
      const verify = funds(page).getByRole("button", { name: "核验通过" });
      expect(await verify.getAttribute("aria-disabled")).toBe("true");

      const head = await openAs("a-head", { to: `${list}/${id}` });
      await verifyArrival(head);
      await funds(head)
        .getByRole("row", { name: /2022 年 5,000.00万元/ })
        .waitFor();
      expect((await ask(head, arrivalOperations.list, { projectId: id })).counted).toBe("50000000.00");

      await head.goto(new URL(`/shili-a/2023/intermediaries/${intermediaryId}`, head.url()).toString());
      const brings = head.getByRole("region", { name: "引荐贡献", exact: true });
      const arrived = brings.getByRole("row", { name: /^2022/ }).getByRole("link", { name: "5,000.00万元" });
      await arrived.scrollIntoViewIfNeeded();
      await picture(head, "intermediary-contribution.png");
      await arrived.click();
      await heading(head, "引荐备案").waitFor();
      await (await rowOf(head, name)).waitFor();

      await enterCommitment(page, { year: "2022", target: "2亿", dueOn: "2022-12-31", agreedOn: "2022-02-01" });
      await enterActual(page, { amount: "8000万", on: "2022-12-31" });
      await kept(page)
        .getByText(/固定资产投资差1.20亿元（完成 40.00%），已过期限 \d+ 天/)
        .waitFor();

      const alerts = await openAs("a-officer1", { to: "/shili-a/2023/commitments?isAlert=true" });
      await heading(alerts, "履约预警").waitFor();
      await (await rowOf(alerts, name)).waitFor();
      await picture(alerts, "commitments.png");

      for (const [kind, decision] of [
        ["催告", "书面催告补足投资"],
        ["清退建议", "建议清退，收回用地"],
      ] as const)
        await handleBreach(page, { kind, decision, on: "2023-03-01" });
      await kept(page)
        .getByText(/同意清退的/)
        .waitFor();
      await picture(page, "commitments-project.png");
      const phone = await openAs("a-officer1", { size: "phone", to: `${list}/${id}` });
      await phone.getByRole("region", { name: "承诺与履约" }).getByText("建议清退，收回用地").scrollIntoViewIfNeeded();
      await isNotWider(phone);
      await picture(phone, "commitments-phone.png");

      await clearOut(page);
      const { rows } = await ask(page, commitmentOperations.list, { isAlert: true, limit: 500 });
      expect(rows.filter(({ projectId }) => projectId === id)).toEqual([]);
    }),
  );
});
