import { addDays } from "#kit/base/dates.ts";
import type { Sent } from "#kit/base/operation.ts";
import type { arrivalOperations } from "#records/projects/arrivals/contract.ts";
import type { commitmentOperations } from "#records/projects/commitments/contract.ts";
import type { projectOperations } from "#records/projects/contract.ts";
import type { signingOperations } from "#records/projects/signings/contract.ts";
import type { EvidenceKind, Stage, Track } from "#records/projects/words.ts";
import type { DemoAgency } from "./agencies.ts";
import { type AgreementStep, reviewedAgreement } from "./agreements.ts";
import { workingDay } from "./calendar.ts";
import type { Calm } from "./circle.ts";
import { Draw } from "./draw.ts";
import type { Talking } from "./counting.ts";
import { type EncounterStep, encountersOf } from "./encounters.ts";
import { pairAt, pairs, type Trade, trades } from "./names.ts";
import type { OutreachStep } from "./outreach.ts";
import type { DemoPerson } from "./people.ts";
import { type Fair, fairs, latelyOf, type Wish, wishesOf } from "./pipeline.ts";
import { expertsOf, type ReviewingStep, reviewingOf } from "./reviewing.ts";
import { type TogetherStep, togetherOf } from "./together.ts";

/** 招商项目: from the lead on. `project`, `company`, `event` name what an earlier step made. */
export type ProjectStep = AgreementStep | PipelineStep | ReviewingStep;

type PipelineStep = { at: string; by: string } & (
  | {
      does: "bring";
      key: string;
      /** 投资主体, and 落地主体 where the project comes so far. */
      company?: string;
      lands?: boolean;
      keeper: string;
      event?: string;
      outpost?: string;
      sent: Sent<typeof projectOperations.create>;
    }
  | { does: "reach"; project: string; stage: Stage; happenedOn: string; evidence: EvidenceKind[]; skipReason?: string }
  | {
      does: "contract";
      project: string;
      event?: string;
      sent: Omit<Sent<typeof signingOperations.create>, "projectId">;
    }
  | { does: "vouch"; project: string; stage: Stage }
  | EncounterStep
  | { does: "fund"; project: string; sent: Omit<Sent<typeof arrivalOperations.create>, "projectId" | "files"> }
  | { does: "confirm"; project: string }
  | TogetherStep
  /** 上报: what the records give for that period. */
  | { does: "report"; sheet: string; fromOn: string; toOn: string }
  | { does: "promise"; project: string; sent: Omit<Sent<typeof commitmentOperations.create>, "projectId"> }
);

interface Setting {
  agency: DemoAgency;
  officers: DemoPerson[];
  /** Companies that stay with whom they were entered by. */
  kept: Calm[];
  last: string;
}

/** Drawn apart from everything else, so that this is the same with and without. */
export function projectsOf({ agency, officers, kept, last }: Setting): (ProjectStep | OutreachStep)[] {
  const { code, year } = agency;
  const draw = new Draw(code.charCodeAt(code.length - 1) * 32_452_843);
  const wishes = [...(wishesOf[code]?.({ draw, year }) ?? []), ...latelyOf(draw, last)];
  const ownerKnownBy = ownersOf(kept);
  return [
    ...(fairs[code] ?? []).flatMap((fair) => held(fair, year, officers[0]?.login ?? "")),
    ...wishes.flatMap((wish, number) => {
      const company = isSigned(wish) ? ownerKnownBy(wish.receivedOn) : null;
      const drawn = company?.by ?? draw.pick(officers).login;
      // The outpost is the first officer's.
      const by = wish.isFromOutpost ? (officers[0]?.login ?? drawn) : drawn;
      return told({ agency, draw, wish, number, company, by, last });
    }),
    ...(hasReviews(agency) ? expertsOf(`${agency.letter}-head`, last) : []),
    ...reported(agency, last),
  ];
}

/** 评审 and 尽职调查 are shown in one agency; the others keep to what is published. */
const hasReviews = ({ letter }: DemoAgency): boolean => letter === "a";

/** 在谈 of the plan, as the reserve library lists them: what reached talks and was never signed, but for the last weeks. */
export function talkingOf(steps: (ProjectStep | OutreachStep)[]): Talking[] {
  const moved = steps.flatMap((step) => (step.does === "reach" ? [step] : []));
  return steps.flatMap((step) => {
    if (step.does !== "bring") return [];
    const own = moved.filter(({ project }) => project === step.key);
    const [talks] = own.filter(({ stage }) => stage === "negotiating");
    if (!talks || own.length > 1) return [];
    const { name, totalInvestment, capital, industry } = step.sent;
    const [amount, on] = [totalInvestment ?? "0", talks.happenedOn];
    return [{ name, amount, capital: capital ?? "domestic", industry: industry as Trade, on }];
  });
}

