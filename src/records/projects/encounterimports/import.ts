import { newId } from "#kit/base/ids.ts";
import { normalize } from "#kit/base/text.ts";
import type { Context } from "#kit/server/context.ts";
import { inOwnName, isReached } from "#kit/server/scope.ts";
import { companySubject } from "#records/directory/contract.ts";
import { type Names, readNames } from "#records/directory/imports/queries.ts";
import { officerOf } from "#records/directory/imports/rules.ts";
import { companiesCalled } from "#records/events/guests/queries.ts";
import {
  asCodes,
  asDay,
  asLine,
  asList,
  asProse,
  type ImportChoices,
  type ImportColumn,
  type ImportKind,
  type Judge,
  type Judged,
  type TypedRow,
} from "#records/workspace/staging/import.ts";
import { projectSubject } from "../contract.ts";
import { encounterSubject, manage, NewEncounter } from "../encounters/contract.ts";
import { servicesOf } from "../encounters/queries.ts";
import { divisionThen, guestsOf, titleOf, whyNotHeld, whyNotMet, whyNotNext } from "../encounters/rules.ts";
import { type EncounterKind, encounterKinds } from "../encounters/words.ts";
import { writeEncounters } from "./actions.ts";
import { changedEncounters, heldOn, projectsCoded } from "./queries.ts";

const columns: ImportColumn[] = [
  {
    field: "happenedOn",
    title: "日期",
    aliases: ["对接日期", "拜访日期", "走访时间", "时间"],
    required: true,
    read: asDay,
  },
  {
    field: "kind",
    title: "方式",
    aliases: ["对接方式", "形式", "类型"],
    hint: `${Object.values(encounterKinds).join("、")}；不填为走访`,
    read: asCodes(encounterKinds, {
      拜访: "visit",
      来访: "reception",
      接待: "reception",
      洽谈: "meeting",
      会议: "meeting",
      线上: "online",
      视频会: "online",
    }),
  },
  {
    field: "companyNames",
    title: "企业名称",
    aliases: ["企业", "单位", "对接单位", "拜访企业", "走访企业"],
    hint: "几家企业用顿号分开；企业库里没有的按单位名称记",
    read: asList,
  },
  { field: "projectCodes", title: "项目编号", aliases: ["项目"], hint: "例如 P2023-0042", read: asList },
  { field: "place", title: "地点", aliases: ["拜访地点", "走访地点"], read: asLine },
  {
    field: "hostNames",
    title: "我方人员",
    aliases: ["参加人员", "拜访人", "走访人员", "专员"],
    hint: "不填为导入人",
    read: asList,
  },
  {
    field: "guestNames",
    title: "对方人员",
    aliases: ["对接人", "客商", "对方参加人员"],
    read: asLine,
    isPersonal: true,
  },
  {
    field: "summary",
    title: "谈了什么",
    aliases: ["对接内容", "洽谈内容", "走访情况", "内容", "情况"],
    required: true,
    read: asProse,
    isPersonal: true,
  },
  {
    field: "nextStep",
    title: "下一步",
    aliases: ["下一步工作", "后续工作", "下步打算"],
    read: asProse,
    isPersonal: true,
  },
  { field: "nextDueOn", title: "下一步期限", aliases: ["完成时限", "期限"], read: asDay },
];

/** 对接记录导入: the visit ledgers of past years; a row that stands already is left alone, an undone import voids what it brought. */
export const encounterImport: ImportKind = {
  kind: "encounters",
  title: "对接记录",
  permission: manage,
  columns,
  subjects: [encounterSubject],
  open: openJudge,
  changed: changedEncounters,
  write: writeEncounters,
  gone: ({ image }) => ({
    image: { ...image, removed: true },
    changes: [{ field: "voidReason", before: null, after: "撤销导入" }],
  }),
};

interface Scene {
  ctx: Context;
  names: Names;
  services: Awaited<ReturnType<typeof servicesOf>>;
  companies: Awaited<ReturnType<typeof companiesCalled>>;
  projects: Awaited<ReturnType<typeof projectsCoded>>;
  held: Awaited<ReturnType<typeof heldOn>>;
}

