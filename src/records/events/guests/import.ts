import { creditCodeProblem, normalizeCreditCode } from "#kit/base/creditcode.ts";
import { newId } from "#kit/base/ids.ts";
import { normalize } from "#kit/base/text.ts";
import type { Context } from "#kit/server/context.ts";
import { sortNameOf } from "#kit/server/search.ts";
import {
  asCodes,
  asLine,
  asPlain,
  asProse,
  type ImportChoices,
  type ImportColumn,
  type ImportKind,
  type Judge,
  type Judged,
  type TypedRow,
} from "#records/workspace/staging/import.ts";
import { eventSubject, manage } from "../contract.ts";
import { writeAttendance } from "./actions.ts";
import { NewGuest, guestSubject } from "./contract.ts";
import { changedGuests, companiesCalled, eventsToFill, guestsAt, type ListedGuest } from "./queries.ts";
import { guestKeyOf, whyNotAttendance } from "./rules.ts";
import { type Attendance, attendances } from "./words.ts";

const columns: ImportColumn[] = [
  {
    field: "companyName",
    title: "单位名称",
    aliases: ["企业名称", "公司名称", "单位", "公司", "参会单位", "企业"],
    required: true,
    read: asLine,
  },
  { field: "creditCode", title: "统一社会信用代码", aliases: ["信用代码"], hint: "先按它对应库内企业", read: asPlain },
  {
    field: "personName",
    title: "姓名",
    aliases: ["参会人", "参会人员", "嘉宾", "签到人", "联系人"],
    read: asLine,
    isPersonal: true,
  },
  { field: "position", title: "职务", aliases: ["职位", "职务职称"], read: asLine, isPersonal: true },
  {
    field: "attendance",
    title: "到会情况",
    aliases: ["是否到会", "签到", "到会", "出席情况"],
    hint: "到会、未到；不填为到会",
    read: asCodes(attendances, {
      是: "attended",
      已到: "attended",
      已签到: "attended",
      出席: "attended",
      否: "absent",
      缺席: "absent",
    }),
  },
  {
    field: "talk",
    title: "交流情况",
    aliases: ["交流内容", "备注", "合作意向", "意向"],
    read: asProse,
    isPersonal: true,
  },
  {
    field: "eventName",
    title: "活动名称",
    aliases: ["活动", "场次"],
    hint: "从活动页进入的不用这一列；一份表里有几场活动的，写各场的名称",
    read: asLine,
  },
];

/** 到会名单导入: known companies are matched, unknown ones stand on the list as proposals; none is entered by itself. */
export const attendanceImport: ImportKind = {
  kind: "attendance",
  title: "到会名单",
  permission: manage,
  columns,
  subjects: [guestSubject],
  open: openJudge,
  changed: changedGuests,
  write: writeAttendance,
  gone: ({ image }) => ({
    image: { ...image, attendance: "unknown", removed: true },
    changes: [{ field: "attendance", before: image.attendance, after: "unknown" }],
  }),
};

type Target = Awaited<ReturnType<typeof eventsToFill>>[number];

interface Scene {
  ctx: Context;
  targets: Target[];
  listed: ListedGuest[];
  known: Awaited<ReturnType<typeof companiesCalled>>;
  choices: ImportChoices;
  seen: Map<string, number>;
}

async function openJudge(opening: Context, choices: ImportChoices): Promise<Judge> {
  const targets = await eventsToFill(opening, choices.aboutId ?? null);
  const seen = new Map<string, number>();
  return async (ctx, rows) => {
    const said = (field: string) =>
      rows.map(({ values }) => values[field]).filter((value): value is string => typeof value === "string");
    const known = await companiesCalled(ctx, said("creditCode").map(normalizeCreditCode), said("companyName"));
    const listed = await guestsAt(ctx, [...new Set(rows.flatMap((row) => targetOf(targets, choices, row)?.id ?? []))]);
    return rows.map((row) => judgeRow({ ctx, targets, listed, known, choices, seen }, row));
  };
}

/** The event one came from; else the one the row names, if there is but one so called. */
function targetOf(targets: Target[], { aboutId }: ImportChoices, { values }: TypedRow): Target | null {
  if (aboutId) return targets.find(({ id }) => id === aboutId) ?? null;
  const name = typeof values.eventName === "string" ? normalize(values.eventName) : "";
  const named = targets.filter((each) => name !== "" && normalize(each.name) === name);
  return named.length === 1 ? (named[0] ?? null) : null;
}

