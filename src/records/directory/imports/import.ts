import { newId } from "#kit/base/ids.ts";
import { normalize } from "#kit/base/text.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles } from "#kit/server/history.ts";
import { inOwnName, isReached } from "#kit/server/scope.ts";
import {
  asCodes,
  asDay,
  asLine,
  asList,
  asMoney,
  asPhone,
  asPlain,
  asProse,
  type ImportChoices,
  type ImportColumn,
  type ImportKind,
  type Judge,
  type Judged,
  type Once,
  type Remark,
  type Staged,
  type TypedRow,
} from "#records/workspace/staging/import.ts";
import { findable, sectionFor } from "../actions.ts";
import { companyOperations, companySubject, contactOperations, contactSubject, NewCompany } from "../contract.ts";
import { warnAlike } from "../comparing/queries.ts";
import { companyTags, type IndustrySection } from "../words.ts";
import { writeCompanies } from "./actions.ts";
import {
  changedRows,
  companyImage,
  type Facts,
  findMatches,
  type Match,
  type Names,
  type Opened,
  openContacts,
  ownersOf,
  readNames,
  spellingsOf,
  stagedContact,
} from "./queries.ts";
import { cleared, industryOf, officerOf, regionOf } from "./rules.ts";
import { columnWords, tagAliases } from "./words.ts";

const readers: Record<string, ImportColumn["read"]> = {
  name: asLine,
  creditCode: asPlain,
  formerNames: asList,
  tags: asCodes(companyTags, tagAliases),
  industry: ({ text }) => industryOf(text),
  region: asLine,
  address: asLine,
  registeredCapital: asMoney,
  foundedOn: asDay,
  officerName: asPlain,
  divisionName: asLine,
  note: asProse,
};

const columns: ImportColumn[] = Object.entries(columnWords).map(([field, words]) => ({
  field,
  ...words,
  required: field === "name",
  read: readers[field] ?? (field.endsWith("Position") ? asLine : field.endsWith("Phone") ? asPhone : asPlain),
  isPersonal: /Phone$|Email$/.test(field),
}));

/** 企业导入: found by 统一社会信用代码, else by name. */
export const companyImport: ImportKind = {
  kind: "companies",
  title: "企业",
  permission: companyOperations.update.permission,
  columns,
  subjects: [companySubject, contactSubject],
  open: openJudge,
  changed: changedRows,
  write: writeCompanies,
  owners: ownersOf,
  gone: ({ subjectKind, image }, at) =>
    subjectKind === contactSubject.kind
      ? { image: { ...image, removed_at: at } }
      : {
          image: { ...image, state: "archived", facts: turned(image) },
          changes: [{ field: "state", before: "active", after: "archived" }],
        },
  back: ({ subjectKind, image, before }) =>
    subjectKind === contactSubject.kind ? before : { ...before, facts: turned(image) },
};

function turned(image: Record<string, unknown>): Facts {
  const { given, dropped } = image.facts as Facts;
  return { given: dropped.map((tag) => ({ id: newId(), tag })), dropped: given.map(({ tag }) => tag) };
}

interface Scene {
  ctx: Context;
  names: Names;
  choices: ImportChoices;
  matches: Match[];
  opened: Opened;
}

async function openJudge(opening: Context, choices: ImportChoices): Promise<Judge> {
  const names = await readNames(opening);
  return async (ctx, rows) => {
    const all = (field: string) => rows.map(({ values }) => values[field]).filter((value) => typeof value === "string");
    const matches = await findMatches(ctx, {
      codes: all("creditCode").map((code) => code.toUpperCase()),
      names: all("name"),
    });
    const opened = await openContacts(ctx, matches);
    const alike = await warnAlike(ctx, rows.map(likenable));
    return rows.map((row, i) => judgeRow({ ctx, names, choices, matches, opened }, row, alike[i] ?? null));
  };
}

const likenable = ({ values }: TypedRow) => {
  const text = (field: string) => (typeof values[field] === "string" ? values[field] : "");
  const formerNames = (values.formerNames as string[] | null | undefined) ?? [];
  const own = { name: text("name"), creditCode: text("creditCode"), address: text("address") };
  return { ...own, formerNames, phone: text("contact1Phone") };
};

