import { pinyin } from "pinyin-pro";
import { newId } from "#kit/base/ids.ts";
import type { Context } from "#kit/server/context.ts";
import { sortNameOf } from "#kit/server/search.ts";
import { accountOperations, accountSubject, personSubject } from "#records/people/contract.ts";
import { divisionOperations, divisionSubject } from "#records/people/divisions/contract.ts";
import { writeDivisions, writePeople } from "#records/people/rosters/actions.ts";
import { whyNotRoles } from "#records/people/rules.ts";
import { findable } from "#records/people/staff/queries.ts";
import { idNumberProblem } from "#records/people/staff/rules.ts";
import { type StaffKind, staffKinds } from "#records/people/words.ts";
import {
  asCodes,
  asDay,
  asLine,
  asList,
  asPlain,
  type ImportColumn,
  type ImportKind,
  type Judge,
  type Judged,
  type TypedRow,
} from "../staging/import.ts";
import { changedDivisions, changedPeople, readScene, type Scene, takenLogins } from "./queries.ts";
import { candidates, named, whyNotUnder } from "./rules.ts";
import { divisionColumns, personColumns, staffKindAliases } from "./words.ts";

/*
 * 科室与人员的导入. The module they belong to lies below the workspace and cannot know what an import is; so the kinds
 * stand here, beside the import itself, and the module below writes its own tables. Both only add: who is on the staff
 * already is moved and renamed on his page, where every step has a date and a paper.
 */
const readKind = asCodes(staffKinds, staffKindAliases);
const readers: Record<string, ImportColumn["read"]> = {
  openedOn: asDay,
  fromOn: asDay,
  idNumber: asPlain,
  login: asPlain,
  roleTitles: asList,
  staffKind: (cell, column) => {
    const read = readKind(cell, column);
    return "value" in read ? { value: (read.value as string[])[0] ?? null } : read;
  },
};

const columnsOf = (words: typeof personColumns): ImportColumn[] =>
  Object.entries(words).map(([field, said]) => ({
    field,
    ...said,
    required: field === "name",
    read: readers[field] ?? asLine,
    isPersonal: field === "idNumber",
  }));

/** Taken back whole: what this batch made and nobody has used yet. */
const gone: ImportKind["gone"] = ({ image }) => ({ image: { ...image, gone: true } });

export const divisionImport: ImportKind = {
  kind: "divisions",
  title: "科室",
  permission: divisionOperations.create.permission,
  columns: columnsOf(divisionColumns),
  subjects: [divisionSubject],
  isJudgedTogether: true,
  open: openDivisions,
  changed: changedDivisions,
  write: writeDivisions,
  gone,
};

export const personImport: ImportKind = {
  kind: "persons",
  title: "人员与账号",
  permission: accountOperations.create.permission,
  columns: columnsOf(personColumns),
  subjects: [personSubject, accountSubject],
  isJudgedTogether: true,
  open: openPeople,
  changed: changedPeople,
  write: writePeople,
  gone,
};

const text = ({ values }: TypedRow, field: string): string | null =>
  (values[field] as string | null | undefined) ?? null;
const verdictOf = (row: TypedRow): Judged => ({
  title: text(row, "name") ?? `第 ${row.number} 行`,
  recordId: null,
  problems: [],
  warnings: [],
  staged: [],
});

async function openDivisions(opening: Context): Promise<Judge> {
  const scene = await readScene(opening);
  const tree = [...scene.divisions];
  const rowsOf = new Map<string, number>();
  const failed = new Set<string>();
  return async (_ctx, rows) => {
    // First all names, so that a parent may stand below its children in the sheet.
    const fresh = rows.map((row) => {
      const name = text(row, "name") ?? "";
      const known = tree.find((each) => each.name === name);
      if (known) return known;
      const made = { id: newId(), name, parentId: null as string | null, closedOn: null };
      if (name) tree.push(made);
      return made;
    });
    const judged = rows.map((row, index) => judgeDivision(row, fresh[index], { scene, tree, rowsOf }));
    failBelow(judged, fresh, failed);
    return judged;
  };
}

/** What hangs on a row that is not let in, is not let in either; and so on downwards. */
function failBelow(judged: Judged[], branches: Branch[], failed: Set<string>): void {
  for (let before = -1; before !== failed.size; ) {
    before = failed.size;
    for (const [index, verdict] of judged.entries()) {
      const own = branches[index];
      if (!own) continue;
      const above = branches.find(({ id }) => id === own.parentId);
      if (verdict.problems.length === 0 && own.parentId && failed.has(own.parentId))
        verdict.problems.push({ field: "parentName", message: `上级科室“${above?.name ?? ""}”那一行有误，请一并改正` });
      if (verdict.problems.length > 0 && verdict.staged.length > 0) failed.add(own.id);
    }
  }
}

type Branch = Scene["divisions"][number];

