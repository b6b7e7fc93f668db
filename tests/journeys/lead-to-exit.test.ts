import { describe, expect, test } from "vitest";
import { addDays } from "#kit/base/dates.ts";
import { eventOperations } from "#records/events/contract.ts";
import { commitmentOperations } from "#records/projects/commitments/contract.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { setStage } from "../support/journey.ts";
import {
  decideReview,
  enterAgreement,
  fileReferral,
  fillLead,
  fillNextStep,
  fillReferral,
  mendAgreement,
  passAgreement,
  pdf,
  reachStage,
  sendLead,
  signInDollars,
  stageButton,
  startReview,
  startVisit,
  today,
  tryStage,
  verifyStage,
} from "../support/landing.ts";
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
import { ask, enterCompany, heading, isNotWider, rowOf, searchBox, showsOnly } from "../support/steps.ts";

const { journey } = setStage();
const home = "/shili-a/2023";
const list = `${home}/projects`;
const name = "曜程示例储能装备基地";
const promised = `第一条 乙方投资建设储能装备基地。
第二条 甲方按乙方实缴税收地方留成部分的50%给予奖励。
第三条 乙方承诺十年内不迁出本区。
第四条 甲方免收乙方三年租金。`;
const mended = "第一条 乙方投资建设储能装备基地。\n第二条 双方依法履行各自义务。";

/** 若干天前: the whole story lies behind today, in its order. */
const ago = (days: number) => addDays(today(), -days);
const days = {
  lead: ago(700),
  talks: ago(640),
  approved: ago(520),
  signed: ago(500),
  registered: ago(470),
  funds: ago(450),
  building: ago(400),
  due: ago(60),
  handled: ago(20),
};