const listed = ({ values }: TypedRow, field: string) => (values[field] as string[] | null | undefined) ?? [];
const said = ({ values }: TypedRow, field: string) => (values[field] as string | null | undefined) ?? "";

async function openJudge(opening: Context, _choices: ImportChoices): Promise<Judge> {
  const names = await readNames(opening);
  const services = await servicesOf(opening, null);
  return async (ctx, rows) => {
    const companies = await companiesCalled(ctx, [], [...new Set(rows.flatMap((row) => listed(row, "companyNames")))]);
    const projects = await projectsCoded(ctx, [...new Set(rows.flatMap((row) => listed(row, "projectCodes")))]);
    const held = await heldOn(ctx, rows.map((row) => said(row, "happenedOn")).filter(Boolean));
    return rows.map((row) => judgeRow({ ctx, names, services, companies, projects, held }, row));
  };
}

function judgeRow(scene: Scene, row: TypedRow): Judged {
  const { ctx, held } = scene;
  const judged: Judged = {
    title: listed(row, "companyNames").join("、") || `第 ${row.number} 行`,
    recordId: null,
    problems: [],
    warnings: [],
    staged: [],
  };
  const refuse = (field: string | null, message: string) => judged.problems.push({ field, message });
  const met = companiesOf(scene, row, judged);
  const projects = projectsOf(scene, row, judged);
  const typed = {
    kind: (listed(row, "kind")[0] ?? "visit") as EncounterKind,
    happenedOn: said(row, "happenedOn"),
    place: said(row, "place"),
    counterpart: met.others.join("、"),
    summary: said(row, "summary"),
    nextStep: said(row, "nextStep"),
    nextDueOn: said(row, "nextDueOn") || null,
    guestNames: said(row, "guestNames"),
    companyIds: met.known.map(({ id }) => id),
    projectIds: projects.map(({ id }) => id),
  };
  const parsed = NewEncounter.safeParse(typed);
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues) refuse(fieldOf(String(path[0] ?? "summary")), message);
  if (typed.happenedOn === "" || !parsed.success) return judged;
  const early = whyNotHeld(typed.happenedOn, ctx.today);
  if (early) refuse("happenedOn", early.message);
  const nobody = whyNotMet(typed);
  if (nobody) refuse("companyNames", nobody.message);
  const wrong = whyNotNext({ ...typed, nextOwnerId: null }, typed.happenedOn);
  if (wrong) refuse(typed.nextStep === "" ? "nextStep" : "nextDueOn", wrong.message);
  const hosts = hostsOf(scene, row, judged, typed.happenedOn);
  const holder = hosts.find(({ personId }) => personId === ctx.actor.personId) ?? hosts[0];
  if (!holder || judged.problems.length > 0) return judged;
  if (!isReached(inOwnName(ctx.actor), manage, { officerId: holder.personId, divisionId: holder.divisionId }))
    refuse("hostNames", "我方人员里要有自己或自己办理范围内的人，其他科室的由他们自己导入");
  const key = [typed.happenedOn, typed.kind, holder.personId, normalize(typed.summary)].join(" ");
  judged.once = { field: "summary", held: [key], met: [key], what: "同一次对接" };
  const twin = held.find(
    (each) =>
      each.happenedOn === typed.happenedOn &&
      each.kind === typed.kind &&
      each.officerId === holder.personId &&
      normalize(each.summary) === normalize(typed.summary),
  );
  if (twin) return { ...judged, recordId: twin.id };
  return judged.problems.length > 0 ? judged : stage(ctx, judged, { ...typed, met, projects, hosts, holder });
}

const fieldOf = (key: string) =>
  ({ counterpart: "companyNames", companyIds: "companyNames", projectIds: "projectCodes" })[key] ?? key;

function companiesOf({ companies }: Scene, row: TypedRow, judged: Judged) {
  const known: { id: string; name: string }[] = [];
  const others: string[] = [];
  for (const name of listed(row, "companyNames")) {
    const company = companies.find(({ key }) => key === normalize(name));
    if (company?.isSeen) {
      if (!known.some(({ id }) => id === company.id)) known.push(company);
      continue;
    }
    others.push(name);
    const why = company
      ? "库内有这家企业但由其他科室负责，按单位名称记"
      : "企业库里没有这家单位，按单位名称记，不会自动入库";
    judged.warnings.push({ field: "companyNames", message: `${name}：${why}` });
  }
  return { known, others };
}

