import { z } from "zod";
import { code, day, id, line, prose, version } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { CompanyPage, Contact } from "../contract.ts";
import { consentStates, contactRoles } from "../words.ts";

const told = CompanyPage.shape.may.shape.update;
const read = "companies.read";
const manage = "companies.manage";

export const ContactRow = Contact.omit({ note: true, consentHow: true, consentEvidence: true }).extend({
  companyName: z.string().meta({ title: "任职单位" }),
});

const post = {
  position: prose({ title: "职务", personal: true }, 60),
  role: code(contactRoles, { title: "身份", personal: true }).nullable(),
  fromOn: day({ title: "到任日期" }).nullable(),
  toOn: day({ title: "离任日期" }).nullable(),
};

export const Affiliation = z.object({
  id: z.uuid(),
  /** Null where the company is out of the reader's sight. */
  companyId: z.uuid().nullable(),
  companyName: z.string().nullable().meta({ title: "任职单位" }),
  ...post,
  version: z.int(),
});

export const ContactPage = z.object({
  contact: Contact.extend({ companyName: z.string().meta({ title: "任职单位" }) }),
  affiliations: z.array(Affiliation),
  may: z.object({ update: told, reveal: told, consent: told }),
});

export const affiliationSubject: Subject = {
  kind: "affiliation",
  title: "兼任经历",
  noun: "companies",
  shape: z.object({ companyName: line({ title: "任职单位" }, 120), ...post }),
};

export const contactBookOperations = {
  list: list("contacts.list", {
    title: "查看客商",
    permission: read,
    row: ContactRow,
    filter: {
      search: z.string().trim().max(60).optional().meta({ title: "姓名、企业或电话" }),
      role: code(contactRoles, { title: "身份" }).optional(),
      consent: code(consentStates, { title: "个人信息同意" }).optional(),
      companyId: id("任职单位").optional(),
    },
    sorts: ["name"],
  }),
  get: query("contacts.get", { title: "查看客商详情", permission: read, input: one, output: ContactPage }),
  consent: command("contacts.consent", {
    title: "登记个人信息同意",
    permission: manage,
    input: z.strictObject({
      id: id(),
      version: version(),
      consent: code(consentStates, { title: "个人信息同意" }),
      consentOn: day({ title: "日期" }).nullable().default(null),
      consentHow: prose({ title: "方式", personal: true }, 120).default(""),
      consentEvidence: prose({ title: "凭据", personal: true }, 200).default(""),
    }),
    output: Contact,
  }),
  /** 调任: the present post becomes a past one. */
  transfer: command("contacts.transfer", {
    title: "登记调任",
    permission: manage,
    input: z.strictObject({
      id: id(),
      version: version(),
      companyId: id("新任职单位"),
      position: post.position.default(""),
      role: post.role.default(null),
      fromOn: day({ title: "到任日期" }),
    }),
    output: Contact,
  }),
  affiliate: command("contacts.affiliate", {
    title: "登记兼任",
    permission: manage,
    input: z.strictObject({
      contactId: id("联系人"),
      companyId: id("任职单位"),
      position: post.position.default(""),
      role: post.role.default(null),
      fromOn: post.fromOn.default(null),
      toOn: post.toOn.default(null),
    }),
    output: z.object({ id: z.uuid() }),
  }),
  leave: command("contacts.leave", {
    title: "登记离任",
    permission: manage,
    input: z.strictObject({ id: id(), version: version(), toOn: day({ title: "离任日期" }) }),
    output: z.object({}),
  }),
};
