import { addDays } from "#kit/base/dates.ts";
import type { Sent } from "#kit/base/operation.ts";
import type { companyOperations } from "#records/directory/contract.ts";
import type { establishmentOperations } from "#records/people/establishments/contract.ts";
import type { CompanyTag } from "#records/directory/words.ts";
import type { DemoAgency } from "./agencies.ts";
import { dayAfter, entryDays, minutesAfter, momentOn, openingOf } from "./calendar.ts";
import { type Calm, circleOf, type CircleStep } from "./circle.ts";
import {
  creditCodeOf,
  drawAddress,
  drawCompany,
  drawContact,
  type KindName,
  kindsFor,
  type NewCompany,
  type NewContact,
} from "./companies.ts";
import { countingOf, type CountingStep } from "./counting.ts";
import { Draw } from "./draw.ts";
import { type IntakeStep, publicFormOf } from "./intakes.ts";
import { type MemoStep, memosOf } from "./memos.ts";
import { archiveReasons, notes, pairs } from "./names.ts";
import { outreachOf, type OutreachStep } from "./outreach.ts";
import type { DemoPerson } from "./people.ts";
import { type ProjectStep, projectsOf, talkingOf } from "./projects.ts";
import { type SiteStep, sitesOf } from "./sites.ts";

type Changes = Sent<typeof companyOperations.update>["changes"];

/** One command: when, by whom, and what is sent. `key` names the record it makes, `company` and `contact` the one it is about. */
export type Step = CircleStep | CompanyStep | CountingStep | IntakeStep | OutreachStep | ProjectStep;

type CompanyStep = { at: string; by: string } & (
  | { does: "enter"; key: string; sent: NewCompany }
  | { does: "addContact"; key: string; company: string; sent: NewContact }
  | { does: "change"; company: string; changes: Changes }
  | { does: "handOver"; company: string; to: string }
  | { does: "archive"; company: string; reason: string }
  | { does: "restore"; company: string }
  | { does: "reveal"; contact: string }
  | MemoStep
  | SiteStep
  | { does: "establish"; sent: Sent<typeof establishmentOperations.approve> }
  | { does: "entrust"; to: string; fromOn: string; untilOn: string; reason: string }
  | { does: "prepare"; key: string; to: string; witness: string; reason: string }
  | { does: "sign"; handover: string }
  | { does: "askErasure"; contact: string; appliedOn: string }
);

type Story =
  | "none"
  | "moved"
  | "grown"
  | "recognized"
  | "lapsed"
  | "renamed"
  | "registered"
  | "handedOver"
  | "archived"
  | "restored"
  | "noted"
  | "revealed";

/** What becomes of a company: how many of every twenty. Most are just there; a lead gets registered or not. */
const shares: [Story, number][] = [
  ["none", 6],
  ["moved", 1],
  ["grown", 2],
  ["recognized", 3],
  ["lapsed", 1],
  ["renamed", 1],
  ["handedOver", 1],
  ["archived", 2],
  ["restored", 1],
  ["noted", 1],
  ["revealed", 1],
];
/** After these a company is no longer, or not always, with whom it was entered by. */
const parting: Story[] = ["handedOver", "archived", "restored"];
const stories = shares.flatMap(([story, share]) => Array<Story>(share).fill(story));

/**
 * 一个机构的全部办理, in order of time: the same for the same agency and the same last day.
 * A load that was interrupted goes on by counting how many of these commands the agency's history already holds.
 */