/** 上报 once, at the beginning of the last month, so that the next report shows what has changed since. */
function reported({ letter, year }: DemoAgency, last: string): ProjectStep[] {
  const first = `${last.slice(0, 7)}-01`;
  // A week into it, so that no run of holidays moves it back before the end of the period.
  const on = workingDay(addDays(first, 7));
  const toOn = addDays(first, -1);
  if (letter !== "a" || on >= last || on <= toOn || toOn < `${year}-01-31`) return [];
  const period = { fromOn: `${toOn.slice(0, 4)}-01-01`, toOn };
  return [{ does: "report", sheet: "provincial", ...period, at: `${on}T16:40:00+08:00`, by: `${letter}-performance` }];
}

const isSigned = ({ reached }: Wish): boolean => reached.some(([stage]) => stage === "signed");

/** 投资主体: of the companies known by then the one that has the fewest projects; its officer brings the project. */
function ownersOf(kept: Calm[]): (before: string) => Calm {
  const counts = new Map<Calm, number>();
  const countOf = (company: Calm) => counts.get(company) ?? 0;
  return (before) => {
    const [first, ...others] = kept.filter(({ enteredOn }) => enteredOn < before);
    if (!first) throw new Error(`演示数据在 ${before} 之前没有企业`);
    const chosen = others.reduce((least, each) => (countOf(each) < countOf(least) ? each : least), first);
    counts.set(chosen, countOf(chosen) + 1);
    return chosen;
  };
}

/** 展会, planned at the beginning of its year and held. */
function held({ key, name, on }: Fair, year: number, by: string): OutreachStep[] {
  const sent = {
    name,
    kind: "exhibition",
    fromOn: on,
    toOn: on,
    place: "示例会展中心",
    host: "示例市人民政府主办",
    purpose: "集中签约，推介本区投资环境。",
  } as const;
  return [
    { does: "plan", key, sent, at: `${workingDay(`${year}-01-06`)}T08:40:00+08:00`, by },
    {
      does: "hold",
      event: key,
      headcount: 160,
      actualCost: "80000",
      report: "签约项目已逐个登记，由责任专员跟进。",
      at: `${on}T17:30:00+08:00`,
      by,
    },
  ];
}

interface Telling {
  agency: DemoAgency;
  draw: Draw;
  wish: Wish;
  number: number;
  company: Calm | null;
  by: string;
  last: string;
}

/** The project's steps, each typed on its day; on one day in the order they stand here. */
function told({ agency, draw, wish, number, company, by, last }: Telling): ProjectStep[] {
  const project = `project ${number}`;
  const { receivedOn, reached, signing, fair } = wish;
  const event = fair ? { event: fair.key } : {};
  const lands = reached.some(([stage]) => stage === "registered" || stage === "building");
  let hour = 9;
  const typed = (day: string, who = by) => {
    hour += 1;
    return { at: `${day}T${two(hour)}:${two(number % 60)}:00+08:00`, by: who };
  };
  const contract = ({ on, kind }: NonNullable<Wish["signing"]>): ProjectStep => {
    const sent = { kind, ...agreement(wish, on, number), ...(company ? { counterpart: company.name } : {}) };
    return { does: "contract", project, ...event, sent, ...typed(on) };
  };
  const bring: ProjectStep = {
    does: "bring",
    key: project,
    ...(company ? { company: company.key, lands } : {}),
    keeper: `${agency.letter}-chief1`,
    ...event,
    ...(wish.isFromOutpost && { outpost: "outpost" }),
    sent: lead(agency, draw, wish, number),
    ...typed(receivedOn),
  };
  const stages = reached.flatMap(([stage, happenedOn]): ProjectStep[] => {
    // The formal agreement stands before 签约 is registered.
    const agreed = stage === "signed" && signing ? [contract(signing)] : [];
    const reviewed =
      agreed.length > 0 && number === 0 ? reviewedAgreement(project, happenedOn, by, `${agency.letter}-head`) : [];
    const skipReason = skipReasonOf(stage, reached);
    const proof = { evidence: evidenceOf(stage, wish.track), ...(skipReason ? { skipReason } : {}) };
    return [...reviewed, ...agreed, { does: "reach", project, stage, happenedOn, ...proof, ...typed(happenedOn) }];
  });
  const framework = signing && !isSigned(wish) ? [contract(signing)] : [];
  const [stage, day] = reached.at(-1) ?? [];
  const verifier = `${agency.letter}-performance`;
  const vouch: ProjectStep[] =
    wish.isVerified && stage && day ? [{ does: "vouch", project, stage, ...typed(day, verifier) }] : [];
  const met = wish.isLately ? encountersOf(project, wish, number) : [];
  const together = wish.isLately && day ? togetherOf(agency, project, wish, day) : [];
  const funds = (on: string): ProjectStep[] => [
    { does: "fund", project, sent: paid(wish, on, number), ...typed(on) },
    { does: "confirm", project, ...typed(on, verifier) },
    { does: "promise", project, sent: promised(wish, on), ...typed(on) },
  ];
  const isFunded = wish.isVerified && !wish.isInDollars && number % funded === 0;
  return [
    bring,
    ...met.map(({ on, ...step }) => ({ ...step, ...typed(on) })),
    ...stages,
    ...framework,
    ...together.map(({ on, who, ...step }) => ({ ...step, ...typed(on, who) })),
    ...vouch,
    ...(day && isFunded ? funds(day) : []),
    ...(wish.reviewing && hasReviews(agency)
      ? reviewingOf({ ...wish.reviewing, project, by, head: `${agency.letter}-head`, last })
      : []),
  ];
}