describe("一个项目的一生", () => {
  test(
    "线索、走访、备案、洽谈、关口三处命中、评审、活动上美元签约、注册、到位、核验认定、违约、退出",
    journey(async ({ openAs }) => {
      const phone = await openAs("a-officer1", { size: "phone", to: `${list}/new` });
      await fillLead(phone, {
        name,
        investorName: "曜程集团",
        track: "征地制造",
        amount: "3.5亿",
        receivedOn: days.lead,
      });
      await sendLead(phone, name);
      await expect.poll(() => stageButton(phone, "线索").innerText()).toContain(days.lead);

      await startVisit(phone);
      await phone.getByLabel("谈了什么").fill("看了二号地块，对方要能耗指标的书面答复。");
      await fillNextStep(phone, "送能耗答复");
      await phone.getByRole("textbox", { name: "下一步期限" }).fill(addDays(today(), 2));
      await phone.getByRole("button", { name: "保存", exact: true }).click();
      await heading(phone, name).waitFor();
      const visits = phone.getByRole("region", { name: "对接记录" });
      await expect.poll(() => visits.innerText()).toContain("看了二号地块");
      await isNotWider(phone);

      // 洽谈中补齐的: the investor and the place it wants, which filing and the gates ask for.
      const page = await openAs("a-officer1", { to: new URL(phone.url()).pathname });
      const id = page.url().split("/").at(-1) ?? "";
      const at = (window: typeof page) => window.goto(new URL(`${list}/${id}`, window.url()).toString());
      const investor = await enterCompany(page, { name: "曜程示例集团有限公司" });
      const landed = await enterCompany(page, { name: "曜程示例储能装备有限公司" });
      const { project } = await ask(page, projectOperations.get, { id });
      await ask(page, projectOperations.update, {
        id,
        version: project.version,
        changes: {
          brief: "储能电池模组与系统集成",
          investorId: investor.id,
          landedCompanyId: landed.id,
          capital: "foreign",
          industry: "C",
          sourcePlace: "新加坡",
          region: "990101",
          fixedAssetInvestment: "260000000",
          siteWish: "工业用地 120 亩",
          qualityKeeperId: project.officerId,
        },
      });
      await page.reload();

      await fillReferral(page, { contactedOn: days.lead, note: "在集团总部会谈选址", scope: "储能装备基地" });
      await fileReferral(page, "会谈纪要.pdf");
      expect(await page.getByRole("region", { name: "首谈首报" }).innerText()).toContain("保护中");
      await reachStage(page, { next: "在谈", happenedOn: days.talks });
      expect(await stageButton(page, "在谈").innerText()).toContain(days.talks);

      // 关口: what the draft promises is found, and holds up the signing.
      await enterAgreement(page, promised);
      await page.getByText("命中 3 处，3 处没有作结论").waitFor();
      const agreement = new URL(page.url()).pathname;
      await at(page);
      const dialog = page.getByRole("dialog");
      await tryStage(page, {
        next: "评审通过",
        stage: { title: "签约", because: "一事一议" },
        happenedOn: days.signed,
        evidence: [["投资协议", "投资协议.pdf"]],
      });
      await dialog.getByText(/还不能登记签约，还差 \d 项/).waitFor();
      for (const rule of ["FC-1", "FC-2", "FC-4"])
        expect(await dialog.innerText()).toContain(`（${rule}）须解除或修改`);
      await dialog.getByRole("button", { name: "取消" }).click();

      await page.goto(new URL(agreement, page.url()).toString());
      await mendAgreement(page, mended);
      const head = await openAs("a-head", { to: agreement });
      await heading(head, "投资协议").waitFor();
      await passAgreement(head);
      expect(await head.getByRole("main").innerText()).toContain("第 2 稿：不具有排除、限制竞争效果");

      await at(page);
      await startReview(page, name);
      await head.goto(page.url());
      await decideReview(head, { name: "产业促进会", number: "第 12 次" });
      expect(await head.getByRole("main").innerText()).toContain("产业促进会第 12 次");
      await at(page);
      await reachStage(page, {
        next: "评审通过",
        happenedOn: days.approved,
        evidence: [["会议纪要", "产业促进会纪要.pdf"]],
      });

      const event = { name: "曜程示例产业推介会", kind: "promotion", fromOn: days.signed, toOn: days.signed } as const;
      const { id: eventId } = await ask(page, eventOperations.create, event);
      await signInDollars(page, { amount: "5000万", rate: "7.1", on: days.signed }, event.name);
      const signings = page.getByRole("region", { name: "签约记录" });
      await expect.poll(() => signings.innerText()).toMatch(/50,000,000(\.00)? 美元，汇率 7\.1/);
      await reachStage(page, { next: "签约", happenedOn: days.signed, evidence: [["投资协议", "签订文本.pdf"]] });
      const host = await openAs("a-officer1", { to: `${home}/events/${eventId}` });
      const outcome = host.getByRole("region", { name: "活动成效" });
      await outcome.getByRole("link", { name }).waitFor();
      expect(await outcome.getByRole("row", { name: /正式协议 美元 1 1 50,000,000/ }).count()).toBe(1);

      await reachStage(page, { next: "注册", happenedOn: days.registered, evidence: [["营业执照", "营业执照.pdf"]] });
      expect(await stageButton(page, "注册").innerText()).toContain(days.registered);
      await enterArrival(page, { on: days.funds, amount: "8000万", number: "JZ-012" });
      expect(await funds(page).getByRole("button", { name: "核验通过" }).getAttribute("aria-disabled")).toBe("true");
      await head.goto(new URL(`${list}/${id}`, head.url()).toString());
      await verifyArrival(head);
      expect(await funds(head).innerText()).toContain("8,000.00万元");

      const building: [string, string][] = ["供地合同", "环评批复", "施工许可证", "现场照片"].map((kind) => [
        kind,
        `${kind}.pdf`,
      ]);
      await reachStage(page, { next: "开工", happenedOn: days.building, evidence: building });
      await head.reload();
      await verifyStage(head, "开工");
      const told = head.getByRole("dialog");
      await told.getByRole("button", { name: "登记外部认定" }).click();
      await told.getByLabel("认定单位").fill("示例区商务局");
      await told.locator("input[type=file]").setInputFiles(pdf("落地认定函.pdf"));
      await told.getByRole("link", { name: "落地认定函.pdf" }).waitFor();
      await told.getByRole("button", { name: "登记", exact: true }).click();
      await told.waitFor({ state: "hidden" });
      await expect.poll(() => stageButton(head, "开工").innerText()).toMatch(/已认定[\s\S]*落地/);
      expect((await ask(head, projectOperations.get, { id })).project.landedOn).toBe(days.building);

      await page.reload();
      await enterCommitment(page, {
        year: days.due.slice(0, 4),
        target: "2.6亿",
        dueOn: days.due,
        agreedOn: days.signed,
      });
      await enterActual(page, { amount: "1.04亿", on: days.due });
      await kept(page)
        .getByText(/固定资产投资差1.56亿元（完成 40.00%），已过期限 60 天/)
        .waitFor();
      const alerts = await openAs("a-officer1", { to: `${home}/commitments?isAlert=true` });
      await heading(alerts, "履约预警").waitFor();
      expect(await (await rowOf(alerts, name)).innerText()).toContain("违约");
      await handleBreach(page, { kind: "催告", decision: "书面催告补足投资", on: days.handled });
      await handleBreach(page, { kind: "清退建议", decision: "建议清退，收回用地", on: days.handled });

      await clearOut(page);
      expect(await page.getByRole("main").innerText()).toContain("清退");
      const { rows } = await ask(page, commitmentOperations.list, { isAlert: true, limit: 500 });
      expect(rows.filter(({ projectId }) => projectId === id)).toEqual([]);
      await phone.goto(new URL(`${list}?standing=withdrawn`, phone.url()).toString());
      await searchBox(phone).fill("曜程示例");
      await phone.getByRole("link", { name }).first().waitFor();
      await isNotWider(phone);
    }),
  );

  test(
    "服务业项目不要地：自己的一条轨，注册经核验即落地，没有开工和竣工",
    journey(async ({ openAs }) => {
      const title = "曜程示例研发服务中心";
      const page = await openAs("a-officer1", { to: `${list}/new` });
      await fillLead(page, {
        name: title,
        investorName: "曜程服务集团",
        track: "非征地服务·总部",
        amount: "6000万",
        receivedOn: days.lead,
      });
      await sendLead(page, title);
      const rail = page.getByRole("navigation", { name: "阶段" });
      const stages = await rail.locator(".stage-name").allInnerTexts();
      expect(stages).toEqual(["线索", "在谈", "评审通过", "签约", "注册", "开业", "规上（限上）纳统", "达产"]);
      const id = page.url().split("/").at(-1) ?? "";
      const company = await enterCompany(page, { name: "曜程示例研发服务有限公司" });
      const { project } = await ask(page, projectOperations.get, { id });
      await ask(page, projectOperations.update, {
        id,
        version: project.version,
        changes: {
          brief: "研发外包服务",
          investorId: company.id,
          landedCompanyId: company.id,
          capital: "domestic",
          industry: "M",
          sourcePlace: "示范东市",
          region: "990101",
          qualityKeeperId: project.officerId,
        },
      });
      await page.reload();
      await reachStage(page, { next: "在谈", happenedOn: days.talks });
      await signInDollars(page, { amount: "800万", rate: "7.1", on: today() });
      await reachStage(page, {
        next: "评审通过",
        stage: { title: "签约", because: "服务业项目不需评审" },
        evidence: [["投资协议", "投资协议.pdf"]],
      });
      await reachStage(page, { next: "注册", evidence: [["营业执照", "营业执照.pdf"]] });
      expect(await rail.innerText()).not.toMatch(/开工|竣工/);
      const head = await openAs("a-head", { to: `${list}/${id}` });
      await verifyStage(head, "注册");
      await head.getByRole("button", { name: "关闭" }).click();
      await expect.poll(() => stageButton(head, "注册").innerText()).toMatch(/已核验[\s\S]*落地/);
      expect((await ask(head, projectOperations.get, { id })).project.landedOn).toBe(today());
      await head.goto(new URL(`${list}?isLanded=true`, head.url()).toString());
      await searchBox(head).fill("曜程示例研发");
      await showsOnly(head, [title]);
    }),
  );
});