function judgeDivision(
  row: TypedRow,
  own: Branch | undefined,
  { scene, tree, rowsOf }: { scene: Scene; tree: Branch[]; rowsOf: Map<string, number> },
): Judged {
  const verdict = verdictOf(row);
  const refuse = (field: string, message: string) => verdict.problems.push({ field, message });
  const sent = divisionOperations.create.input.shape.name.safeParse(text(row, "name") ?? "");
  if (!sent.success || !own) {
    refuse("name", sent.error?.issues[0]?.message ?? "请填写科室名称");
    return verdict;
  }
  const twin = rowsOf.get(own.name);
  if (twin) refuse("name", `与第 ${twin} 行是同一个科室，请删去一行`);
  else rowsOf.set(own.name, row.number);
  verdict.recordId = own.id;
  const isThere = scene.divisions.some(({ id }) => id === own.id);
  const parentName = text(row, "parentName");
  const parent = parentName ? named(parentName, tree, "科室", "请先新增，或把它也写在表里") : null;
  if (parent && "problem" in parent) refuse("parentName", parent.problem);
  const parentId = parent && "value" in parent ? parent.value.id : null;
  if (isThere) {
    if (parentName && parentId !== own.parentId)
      verdict.warnings.push({ field: "parentName", message: "与现有的上级不同；导入不移动科室，请在科室页移动" });
    return verdict;
  }
  own.parentId = parentId;
  const circle = whyNotUnder(own, tree);
  if (circle) {
    refuse("parentName", circle);
    own.parentId = null;
  }
  const headName = text(row, "headName");
  const head = headName ? named(headName, scene.people, "人员", "请先登记人员，负责人可以以后再填") : null;
  if (head && "problem" in head) refuse("headName", head.problem);
  const after = {
    name: own.name,
    parentId,
    headId: head && "value" in head ? head.value.id : null,
    openedOn: text(row, "openedOn"),
    closedOn: null,
    position: scene.divisions.length + row.number,
  };
  const image = {
    name: after.name,
    parent_id: parentId,
    head_id: after.headId,
    opened_on: after.openedOn,
    position: after.position,
  };
  verdict.staged.push({
    subject: divisionSubject,
    id: own.id,
    version: 0,
    before: null,
    after,
    image,
    imageBefore: null,
  });
  return verdict;
}

interface Roll {
  ctx: Context;
  scene: Scene;
  taken: Set<string>;
  /** Where in the file a person, a number or a login was first met. */
  seen: Map<string, number>;
}

async function openPeople(opening: Context): Promise<Judge> {
  const scene = await readScene(opening);
  const seen = new Map<string, number>();
  const given = new Set<string>();
  return async (ctx, rows) => {
    const asked = rows.flatMap((row) => {
      const login = text(row, "login")?.toLowerCase();
      return login ? [login] : candidates(lettersOf(text(row, "name") ?? ""));
    });
    const taken = new Set([...given, ...(await takenLogins(ctx, [...new Set(asked)]))]);
    const judged = rows.map((row) => judgePerson({ ctx, scene, taken, seen }, row));
    for (const login of taken) given.add(login);
    return judged;
  };
}

const lettersOf = (name: string): string =>
  pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive" }).join("");

function judgePerson(roll: Roll, row: TypedRow): Judged {
  const { ctx, scene } = roll;
  const verdict = verdictOf(row);
  const refuse = (field: string | null, message: string) => void verdict.problems.push({ field, message });
  const sent = accountOperations.create.input.shape.name.safeParse(text(row, "name") ?? "");
  if (!sent.success) {
    refuse("name", sent.error.issues[0]?.message ?? "请填写姓名");
    return verdict;
  }
  const name = sent.data;
  const place = placeOf(scene, row, refuse);
  const idNumber = text(row, "idNumber")?.toUpperCase() ?? null;
  const wrong = idNumber && idNumberProblem(idNumber);
  if (wrong) refuse("idNumber", wrong.message);
  const idIndex = idNumber && ctx.secrets.blindIndex(idNumber);
  const key = idIndex ?? `${name} ${place.divisionId}`;
  const twin = roll.seen.get(key);
  if (twin) refuse(idIndex ? "idNumber" : "name", `与第 ${twin} 行是同一人，请合并成一行`);
  else roll.seen.set(key, row.number);
  const left = scene.gone.find((each) => idIndex !== null && each.idIndex === idIndex);
  if (left) refuse("idNumber", `${left.name}曾在本机构，已于 ${left.leftOn} 离开，请在他的页面办理到岗`);
  const same = scene.people.filter((each) =>
    idIndex && each.idIndex ? each.idIndex === idIndex : each.name === name && each.divisionId === place.divisionId,
  );
  if (same.length > 1) refuse("name", `在册的${name}有 ${same.length} 人，请填写身份证件号区分`);
  const [known] = same;
  if (known && known.name !== name) refuse("idNumber", `这个证件号在册的是${known.name}，与本行姓名不同，请核对`);
  const personId = known?.id ?? newId();
  verdict.recordId = personId;
  if (!known) stagePerson(verdict, personId, { name, idNumber, idIndex, ...place, fromOn: fromOf(ctx, row, refuse) });
  stageAccount(roll, row, verdict, {
    personId,
    name,
    has: known?.login ?? null,
    divisionName: text(row, "divisionName"),
  });
  return verdict;
}