function judgeRow(scene: Scene, row: TypedRow, alike: string | null): Judged {
  const { ctx, choices } = scene;
  const name = (row.values.name as string | null) ?? "";
  const code = ((row.values.creditCode as string | null) ?? "").toUpperCase();
  const verdict: Judged = {
    title: name || code || `第 ${row.number} 行`,
    recordId: null,
    problems: [],
    warnings: [],
    staged: [],
    once: onceOf(name, code),
  };
  const refuse = (field: string | null, message: string) => verdict.problems.push({ field, message });
  const match = matchOf(scene.matches, name, code, refuse);
  if (match && choices.onMatch === "skip") return { ...verdict, recordId: match.id };
  if (match && !match.isReached) refuse(null, "这家企业已在库，但不在您的办理范围内，请联系责任专员或主任");
  if (!match && alike) verdict.warnings.push({ field: "name", message: alike });
  const id = match?.id ?? newId();
  verdict.recordId = id;

  const sent = sentFields(scene, row, match, verdict.problems);
  const company = stagedCompany(scene, id, match, sent, verdict);
  if (company) verdict.staged.push(company);
  const met = new Set<string>();
  for (const prefix of ["contact1", "contact2"]) {
    const contact = sentContact(row, prefix, verdict.problems);
    if (!contact || met.has(contact.name)) continue;
    met.add(contact.name);
    const staged = stagedContact(ctx, { id, match }, contact, scene.opened);
    if (staged) verdict.staged.push(staged);
  }
  return verdict;
}

/** Two rows are about one company: by the same code, or by the same name where one of them has no code. */
function onceOf(name: string, code: string): Once {
  const plain = normalize(name).replace(/\s/g, "");
  const shared = { field: code ? "creditCode" : "name", what: "同一家企业" };
  if (!code && !plain) return { ...shared, held: [], met: [] };
  return code
    ? { ...shared, held: [`code ${code}`, `name ${plain}`], met: [`code ${code}`, `bare ${plain}`] }
    : { ...shared, held: [`name ${plain}`, `bare ${plain}`], met: [`name ${plain}`] };
}

type Refuse = (field: string | null, message: string) => void;

function matchOf(matches: Match[], name: string, code: string, refuse: Refuse): Match | undefined {
  const byCode = code
    ? matches.find(({ creditCode, formerCodes }) => creditCode === code || formerCodes.includes(code))
    : undefined;
  if (byCode || !name) return byCode;
  const spellings = spellingsOf(name);
  const named = matches.filter((match) => namesOf(match).some((each) => spellings.includes(each)));
  const fitting = named.filter(({ creditCode }) => !code || !creditCode || creditCode === code);
  if (fitting.length > 1) refuse("name", `库中有 ${fitting.length} 家同名企业，请填写统一社会信用代码`);
  else if (named.length > 0 && fitting.length === 0) {
    refuse("creditCode", `库中同名企业的统一社会信用代码是 ${named[0]?.creditCode}，与本行不同，请核对`);
  }
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** What a match is met by: its name, and the names of those that were merged into it. */
const namesOf = ({ name, mergedNames }: Match): string[] => [name, ...mergedNames];

/** The company's fields as the form would send them. */
function sentFields({ names, choices }: Scene, { values }: TypedRow, match: Match | undefined, problems: Remark[]) {
  const sent: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) {
    if (value !== null) sent[field] = value;
    else if (match && choices.onBlank === "clear") sent[field] = cleared[field];
  }
  const { officerName, divisionName, industry, ...own } = sent;
  Object.assign(own, sentIndustry(industry, match));
  // The form's own sentence for a name left empty.
  if (!match && values.name === null) own.name = "";
  if (typeof own.region === "string") {
    const region = regionOf(own.region, names.places);
    if ("value" in region) own.region = region.value;
    else problems.push({ field: "region", message: region.problem });
  }
  if (typeof officerName === "string") {
    const officer = officerOf(officerName, (divisionName as string | undefined) ?? null, names.people);
    if ("value" in officer) own.officerId = officer.value.id;
    else problems.push({ field: "officerName", message: officer.problem });
  } else if (values.officerName === null && match && choices.onBlank === "clear") own.officerId = null;
  // 全半角之差 is no new name.
  const spellings = match && typeof own.name === "string" ? spellingsOf(own.name) : [];
  if (match && namesOf(match).some((each) => spellings.includes(each))) delete own.name;
  if (match?.formerCodes.includes(String(own.creditCode).toUpperCase())) delete own.creditCode;
  return Object.fromEntries(
    Object.entries(own).filter(([field, value]) => value !== undefined && field in NewCompany.shape),
  );
}

