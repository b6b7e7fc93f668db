import { addDays } from "#kit/base/dates.ts";
import type { Sent } from "#kit/base/operation.ts";
import type { eventOperations } from "#records/events/contract.ts";
import type { EventKind } from "#records/events/words.ts";
import type { intermediaryOperations } from "#records/intermediaries/contract.ts";
import type { mandateOperations } from "#records/intermediaries/mandates/contract.ts";
import type { outpostOperations } from "#records/intermediaries/outposts/contract.ts";
import type { DemoAgency } from "./agencies.ts";
import { minutesAfter, workingDay } from "./calendar.ts";
import type { Calm } from "./circle.ts";
import { Draw } from "./draw.ts";
import { contactName, pairAt } from "./names.ts";
import type { DemoPerson } from "./people.ts";

/** 活动与中介: what goes on outside the house. `event`, `survey`, `intermediary`, `outpost` name what an earlier step made. */
export type OutreachStep = { at: string; by: string } & (
  | { does: "plan"; key: string; sent: Sent<typeof eventOperations.create> }
  | { does: "assign"; event: string; title: string; dueOn: string }
  | { does: "guest"; event: string; company?: string; companyName?: string; personName: string; attended: boolean }
  | { does: "call"; event: string; companyName: string; calledOn: string; place: string; result: string }
  | { does: "hold"; event: string; headcount: number; actualCost: string; report: string }
  | { does: "askAround"; key: string; event: string; title: string; closesOn: string; limit: number }
  | { does: "publish"; survey: string }
  | { does: "answer"; survey: string; values: (string | null)[] }
  | { does: "mediate"; key: string; sent: Sent<typeof intermediaryOperations.create> }
  | { does: "declare"; intermediary: string; declaredOn: string; isExcluded?: true }
  | { does: "mandate"; intermediary: string; sent: Omit<Sent<typeof mandateOperations.sign>, "intermediaryId"> }
  | { does: "station"; key: string; sent: Sent<typeof outpostOperations.create> }
  | { does: "spend"; outpost: string; year: number; amount: string }
);

interface Setting {
  agency: DemoAgency;
  /** Companies that stay as they were entered, by whom. */
  calm: Calm[];
  officers: DemoPerson[];
  last: string;
}

/** 公开数字 that count events and mandated intermediaries; what is not published is invented. */
const published: Record<string, { events: Partial<Record<EventKind, number>>; intermediaries: number }> = {
  "shili-a": { events: { promotion: 3, outboundTrip: 4, siteVisit: 3, symposium: 2 }, intermediaries: 6 },
  "shili-b": {
    events: { promotion: 16, training: 6, districtTour: 8, overseasPromotion: 1, matchmaking: 1, outboundTrip: 3 },
    intermediaries: 143,
  },
  "shili-c": { events: { promotion: 2, outboundTrip: 5, signing: 2 }, intermediaries: 4 },
  "shili-d": { events: { promotion: 2, outboundTrip: 3, exhibition: 1 }, intermediaries: 3 },
  "shili-e": { events: { promotion: 10, industryInvestment: 22, outboundTrip: 2 }, intermediaries: 3 },
};

const subjects = ["智能制造", "生物医药", "新材料", "数字经济", "绿色低碳", "现代物流", "食品加工", "文旅融合"];
const titles: Record<EventKind, string> = {
  promotion: "投资推介会",
  overseasPromotion: "境外投资推介会",
  industryInvestment: "产业招商活动",
  signing: "集中签约仪式",
  outboundTrip: "外出招商",
  siteVisit: "考察团来访",
  exhibition: "产业博览会",
  matchmaking: "供需对接会",
  districtTour: "走进本区",
  training: "招商业务培训沙龙",
  symposium: "企业座谈会",
};
const cities = ["示范东市", "示范南市", "示范西市", "示范北市"];

/** Of the published year, all held; of the last weeks, some still to come. */
export function outreachOf(setting: Setting): OutreachStep[] {
  const { agency } = setting;
  const draw = new Draw(agency.code.charCodeAt(agency.code.length - 1) * 15_485_863);
  const { events = {}, intermediaries = 3 } = published[agency.code] ?? {};
  const kinds = Object.entries(events).flatMap(([kind, times]) => Array<EventKind>(times).fill(kind as EventKind));
  const year = draw.shuffled(kinds).flatMap((kind, number) => {
    const month = 1 + Math.floor((number * 11) / kinds.length);
    return held(draw, setting, kind, number, workingDay(`${agency.year}-${two(month)}-${two(draw.between(12, 27))}`));
  });
  return [...year, ...lately(draw, setting), ...mediators(draw, setting, intermediaries), ...away(setting)];
}

