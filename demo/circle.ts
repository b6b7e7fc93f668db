import type { Sent } from "#kit/base/operation.ts";
import type { contactBookOperations } from "#records/directory/contacts/contract.ts";
import type { factOperations } from "#records/directory/facts/contract.ts";
import type { prospectOperations } from "#records/directory/prospects/contract.ts";
import type { ProspectState } from "#records/directory/prospects/words.ts";
import type { DemoAgency } from "./agencies.ts";
import { dayAfter, momentOn, workingDay } from "./calendar.ts";
import { Draw } from "./draw.ts";
import { pairAt } from "./names.ts";
import type { DemoPerson } from "./people.ts";

export type NewConsent = Omit<Sent<typeof contactBookOperations.consent>, "id" | "version">;
export type NewFact = Omit<Sent<typeof factOperations.record>, "companyId">;
export type NewProspect = Omit<Sent<typeof prospectOperations.create>, "officerId">;

/** What goes on around the companies: who agreed, who belongs to whom, what others say of them, whom one wants. */
export type CircleStep = { at: string; by: string } & (
  | { does: "agree"; contact: string; sent: NewConsent }
  | { does: "lead"; company: string; lead: string; tier: string; name: string }
  | { does: "attach"; company: string; parent: string; sharePercent: string }
  | { does: "tell"; company: string; sent: NewFact }
  | { does: "list"; key: string; sent: NewProspect }
  | { does: "follow"; prospect: string; state: ProspectState; reason: string }
);

/** A company that stays as it was entered: what is said about it later stays true. */
export interface Calm {
  key: string;
  name: string;
  enteredOn: string;
  by: string;
}

interface Setting {
  agency: DemoAgency;
  people: DemoPerson[];
  officers: DemoPerson[];
  last: string;
}

/** Drawn apart from the companies, so that these are the same with and without. */
export function circleOf(setting: Setting, calm: Calm[]): CircleStep[] {
  const draw = new Draw(setting.agency.code.charCodeAt(setting.agency.code.length - 1) * 104_729);
  return [
    ...calm.flatMap((company, index) => consents(draw, setting, company, index)),
    ...families(draw, setting, calm),
    ...calm.flatMap((company) => facts(draw, setting, company)),
    ...wishes(draw, setting),
  ];
}

function consents(draw: Draw, { last }: Setting, { key, enteredOn, by }: Calm, index: number): CircleStep[] {
  const day = dayAfter(draw, enteredOn, last, 3, 40);
  if (!day || index % 4 === 3) return [];
  const contact = `${key} contact 0`;
  const said: NewConsent[] = [
    {
      consent: "given",
      consentOn: day,
      consentHow: "当面签署",
      consentEvidence: `知情同意书（示例）第 ${index + 1} 号`,
    },
    { consent: "oral", consentOn: day, consentHow: "电话告知" },
    index % 8 === 2
      ? { consent: "withdrawn", consentOn: day, consentHow: "来电要求不再联系" }
      : { consent: "given", consentOn: day, consentHow: "邮件回复", consentEvidence: `${day} 回复邮件（示例）` },
  ];
  const sent = said[index % 4];
  return sent ? [{ does: "agree", contact, at: momentOn(draw, day), by, sent }] : [];
}

const tiers = ["districtLeader", "cityLeader", "departmentHead"];
const shares = ["100", "60", "51"];