export function planOf(agency: DemoAgency, people: DemoPerson[], last: string): Step[] {
  const draw = new Draw(agency.code.charCodeAt(agency.code.length - 1) * 7919);
  const days = entryDays(draw, agency.year, last);
  const kinds = draw.shuffled(kindsFor(days.length));
  const fates = draw.shuffled(days.map((_, index) => stories[index % stories.length] as Story));
  const names = draw.shuffled(pairs);
  const officers = officersOf(agency, people);
  const lives = days.map((enteredOn, number) => {
    const kind = kinds[number] as KindName;
    const pair = names[number % names.length] as string;
    const sent = drawCompany(draw, { agency, number, kind, pair, enteredOn });
    const life: Life = { agency, draw, number, enteredOn, last, sent, officers, by: draw.pick(officers).login };
    const entered = entering(life);
    const story = kind === "lead" ? draw.pick(["registered", "none"] as const) : (fates[number] as Story);
    const calm: Calm = { key: keyOf(life), name: sent.name, enteredOn, by: life.by };
    const isKept = kind !== "lead" && !parting.includes(story);
    return {
      steps: [...entered, ...following(life, story)],
      calm: kind !== "lead" && story === "none" ? [calm] : [],
      kept: isKept ? [calm] : [],
    };
  });
  const steps: Step[] = lives.flatMap((each) => each.steps);
  const calm = lives.flatMap((each) => each.calm);
  const kept = lives.flatMap((each) => each.kept);
  const projects = projectsOf({ agency, officers, kept, last });
  return [
    ...approving(agency),
    ...steps,
    ...circleOf({ agency, people, officers, last }, calm),
    ...enteredTwice(draw, steps, officers, last),
    ...outreachOf({ agency, officers, last, calm }),
    ...memosOf(agency, officers, last),
    ...sitesOf(agency, officers, last),
    ...projects,
    ...publicFormOf(agency, last),
    ...countingOf(agency, talkingOf(projects)),
    ...leaving(officers, people, last),
    ...forgetting(steps, last),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** 登记了两次: one company that another division entered again before it had its code, for the queue of duplicates. */
function enteredTwice(draw: Draw, steps: Step[], officers: DemoPerson[], last: string): Step[] {
  const twin = (name: string) => name.replace(/有限公司$/, "有限公司（筹）");
  const first = steps.find(
    (step) => step.does === "enter" && step.sent.creditCode && twin(step.sent.name) !== step.sent.name,
  );
  if (first?.does !== "enter") return [];
  const { name, industry, region } = first.sent;
  const day = dayAfter(draw, first.at.slice(0, 10), last, 3, 20) ?? first.at.slice(0, 10);
  const sent: NewCompany = {
    name: twin(name),
    industry: industry ?? null,
    region: region ?? null,
    note: "展会上交换的名片，说正在办理登记。",
    duplicateReason: "对方说公司尚未注册，先登记线索",
  };
  return [
    { does: "enter", key: "company twice", at: momentOn(draw, day), by: otherOfficer(officers, first.by, draw), sent },
  ];
}

/** 编制批复, entered on the first day by the head from the papers that are there. */
function approving({ approved, letter, year }: DemoAgency): Step[] {
  return approved.map(({ kind, number, document }, index) => {
    const approvedOn = `${/〔(\d{4})〕/.exec(document)?.[1] ?? year - 1}-06-30`;
    const at = minutesAfter(openingOf(year), 10 * (index + 1));
    return { does: "establish", at, by: `${letter}-head`, sent: { kind, number, approvedOn, document } };
  });
}

/** On the last day somebody goes on leave, and somebody else changes post: both are still open when a visitor comes. */
function leaving(officers: DemoPerson[], people: DemoPerson[], last: string): Step[] {
  const [away, standIn, mover] = officers.slice(1).reverse();
  const head = people.find(({ roles }) => roles.includes("head"));
  if (!away || !standIn || !mover || !head) return [];
  const at = `${last}T17:50:00+08:00`;
  const untilOn = addDays(last, 10);
  const [receiver, witness] = [standIn.login, head.login];
  return [
    { does: "entrust", at, by: away.login, to: receiver, fromOn: last, untilOn, reason: "年休假" },
    {
      does: "prepare",
      key: "handover",
      at: minutesAfter(at, 2),
      by: mover.login,
      to: receiver,
      witness,
      reason: "轮岗",
    },
    { does: "sign", at: minutesAfter(at, 4), by: mover.login, handover: "handover" },
  ];
}

/** Somebody asks in writing to be forgotten; whoever entered the contact takes it in, and it waits for a second person. */
function forgetting(steps: Step[], last: string): Step[] {
  const handedOn = new Set(steps.flatMap((step) => (step.does === "handOver" ? [step.company] : [])));
  const asked = steps.find((step) => step.does === "addContact" && !handedOn.has(step.company));
  if (asked?.does !== "addContact") return [];
  return [{ does: "askErasure", at: `${last}T17:58:00+08:00`, by: asked.by, contact: asked.key, appliedOn: last }];
}

interface Life {
  agency: DemoAgency;
  draw: Draw;
  number: number;
  enteredOn: string;
  last: string;
  sent: NewCompany;
  officers: DemoPerson[];
  by: string;
}

/** 招商业务科室的专员; the first one twice as often, because that is whom a visitor signs in as. */
function officersOf({ divisions }: DemoAgency, people: DemoPerson[]): DemoPerson[] {
  const business = divisions.filter(({ isBusiness }) => isBusiness).map(({ name }) => name);
  const officers = people.filter(
    ({ roles, division }) => roles.includes("officer") && division !== null && business.includes(division),
  );
  return [...officers.slice(0, 1), ...officers];
}

const keyOf = ({ number }: Life): string => `company ${number}`;

/** 入库, with the people one talks to there. */
function entering(life: Life): Step[] {
  const { draw, enteredOn, sent, by } = life;
  const at = momentOn(draw, enteredOn);
  const key = keyOf(life);
  const contacts = draw.pick([1, 1, 1, 2, 2, 3]);
  return [
    { does: "enter", key, at, by, sent },
    ...Array.from({ length: contacts }, (_, index): Step => {
      const typedAt = minutesAfter(at, 4 * (index + 1));
      return {
        does: "addContact",
        key: `${key} contact ${index}`,
        company: key,
        at: typedAt,
        by,
        sent: drawContact(draw),
      };
    }),
  ];
}

function following(life: Life, story: Story): Step[] {
  const { agency, draw, enteredOn, last, sent, officers, by } = life;
  const day = dayAfter(draw, enteredOn, last, 20, 260);
  if (story === "none" || day === null) return [];
  const company = keyOf(life);
  const at = momentOn(draw, day);
  const changed = (changes: Changes): Step[] => [{ does: "change", company, at, by, changes }];
  switch (story) {
    case "moved":
      return changed({ address: `${drawAddress(draw, agency.region)}（新址）` });
    case "grown":
      return changed({ registeredCapital: String(Number(sent.registeredCapital ?? 0) * 2) });
    case "recognized":
      return changed({ tags: [...(sent.tags ?? []), newTag(sent.tags ?? [])] });
    case "lapsed":
      return changed((sent.tags ?? []).length > 0 ? { tags: sent.tags?.slice(1) } : { tags: ["aboveScale"] });
    case "renamed":
      return changed({
        name: sent.name.replace("有限公司", "集团有限公司"),
        formerNames: [...(sent.formerNames ?? []), sent.name],
      });
    case "noted":
      return changed({ note: `${notes[0]}已约下月再访。` });
    case "registered":
      return changed(registration(life, day));
    case "handedOver":
      return [{ does: "handOver", company, at, by: `${agency.letter}-head`, to: otherOfficer(officers, by, draw) }];
    case "archived":
      return [{ does: "archive", company, at, by, reason: draw.pick(archiveReasons) }];
    case "restored": {
      const again = dayAfter(draw, day, last, 10, 60);
      const archive: Step = { does: "archive", company, at, by, reason: "企业暂停在本区的投资计划" };
      return again ? [archive, { does: "restore", company, at: momentOn(draw, again), by }] : [archive];
    }
    case "revealed":
      return [{ does: "reveal", contact: `${company} contact 0`, at, by }];
  }
}

/** 线索落定: the company has been registered, so what was unknown is filled in. */
function registration({ agency, draw, number, sent }: Life, day: string): Changes {
  return {
    name: sent.name.replace("（筹）", ""),
    creditCode: creditCodeOf(agency, number),
    registeredCapital: String(draw.between(2, 60) * 1_000_000),
    foundedOn: day,
    address: drawAddress(draw, agency.region),
  };
}

const newTag = (tags: readonly CompanyTag[]): CompanyTag =>
  (["highTech", "aboveScale", "listed", "unicorn"] as const).find((tag) => !tags.includes(tag)) ?? "china500";

function otherOfficer(officers: DemoPerson[], by: string, draw: Draw): string {
  const own = officers.find(({ login }) => login === by)?.division;
  return draw.pick(officers.filter(({ division }) => division !== own)).login;
}
