import { describe, expect, test } from "vitest";
import national from "../../../../packs/national/2020.json" with { type: "json" };
import { ProjectsPack, trackOf } from "../pack.ts";
import type { EvidenceKind, Stage } from "../words.ts";
import {
  type Fact,
  type GateProject,
  landingOf,
  type MissingItem,
  missingFor,
  nextStage,
  type Step,
  whyNotAnnul,
  whyNotStage,
  whyNotTouch,
} from "./rules.ts";

const pack = ProjectsPack.parse(national.projects);
const land = trackOf(pack, "landManufacturing");
const service = trackOf(pack, "service");
const fund = trackOf(pack, "fund");
const today = "2026-03-05";

const fact = (stage: Stage, happenedOn: string, more: Partial<Fact> = {}): Fact => ({
  id: stage,
  stage,
  happenedOn,
  byId: "one",
  verifiedAt: null,
  recognizedAt: null,
  ...more,
});
const bare: GateProject = {
  id: "p",
  brief: "",
  investorId: null,
  investorKind: null,
  capital: null,
  sourcePlace: "",
  industry: null,
  region: null,
  totalInvestment: null,
  agreedInvestment: null,
  fixedAssetInvestment: null,
  siteWish: "",
  officerId: null,
  qualityKeeperId: null,
  sourceNote: "",
  landedCompanyId: null,
  source: "officer",
  size: "unknown",
};
const keys = (items: MissingItem[]) => items.map(({ kind, key }) => `${kind}:${key}`);
const evidence = (...kinds: EvidenceKind[]) => kinds.map((kind) => ({ kind }));
const step = (stage: Stage, happenedOn: string, more: Partial<Step> = {}): Step => ({
  stage,
  happenedOn,
  evidence: [],
  skipReason: "",
  ...more,
});

describe("还差什么", () => {
  test("关口累加：到签约还差在谈、评审、签约各关的字段，佐证只要本关的", () => {
    expect(keys(missingFor("signed", { track: land, project: bare }))).toEqual([
      "field:brief",
      "field:capital",
      "field:industry",
      "field:officerId",
      "field:totalInvestment",
      "field:region",
      "field:investorId",
      "field:agreedInvestment",
      "field:qualityKeeperId",
      "field:sourcePlace",
      "evidence:agreement",
    ]);
  });

  test("零是填了，空是没填", () => {
    const told = (totalInvestment: string | null) =>
      keys(missingFor("approved", { track: land, project: { ...bare, totalInvestment } }));
    expect(told("0.00")).not.toContain("field:totalInvestment");
    expect(told(null)).toContain("field:totalInvestment");
  });

  test("有条件的字段：来源是活动的才要来源说明", () => {
    const told = (source: string) => keys(missingFor("negotiating", { track: land, project: { ...bare, source } }));
    expect(told("officer")).not.toContain("field:sourceNote");
    expect(told("event")).toContain("field:sourceNote");
  });

  test("带来的佐证不再缺；各部门提出的关口一并列出，每项都说在哪里补", () => {
    const finding = { kind: "rule", key: "review", title: "评审", message: "评审未办结", fix: "projects/p" } as const;
    const full = Object.fromEntries(Object.keys(bare).map((key) => [key, "有"])) as unknown as GateProject;
    const missing = missingFor("signed", {
      track: land,
      project: full,
      evidence: evidence("agreement"),
      findings: [finding],
    });
    expect(missing).toEqual([finding]);
    expect(missingFor("negotiating", { track: land, project: bare })[0]?.fix).toBe("projects/p/edit?field=brief");
  });

  test("服务类项目开业不要供地、环评和施工许可", () => {
    const kinds = (track: typeof land, stage: Stage) =>
      keys(missingFor(stage, { track, project: bare })).filter((key) => key.startsWith("evidence"));
    expect(kinds(land, "building")).toEqual([
      "evidence:landTransfer",
      "evidence:environment",
      "evidence:buildingPermit",
      "evidence:sitePhoto",
    ]);
    expect(kinds(service, "operating")).toEqual(["evidence:operation"]);
    expect(missingFor("building", { track: service, project: bare })).toEqual([]);
  });
});