/** One column says section and code; a section alone leaves a code that lies within it as it is. */
function sentIndustry(industry: unknown, match: Match | undefined) {
  if (industry === undefined) return {};
  if (industry === null) return { industry: null, industryCode: null };
  const { section, code } = industry as { section: IndustrySection; code: string | null };
  return code
    ? { industry: section, industryCode: code }
    : { industry: section, ...sectionFor({ industry: section }, match) };
}

function stagedCompany(
  { ctx, names }: Scene,
  id: string,
  match: Match | undefined,
  sent: Record<string, unknown>,
  { problems, warnings }: Judged,
): Staged | null {
  const shape = match ? companyOperations.update.input.shape.changes : NewCompany;
  const parsed = shape.safeParse(sent);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) problems.push({ field: columnOf(path[0]), message });
    return null;
  }
  const owner = ownerOf(
    ctx,
    names,
    match ? parsed.data.officerId : (parsed.data.officerId ?? ctx.actor.personId),
    problems,
  );
  const { isReached: _reached, contacts: _contacts, mergedNames: _merged, ...known } = match ?? {};
  const { facts = [], id: _id, version = 0, ...before } = known as Partial<Match>;
  const after = { ...before, ...parsed.data, ...owner, state: "active" as const } as Omit<
    Match,
    "contacts" | "facts" | "isReached" | "mergedNames" | "version"
  >;
  if (match && parsed.data.name)
    warnings.push({ field: "name", message: `库中名称为“${match.name}”，导入后改为本行的名称` });
  if (match?.state === "archived") warnings.push({ field: null, message: "这家企业已归档，导入后恢复在库" });
  const tags = after.tags.filter((tag) => !facts.includes(tag)).map((tag) => ({ id: newId(), tag }));
  const facing: Facts = { given: tags, dropped: facts.filter((tag) => !after.tags.includes(tag)) };
  const isRenamed = match && JSON.stringify(findable(match)) !== JSON.stringify(findable(after));
  const line = match ? `导入修改：${changedTitles(companySubject, before, after)}` : "导入入库";
  return {
    subject: companySubject,
    id,
    version,
    before: match ? before : null,
    after,
    image: companyImage(after, facing),
    imageBefore: match ? companyImage(match, facing) : null,
    ...(match && !isRenamed ? {} : { findable: findable(after) }),
    ...(isRenamed ? { findableBefore: findable(match) } : {}),
    line,
  };
}

const columnOf = (field: PropertyKey | undefined): string | null =>
  field === "officerId" ? "officerName" : typeof field === "string" ? field : null;

/** 责任专员 within one's own reach, with the division that goes with that person; undefined leaves the owner alone. */
function ownerOf({ actor }: Context, { people }: Names, officerId: string | null | undefined, problems: Remark[]) {
  if (officerId === undefined) return {};
  if (officerId === null) return { officerId: null, divisionId: null };
  const divisionId = people.find(({ id }) => id === officerId)?.divisionId ?? null;
  if (!isReached(inOwnName(actor), companyOperations.update.permission, { officerId, divisionId })) {
    problems.push({ field: "officerName", message: "只能把企业交给自己办理范围内的专员；跨科室的请由主任导入" });
  }
  return { officerId, divisionId };
}

/** Made once: a shape is compiled on its first use. */
const contactShape = contactOperations.create.input.omit({ companyId: true });

function sentContact({ values }: TypedRow, prefix: string, problems: Remark[]) {
  const of = (part: string) => (values[`${prefix}${part}`] as string | null | undefined) ?? null;
  const sent = { name: of("Name"), position: of("Position") ?? "", phone: of("Phone"), email: of("Email") };
  if (!sent.name && !sent.phone && !sent.email) return null;
  if (!sent.name) {
    problems.push({ field: `${prefix}Name`, message: "填写了电话或邮箱，请同时填写联系人姓名" });
    return null;
  }
  const parsed = contactShape.safeParse(sent);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    const part = String(path[0] ?? "name");
    problems.push({ field: `${prefix}${part.slice(0, 1).toUpperCase()}${part.slice(1)}`, message });
  }
  return null;
}