const two = (value: number): string => String(value).padStart(2, "0");
const at = (day: string, hour: number): string => `${day}T${two(hour)}:05:00+08:00`;

function planned(kind: EventKind, number: number, day: string): Sent<typeof eventOperations.create> {
  const subject = subjects[number % subjects.length] ?? "";
  const travels = kind === "outboundTrip" || kind === "overseasPromotion";
  const city = cities[number % cities.length] ?? "";
  return {
    name: travels ? `赴${city}${subject}${titles[kind]}` : `${subject}${titles[kind]}（第 ${number + 1} 场）`,
    kind,
    fromOn: day,
    toOn: travels ? addDays(day, 2) : day,
    place: travels ? city : "示例会展中心",
    host: "示例区人民政府主办",
    purpose: `面向${subject}企业介绍投资环境，邀请有意向的企业洽谈。`,
    budgetLine: "招商活动经费",
    plannedCost: String((3 + (number % 9)) * 10_000),
    plannedGuests: 20 + (number % 5) * 10,
    memberIds: [],
    officerId: null,
  };
}

function held(draw: Draw, { officers, calm }: Setting, kind: EventKind, number: number, day: string): OutreachStep[] {
  const officer = draw.pick(officers);
  const by = officer.login;
  const key = `event ${number}`;
  const before = workingDay(addDays(day, -9));
  const after = addDays(day, 4);
  const sent = planned(kind, number, day);
  const guests = Array.from({ length: 2 }, (_, index): OutreachStep => {
    const companyName = `示例${pairAt(200 + number * 3 + index)}投资有限公司`;
    const attended = index === 0 || number % 3 > 0;
    const known = index === 0 ? calm.find((each) => each.by === by && each.enteredOn < after) : undefined;
    const whose = known ? { company: known.key } : { companyName };
    return {
      does: "guest",
      event: key,
      ...whose,
      personName: contactName(number * 3 + index),
      attended,
      at: minutesAfter(at(after, 9), index * 6),
      by,
    };
  });
  const calls = Array.from({ length: kind === "outboundTrip" ? 2 : 0 }, (_, index): OutreachStep => {
    const companyName = `示例${pairAt(500 + number * 2 + index)}集团有限公司`;
    const result = index === 0 ? "介绍了园区配套，对方同意下月派人考察。" : "对标准厂房租金关注较多，留下需求清单。";
    return {
      does: "call",
      event: key,
      companyName,
      calledOn: addDays(day, index),
      place: sent.place ?? "",
      result,
      at: minutesAfter(at(after, 10), index * 7),
      by,
    };
  });
  const actualCost = String(Number(sent.plannedCost) - draw.between(0, 9) * 1000);
  const hold: OutreachStep = {
    does: "hold",
    event: key,
    headcount: draw.between(18, 90),
    actualCost,
    report: "活动按计划举办，到会企业反馈良好，名单已整理，逐家跟进。",
    at: at(after, 14),
    by,
  };
  const survey = number % 4 === 0 ? asked(draw, key, number, after, by) : [];
  const plan: OutreachStep = { does: "plan", key, sent, at: at(before, 9), by };
  return [plan, ...guests, ...calls, hold, ...survey];
}

/** Three or four answers: mostly content, sometimes not. */
function asked(draw: Draw, event: string, number: number, day: string, by: string): OutreachStep[] {
  const key = `survey ${number}`;
  const opened: OutreachStep = {
    does: "askAround",
    key,
    event,
    title: "活动满意度调查",
    closesOn: addDays(day, 14),
    limit: 200,
    at: at(day, 15),
    by,
  };
  const answers = Array.from({ length: draw.between(3, 5) }, (_, index): OutreachStep => {
    const score = draw.pick(["5", "5", "5", "4", "4", "3"]);
    const said = draw.pick([null, "希望多介绍厂房信息", "建议会后发资料"]);
    return {
      does: "answer",
      survey: key,
      values: [score, draw.pick(["5", "4"]), said],
      at: minutesAfter(at(addDays(day, 1), 10), index * 13),
      by,
    };
  });
  return [opened, { does: "publish", survey: key, at: minutesAfter(at(day, 15), 3), by }, ...answers];
}