/** 到位与承诺: told of one landed project in so many. */
const funded = 4;

/** Three tenths of the investment, paid in on the day it landed. */
const paid = ({ amount }: Wish, happenedOn: string, number: number) => ({
  kind: "registeredCapital" as const,
  happenedOn,
  amount: String(Math.round(amount * 0.3) * 10_000),
  proofKind: "bankReceipt" as const,
  proofNumber: `JZ-${happenedOn.slice(0, 4)}-${two(number)}`,
});

/** All of it by the end of that year. */
const promised = ({ amount }: Wish, agreedOn: string) => ({
  kind: "investment" as const,
  year: Number(agreedOn.slice(0, 4)),
  target: String(amount * 10_000),
  dueOn: `${agreedOn.slice(0, 4)}-12-31`,
  source: "投资协议第五条",
  agreedOn,
});

const two = (value: number): string => String(value).padStart(2, "0");

const places = {
  domestic: ["示范东市", "示范南市", "示范西市", "示范北市"],
  foreign: ["新加坡", "德国", "日本", "法国"],
};
const endings: Record<Track, string> = {
  landManufacturing: "生产基地",
  service: "区域总部",
  expansion: "扩产",
  fund: "基金",
};
const sourceNotes = { intermediary: "签约中介引荐", superior: "上级交办", event: "活动邀约", officer: "" } as const;

function lead(agency: DemoAgency, draw: Draw, wish: Wish, number: number): Sent<typeof projectOperations.create> {
  const { track, capital, source, industry, receivedOn, fair } = wish;
  const words = trades[industry];
  const trade = words[number % words.length] ?? "";
  const pair = pairOf(number);
  const isBuilt = track === "landManufacturing" || track === "expansion";
  return {
    name: `示例${pair}${trade}${endings[track]}项目`,
    brief: `拟在本区建设${trade}${endings[track]}，投资方已提交初步方案。`,
    investorName: `示例${pair}${trade}集团有限公司`,
    investorKind: capital === "foreign" ? "foreign" : draw.pick(["private", "private", "localState", "centralState"]),
    track,
    capital,
    source: wish.isFromOutpost ? "outpost" : source,
    sourceNote: fair?.name ?? sourceNotes[source as keyof typeof sourceNotes] ?? "",
    sourcePlace: draw.pick(places[capital]),
    industry,
    region: agency.region,
    receivedOn,
    siteWish: isBuilt ? "需工业用地或标准厂房，近主干路，110 千伏供电。" : "",
    ...invested(wish),
    ...(isBuilt ? { fixedAssetInvestment: String(Math.floor(inYuan(wish) / 10) * 6) } : {}),
  };
}

/** So many are told apart by a second pair, once the first have all been used. */
function pairOf(number: number): string {
  const round = Math.floor(number / pairs.length);
  return `${pairAt(number)}${round > 0 ? pairAt(number + 31 * round) : ""}`;
}

const tenThousand = 10_000;
/** The rate the published sum in yuan was made with. */
const perDollar = 7;
const inYuan = ({ amount, isInDollars }: Wish): number => amount * tenThousand * (isInDollars ? perDollar : 1);
const dollarRate = (ratedOn: string) =>
  ({ currency: "USD", exchangeRate: String(perDollar), ratedOn, rateSource: "示例汇率" }) as const;

function invested(wish: Wish) {
  const amount = String(wish.amount * tenThousand);
  return wish.isInDollars
    ? { originalInvestment: amount, ...dollarRate(wish.receivedOn) }
    : { totalInvestment: amount };
}

function agreement(wish: Wish, on: string, number: number) {
  return {
    happenedOn: on,
    counterpart: `示例${pairOf(number)}集团有限公司`,
    agreementNumber: `示例招协〔${on.slice(0, 4)}〕${number + 1}号`,
    amount: String(wish.amount * tenThousand),
    ...(wish.isInDollars ? dollarRate(on) : {}),
  };
}

/** What the national pack asks for. */
function evidenceOf(stage: Stage, track: Track): EvidenceKind[] {
  const isOnLand = track === "landManufacturing";
  const proofs: Partial<Record<Stage, EvidenceKind[]>> = {
    approved: ["minutes"],
    signed: ["agreement"],
    registered: ["license"],
    building: isOnLand ? ["landTransfer", "environment", "buildingPermit", "sitePhoto"] : ["sitePhoto"],
    completed: ["acceptance"],
  };
  return proofs[stage] ?? [];
}

function skipReasonOf(stage: Stage, reached: Wish["reached"]): string | null {
  if (stage === "completed") return "纳统材料在办，先行竣工验收";
  const isReviewed = reached.some(([each]) => each === "approved");
  return stage === "signed" && !isReviewed ? "按简易程序办理，不单独评审" : null;
}