/** Three companies each: a head, one below it, and one below that. */
function families(draw: Draw, { agency, officers, last }: Setting, calm: Calm[]): CircleStep[] {
  const by = `${agency.letter}-head`;
  return tiers.flatMap((tier, index): CircleStep[] => {
    const [head, middle, low] = calm.slice(index * 3, index * 3 + 3);
    if (!head || !middle || !low) return [];
    const latest = [head, middle, low]
      .map(({ enteredOn }) => enteredOn)
      .sort()
      .at(-1) as string;
    const day = dayAfter(draw, latest, last, 2, 30);
    if (!day) return [];
    const lead = draw.pick(officers).login;
    const share = () => draw.pick(shares);
    const at = (hour: number) => `${day}T${String(hour).padStart(2, "0")}:10:00+08:00`;
    return [
      { does: "lead", company: head.key, lead, tier, name: `${head.name.replace(/有限公司$/, "")}系`, at: at(9), by },
      { does: "attach", company: middle.key, parent: head.key, sharePercent: share(), at: at(10), by },
      { does: "attach", company: low.key, parent: middle.key, sharePercent: share(), at: at(11), by },
    ];
  });
}

/** 上年数据, as the statistics and tax offices hand it over in April. */
function facts(draw: Draw, { agency, people, last }: Setting, { key, enteredOn, by }: Calm): CircleStep[] {
  const finance = people.find(({ roles }) => roles.includes("finance"))?.login;
  return [agency.year - 1, agency.year].flatMap((year): CircleStep[] => {
    const day = workingDay(`${year + 1}-04-20`);
    if (day <= enteredOn || day > last) return [];
    const tell = (teller: string, sent: Pick<NewFact, "kind" | "value" | "issuer">): CircleStep => ({
      does: "tell",
      company: key,
      at: momentOn(draw, day),
      by: teller,
      sent: { ...sent, year, queriedOn: day, document: `${year} 年度企业数据（示例）` },
    });
    const revenue = draw.between(300, 90_000) * 10_000;
    return [
      tell(by, { kind: "revenue", value: String(revenue), issuer: "示例统计局" }),
      tell(by, { kind: "employees", value: String(draw.between(8, 900)), issuer: "示例统计局" }),
      ...(finance
        ? [tell(finance, { kind: "tax", value: String(Math.round(revenue * 0.04)), issuer: "示例税务局" })]
        : []),
    ];
  });
}

const themes = [
  { theme: "生物医药补链", industryCode: "27", trade: "医药", reason: "补上制剂环节，与园区现有企业配套" },
  { theme: "总部企业", industryCode: "72", trade: "企业管理", reason: "拟设区域总部，办公面积需求明确" },
  { theme: "集成电路", industryCode: "39", trade: "微电子", reason: "上游客户已在本地，有扩产计划" },
] as const;
const follows: [ProspectState, string][] = [
  ["touched", "电话联系，约定来访"],
  ["negotiating", "已来访，正在谈落地条件"],
  ["abandoned", "选址已定在外地"],
];

/** 目标清单 of the published year and of this one. */
function wishes(draw: Draw, { agency, officers, last }: Setting): CircleStep[] {
  const years = [...new Set([agency.year, Number(last.slice(0, 4))])];
  return years.flatMap((year, round) =>
    Array.from({ length: 7 }, (_, index): CircleStep[] => {
      const day = workingDay(`${year}-01-${String(12 + index).padStart(2, "0")}`);
      if (day > last) return [];
      const about = themes[index % themes.length] as (typeof themes)[number];
      const { login: by } = draw.pick(officers);
      const key = `prospect ${year} ${index}`;
      const name = `示例${pairAt(700 + round * 20 + index)}${about.trade}有限公司`;
      const { theme, industryCode, reason } = about;
      const priority = (["high", "middle", "low"] as const)[index % 3] ?? "middle";
      const source = draw.pick(["产业链图谱", "行业年会", "以商招商", "商会推荐"]);
      const sent = { year, theme, name, industryCode, reason, source, priority };
      const listed: CircleStep = { does: "list", key, at: momentOn(draw, day), by, sent };
      const next = dayAfter(draw, day, last, 10, 120);
      const [state, why] = follows[index % 4] ?? [];
      return next && state && why
        ? [listed, { does: "follow", prospect: key, state, reason: why, at: momentOn(draw, next), by }]
        : [listed];
    }).flat(),
  );
}