/** One that is over and not typed as held yet, and two to come. */
function lately(draw: Draw, { officers, last }: Setting): OutreachStep[] {
  return [-5, 12, 26].flatMap((away, index): OutreachStep[] => {
    const officer = index === 0 ? officers[0] : draw.pick(officers);
    if (!officer) return [];
    const kind = (["promotion", "outboundTrip", "symposium"] as const)[index] ?? "promotion";
    const key = `event lately ${index}`;
    const day = workingDay(addDays(last, away));
    const sent = {
      ...planned(kind, 40 + index, day),
      name: `${subjects[index] ?? ""}${titles[kind]}（${last.slice(0, 4)} 年）`,
    };
    const moment = at(workingDay(addDays(last, -12)), 10 + index);
    return [
      { does: "plan", key, sent, at: moment, by: officer.login },
      {
        does: "assign",
        event: key,
        title: "确定邀请名单",
        dueOn: addDays(last, 3 + index),
        at: minutesAfter(moment, 8),
        by: officer.login,
      },
    ];
  });
}

const mediatorKinds = ["chamber", "consulting", "lawFirm", "accounting", "fund", "property"] as const;
const mediatorWords = {
  chamber: "商会",
  consulting: "咨询有限公司",
  lawFirm: "律师事务所",
  accounting: "会计师事务所",
  fund: "投资管理有限公司",
  property: "园区运营有限公司",
};

/** 签约中介: as many as published have a mandate of the year; one more has declared that it may not. */
function mediators(draw: Draw, { agency, officers }: Setting, count: number): OutreachStep[] {
  return Array.from({ length: count + 1 }, (_, number): OutreachStep[] => {
    const kind = mediatorKinds[number % mediatorKinds.length] ?? "chamber";
    const by = draw.pick(officers).login;
    const day = workingDay(`${agency.year}-${two(1 + (number % 11))}-${two(12 + (number % 14))}`);
    const key = `intermediary ${number}`;
    // Two characters and a number: so many are told apart by nothing else.
    const name = `示例${pairAt(number)}${number >= 60 ? pairAt(number + 31) : ""}${mediatorWords[kind]}`;
    const sent = {
      kind,
      name,
      regions: cities[number % cities.length] ?? "",
      strengths: subjects[number % subjects.length] ?? "",
    };
    const isExcluded = number === count;
    const steps: OutreachStep[] = [
      { does: "mediate", key, sent, at: minutesAfter(at(day, 9), number % 50), by },
      {
        does: "declare",
        intermediary: key,
        declaredOn: day,
        ...(isExcluded ? { isExcluded } : {}),
        at: minutesAfter(at(day, 10), number % 50),
        by,
      },
    ];
    if (isExcluded) return steps;
    const mandate = {
      number: `示例委托〔${agency.year}〕${number + 1}号`,
      scope: subjects[number % subjects.length] ?? "",
      feeRule: "按协议约定的奖励办法执行，以实际到位资金为基数，设封顶。",
      signedOn: day,
      fromOn: day,
      toOn: addDays(day, number % 3 === 0 ? 365 * 4 : 729),
    };
    return [
      ...steps,
      { does: "mandate", intermediary: key, sent: mandate, at: minutesAfter(at(day, 11), number % 50), by },
    ];
  }).flat();
}

function away({ agency, officers, last }: Setting): OutreachStep[] {
  const officer = officers[0];
  if (!officer) return [];
  const day = workingDay(`${agency.year}-03-16`);
  const sent = {
    kind: "station",
    name: "驻示范东市招商联络站",
    place: "示范东市",
    basis: "示例招商工作会议纪要",
    fromOn: day,
    mandatedUntil: addDays(last, 45),
    tasks: "收集线索，邀约来访。",
  } as const;
  return [
    { does: "station", key: "outpost", sent, at: at(day, 16), by: officer.login },
    {
      does: "spend",
      outpost: "outpost",
      year: agency.year,
      amount: "120000",
      at: at(workingDay(`${agency.year}-12-20`), 16),
      by: officer.login,
    },
  ];
}