type Refuse = (field: string | null, message: string) => void;

function placeOf(scene: Scene, row: TypedRow, refuse: Refuse) {
  const [divisionName, postTitle] = [text(row, "divisionName"), text(row, "postTitle")];
  const division = divisionName ? named(divisionName, scene.divisions, "科室", "请先在科室页新增，或先导入科室") : null;
  if (division && "problem" in division) refuse("divisionName", division.problem);
  const divisionId = division && "value" in division ? division.value.id : null;
  const own = scene.posts.filter((each) => each.divisionId === null || each.divisionId === divisionId);
  const post = postTitle ? named(postTitle, own, "岗位", "请先在机构与编制页新增，或空着") : null;
  if (post && "problem" in post) refuse("postTitle", post.problem);
  const staffKind = text(row, "staffKind") as StaffKind | null;
  if (divisionId === null && staffKind === null && !divisionName)
    refuse("divisionName", "请填写科室或人员类别，否则不知道这个人在哪里任职");
  return { divisionId, staffKind, postId: post && "value" in post ? post.value.id : null };
}

function fromOf({ today }: Context, row: TypedRow, refuse: Refuse): string {
  const fromOn = text(row, "fromOn") ?? today;
  if (fromOn > today) refuse("fromOn", `${fromOn} 还没到，请到当日再登记`);
  return fromOn;
}

interface NewPerson {
  name: string;
  idNumber: string | null;
  idIndex: string | null;
  divisionId: string | null;
  staffKind: StaffKind | null;
  postId: string | null;
  fromOn: string;
}

function stagePerson(verdict: Judged, id: string, { idNumber, idIndex, ...person }: NewPerson): void {
  const { name, divisionId, staffKind, postId, fromOn } = person;
  verdict.staged.push({
    subject: personSubject,
    id,
    version: 0,
    before: null,
    after: { name, idNumber, divisionId, leftOn: null, leaveKind: null },
    image: {
      name,
      sort_name: sortNameOf(name),
      division_id: divisionId,
      id_number: null,
      id_index: idIndex,
      service: { id: newId(), division_id: divisionId, staff_kind: staffKind, post_id: postId, from_on: fromOn },
    },
    imageBefore: null,
    ...(idNumber ? { secret: { id_number: idNumber } } : {}),
    findable: findable(name),
    line: `导入登记，自 ${fromOn} 起任职`,
  });
}

interface Owner {
  personId: string;
  name: string;
  /** The login of the account this person has already. */
  has: string | null;
  divisionName: string | null;
}

function stageAccount({ scene, taken }: Roll, row: TypedRow, verdict: Judged, owner: Owner): void {
  const refuse: Refuse = (field, message) => void verdict.problems.push({ field, message });
  const titles = (row.values.roleTitles as string[] | null | undefined) ?? [];
  const typed = text(row, "login")?.toLowerCase() ?? null;
  if (titles.length === 0) {
    if (typed) refuse("roleTitles", "写了登录名，请同时写角色；只登记人员的，两列都空着");
    return;
  }
  const strange = titles.find((title) => !scene.roles.some((role) => role.title === title));
  if (strange)
    return refuse("roleTitles", `没有叫“${strange}”的角色，可用：${scene.roles.map(({ title }) => title).join("、")}`);
  const chosen = scene.roles.filter(({ title }) => titles.includes(title));
  const combined = whyNotRoles(
    chosen.map(({ code }) => code),
    scene.roles.map((role) => ({ ...role, administrator: role.administrator !== null })),
  );
  if (combined) return refuse("roleTitles", combined.message);
  if (owner.has) {
    verdict.warnings.push({ field: "login", message: `已有账号“${owner.has}”，不再开；角色由安全管理员授予` });
    return;
  }
  const login = typed ?? candidates(lettersOf(owner.name)).find((each) => !taken.has(each));
  const parsed = accountOperations.create.input.shape.login.safeParse(login ?? "");
  if (!parsed.success) return refuse("login", parsed.error.issues[0]?.message ?? "登录名不正确");
  if (taken.has(parsed.data)) return refuse("login", `登录名“${parsed.data}”已被使用，请换一个`);
  taken.add(parsed.data);
  if (!typed) verdict.warnings.push({ field: "login", message: `登录名按姓名拼音生成：${parsed.data}` });
  const { personId, name, divisionName } = owner;
  verdict.staged.push({
    subject: accountSubject,
    id: newId(),
    version: 0,
    before: null,
    after: { login: parsed.data, name, state: "invited", divisionName, roleTitles: titles.join("、") },
    image: { login: parsed.data, name, person_id: personId, roles: chosen.map(({ code }) => ({ id: newId(), code })) },
    imageBefore: null,
  });
}