describe("能不能登记", () => {
  const talks = [fact("lead", "2026-01-05"), fact("negotiating", "2026-01-20")];
  test.each<[string, Step, Fact[], string | null]>([
    ["日期早于前一阶段", step("approved", "2026-01-10"), talks, "projects.stage.order"],
    ["同一天可以", step("approved", "2026-01-20"), talks, null],
    ["日期还没到", step("approved", "2026-03-06"), talks, "projects.stage.future"],
    ["已经登记过", step("negotiating", "2026-02-01"), talks, "projects.stage.reached"],
    ["跳过评审不说理由", step("signed", "2026-02-01"), talks, "projects.stage.skipReason"],
    ["跳过评审说了理由", step("signed", "2026-02-01", { skipReason: "一事一议已上会" }), talks, null],
    ["跳过签约", step("registered", "2026-02-01", { skipReason: "急" }), talks, "projects.stage.skip"],
    [
      "材料种类不对",
      step("approved", "2026-02-01", { evidence: evidence("license") }),
      talks,
      "projects.stage.evidence",
    ],
    ["其他材料总可以附", step("approved", "2026-02-01", { evidence: evidence("minutes", "other") }), talks, null],
    [
      "补登较早的阶段，日期晚于后一阶段",
      step("approved", "2026-02-20"),
      [...talks, fact("signed", "2026-02-10")],
      "projects.stage.order",
    ],
    ["补登较早的阶段", step("approved", "2026-02-01"), [...talks, fact("signed", "2026-02-10")], null],
  ])("%s", (_, wanted, facts, code) => {
    expect(whyNotStage(wanted, land, facts, today)?.code ?? null).toBe(code);
  });

  test("不在本类轨道上的阶段说清可选哪些", () => {
    expect(whyNotStage(step("building", "2026-02-01"), service, talks, today)?.message).toContain("开业");
  });

  test("种类不对时说清可以附什么", () => {
    const wanted = step("approved", "2026-02-01", { evidence: evidence("license") });
    expect(whyNotStage(wanted, land, talks, today)?.message).toBe(
      "“营业执照”不是评审通过的佐证，这里可附：会议纪要、研判意见、其他材料",
    );
  });
});

describe("落地", () => {
  test("征地项目开工并核验才算；基金要外部认定；服务类注册核验即算", () => {
    const at = "2026-03-05T00:00:00.000Z";
    const built = fact("building", "2026-02-01");
    expect(landingOf(land, [fact("registered", "2026-01-01", { verifiedAt: at })])).toBeNull();
    expect(landingOf(land, [built])).toBeNull();
    expect(landingOf(land, [{ ...built, verifiedAt: at }])?.stage).toBe("building");
    expect(landingOf(service, [fact("registered", "2026-01-01", { verifiedAt: at })])?.stage).toBe("registered");
    expect(landingOf(fund, [fact("registered", "2026-01-01", { verifiedAt: at })])).toBeNull();
    expect(landingOf(fund, [fact("registered", "2026-01-01", { recognizedAt: at })])?.stage).toBe("registered");
  });

  test("下一阶段是走得最远的之后那个；到头就没有", () => {
    expect(nextStage(land, [fact("lead", "2026-01-01")])?.code).toBe("negotiating");
    expect(nextStage(land, [fact("lead", "2026-01-01"), fact("signed", "2026-01-02")])?.code).toBe("registered");
    expect(nextStage(fund, [fact("operating", "2026-01-02")])).toBeNull();
  });
});

describe("更正与作废", () => {
  const talk = fact("negotiating", "2026-01-20");
  const lead = fact("lead", "2026-01-05");

  test("没有核验的谁登记谁可改；已核验或认定的只由能核验的人改", () => {
    const at = "2026-03-05T00:00:00.000Z";
    expect(whyNotTouch(talk, false)).toBeNull();
    for (const proven of [
      { ...talk, verifiedAt: at },
      { ...talk, recognizedAt: at },
    ]) {
      expect(whyNotTouch(proven, false)?.code).toBe("stages.verified");
      expect(whyNotTouch(proven, true)).toBeNull();
    }
  });

  test("从最后的阶段起作废；线索不能作废", () => {
    const signed = fact("signed", "2026-02-10");
    expect(whyNotAnnul(talk, land, [lead, talk, signed])?.message).toMatch(/^已登记后面的签约/);
    expect(whyNotAnnul(signed, land, [lead, talk, signed])).toBeNull();
    expect(whyNotAnnul(lead, land, [lead])?.code).toBe("stages.annul.first");
  });
});