function projectsOf({ projects }: Scene, row: TypedRow, judged: Judged) {
  return listed(row, "projectCodes").flatMap((code) => {
    const project = projects.find((each) => each.code === code);
    if (project?.isSeen) return [project];
    judged.problems.push({ field: "projectCodes", message: `没有编号为“${code}”的项目，或不在您的数据范围内` });
    return [];
  });
}

/** 我方人员 with the division of that day. */
function hostsOf({ ctx, names, services }: Scene, row: TypedRow, judged: Judged, day: string) {
  const refuse = (message: string) => void judged.problems.push({ field: "hostNames", message });
  const named = listed(row, "hostNames");
  const wanted = named.length > 0 ? named : [null];
  return wanted.flatMap((name) => {
    const found =
      name === null
        ? { value: names.people.find(({ id }) => id === ctx.actor.personId) }
        : officerOf(name, null, names.people);
    if ("problem" in found) refuse(found.problem);
    const person = "value" in found ? found.value : undefined;
    if (!person) {
      if (name === null) refuse("请填写我方人员：您的账号没有对应的人员");
      return [];
    }
    const { divisionId, divisionName, isAway } = divisionThen(services.get(person.id) ?? [], person, day);
    if (isAway) refuse(`${person.name}那一天不在岗，请核对日期或人员`);
    return [{ personId: person.id, name: person.name, divisionId, divisionName }];
  });
}

interface Typed {
  kind: EncounterKind;
  happenedOn: string;
  place: string;
  counterpart: string;
  summary: string;
  nextStep: string;
  nextDueOn: string | null;
  guestNames: string;
  met: ReturnType<typeof companiesOf>;
  projects: { id: string; code: string }[];
  hosts: ReturnType<typeof hostsOf>;
  holder: ReturnType<typeof hostsOf>[number];
}

function stage(ctx: Context, judged: Judged, typed: Typed): Judged {
  const { kind, happenedOn, place, counterpart, summary, nextStep, nextDueOn, met, projects, hosts, holder } = typed;
  const companyNames = [...met.known.map(({ name }) => name), ...met.others].join("、");
  const guests = guestsOf(typed.guestNames);
  const owner = { officerId: holder.personId, divisionId: holder.divisionId, divisionName: holder.divisionName };
  const shown = { kind, happenedOn, place, counterpart, summary, nextStep, nextDueOn };
  const id = newId();
  const [company] = met.known;
  const [project] = projects;
  judged.recordId = id;
  judged.staged.push({
    subject: encounterSubject,
    id,
    version: 0,
    before: null,
    after: {
      ...shown,
      companyNames,
      hostNames: hosts.map(({ name }) => name).join("、"),
      guestNames: guests.map(({ name, position }) => `${name} ${position}`.trim()).join("、"),
      divisionName: owner.divisionName,
    },
    image: {
      kind,
      happened_on: happenedOn,
      place,
      counterpart,
      summary,
      next_step: nextStep,
      next_due_on: nextDueOn,
      officer_id: owner.officerId,
      division_id: owner.divisionId,
      division_name: owner.divisionName,
      next_owner_id: nextStep === "" ? null : holder.personId,
      by_id: ctx.actor.personId,
      companies: met.known.map((each) => each.id),
      projects: projects.map((each) => each.id),
      hosts: hosts.map(({ personId, divisionId, divisionName }) => ({
        person_id: personId,
        division_id: divisionId,
        division_name: divisionName,
      })),
      guests,
    },
    imageBefore: null,
    findable: { names: [companyNames, place].filter(Boolean), codes: [] },
    line: `导入对接记录：${titleOf(kind, { companyNames, place })}`,
    ...(project
      ? { on: { kind: projectSubject.kind, id: project.id } }
      : company && { on: { kind: companySubject.kind, id: company.id } }),
  });
  return judged;
}