function judgeRow(scene: Scene, row: TypedRow): Judged {
  const { ctx, targets, choices, listed, known, seen } = scene;
  const said = (field: string) => (typeof row.values[field] === "string" ? (row.values[field] as string) : "");
  const judged: Judged = {
    title: said("companyName") || `第 ${row.number} 行`,
    recordId: null,
    problems: [],
    warnings: [],
    staged: [],
  };
  const refuse = (field: string | null, message: string) => judged.problems.push({ field, message });
  const event = targetOf(targets, choices, row);
  if (!event) refuse(choices.aboutId ? null : "eventName", missingEvent(choices, said("eventName")));
  const code = said("creditCode") ? normalizeCreditCode(said("creditCode")) : null;
  const wrong = code === null ? null : creditCodeProblem(code);
  if (wrong) refuse("creditCode", wrong.message);
  const company =
    code && !wrong
      ? known.find((each) => each.creditCode === code)
      : known.find(({ key }) => key === normalize(said("companyName")));
  const linked = company?.isSeen ? company : undefined;
  if (company && !linked)
    judged.warnings.push({
      field: "companyName",
      message: "库内有这家企业但由其他科室负责，先列为待核实，请联系主任对应",
    });
  else if (!company)
    judged.warnings.push({ field: "companyName", message: "企业库里没有这家单位，列为待核实，不会自动入库" });
  const attendance = ((row.values.attendance as string[] | null | undefined)?.[0] ?? "attended") as Attendance;
  const early = event && whyNotAttendance(attendance, event, ctx.today);
  if (early) refuse("attendance", early.message);
  const parsed = NewGuest.safeParse({
    eventId: event?.id ?? newId(),
    companyId: linked?.id ?? null,
    companyName: linked?.name ?? said("companyName"),
    personName: said("personName"),
    position: said("position"),
    talk: said("talk"),
    attendance,
  });
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues) refuse(String(path[0] ?? "companyName"), message);
  if (!event || !parsed.success || judged.problems.length > 0) return judged;
  const guest = { ...parsed.data, companyName: parsed.data.companyName ?? "", creditCode: linked?.creditCode ?? code };
  const key = `${event.id} ${guestKeyOf(guest)}`;
  const twin = seen.get(key);
  if (twin) refuse("companyName", `与第 ${twin} 行是同一位来宾，请合并后再导入`);
  seen.set(key, row.number);
  const match = listed.find((each) => each.eventId === event.id && guestKeyOf(each) === guestKeyOf(guest));
  if (match && choices.onMatch === "skip") return { ...judged, recordId: match.id };
  if (judged.problems.length > 0) return judged;
  return stage(judged, event, match, guest);
}

const missingEvent = ({ aboutId }: ImportChoices, name: string): string => {
  if (aboutId) return "这场活动已取消，或不在您的办理范围内";
  return name
    ? `没有找到唯一一场叫“${name}”的活动，请核对名称，或从活动页面进入导入`
    : "请填写活动名称，或从活动页面进入导入";
};

type Typed = Pick<
  ListedGuest,
  "companyId" | "companyName" | "creditCode" | "personName" | "position" | "talk" | "attendance"
>;

function stage(judged: Judged, event: Target, match: ListedGuest | undefined, typed: Typed): Judged {
  const { companyId, companyName, creditCode, personName, position, talk, attendance } = typed;
  const known = match ?? { companyId: null, creditCode: null, position: "", talk: "", match: "proposed" as const };
  const guest = {
    companyId: companyId ?? known.companyId,
    companyName,
    creditCode: creditCode ?? known.creditCode,
    personName,
    position: position || known.position,
    talk: talk || known.talk,
    attendance,
    match: companyId ? ("linked" as const) : known.match,
  };
  const id = match?.id ?? newId();
  const before = match ? toldOf(match) : null;
  judged.recordId = match ? match.id : null;
  judged.staged.push({
    subject: guestSubject,
    id,
    version: match?.version ?? 0,
    before,
    after: { ...toldOf(guest), ...(match ? {} : { reply: "none" }) },
    image: imageOf(event.id, guest),
    imageBefore: match ? imageOf(event.id, match) : null,
    line: `${match ? "导入修改来宾" : "导入到会名单"}：${companyName}`,
    on: { kind: eventSubject.kind, id: event.id },
  });
  if (!match) judged.recordId = id;
  return judged;
}

const toldOf = ({
  companyName,
  creditCode,
  match,
  personName,
  position,
  attendance,
  talk,
}: Omit<ListedGuest, "id" | "eventId" | "version" | "companyId">) => ({
  companyName,
  creditCode,
  match,
  personName,
  position,
  attendance,
  talk,
});

const imageOf = (eventId: string, guest: Omit<ListedGuest, "id" | "eventId" | "version">) => ({
  event_id: eventId,
  company_id: guest.companyId,
  company_name: guest.companyName,
  sort_name: sortNameOf(guest.companyName),
  credit_code: guest.creditCode,
  match: guest.match,
  person_name: guest.personName,
  position: guest.position,
  attendance: guest.attendance,
  talk: guest.talk,
});
