import { z } from "zod";
import { code, day, id, line, listOf, prose, referenceCode } from "#kit/base/fields.ts";
import { command, list, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { stages, standings } from "../words.ts";
import { jointRoles } from "./words.ts";

const share = (title: string) =>
  z
    .int({ error: `${title}应为整数` })
    .min(0, { error: `${title}不能是负数` })
    .max(100, { error: `${title}不能超过 100%` })
    .meta({ title, unit: "%" });

const role = code(jointRoles, { title: "分工" });
const region = referenceCode({ title: "所在区（县）" }, 12);

const Partner = z.strictObject({
  name: line({ title: "合作方" }, 80),
  region: region.nullable().default(null),
  role,
  share: share("贡献份额").min(1, { error: "合作方的份额至少 1%，没有份额的不列" }),
});

const typed = {
  agreedOn: day({ title: "约定日期" }),
  document: line({ title: "协议或纪要" }, 120),
  ownRole: code(jointRoles, { title: "我方分工" }),
  ownShare: share("我方份额"),
  note: prose({ title: "说明" }, 500),
};

export const JointPartner = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "合作方" }),
  region: z.string().nullable(),
  regionName: z.string().nullable().meta({ title: "所在区（县）" }),
  role,
  share: z.int().meta({ title: "贡献份额", unit: "%" }),
});

export const JointPromotion = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  ...typed,
  document: z.string().meta({ title: "协议或纪要" }),
  ownShare: z.int().meta({ title: "我方份额", unit: "%" }),
  files: z.array(AttachedShown).meta({ title: "佐证" }),
  typedAt: z.string().meta({ title: "录入时间", shows: "moment" }),
});

export const JointRow = z.object({
  ...JointPromotion.omit({ files: true, note: true }).shape,
  projectName: z.string().meta({ title: "项目" }),
  stage: code(stages, { title: "阶段" }),
  standing: code(standings, { title: "推进状态" }),
  /** 示例丙区 30%、示例丁区 20% */
  partnerText: z.string().meta({ title: "合作方与份额" }),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const jointSubject: Subject = {
  kind: "jointPromotion",
  title: "联合招商",
  noun: "projects",
  shape: JointPromotion.extend({ partners: z.string().meta({ title: "合作方与份额" }) }),
};

const read = "projects.read";
const manage = "projects.manage";
const made = z.object({ id: z.uuid() });

export const jointOperations = {
  list: list("jointPromotions.list", {
    title: "查看联合招商",
    permission: read,
    row: JointRow,
    filter: {
      region: region.optional(),
      role: role.optional(),
      partner: z.string().trim().max(80).optional().meta({ title: "合作方" }),
    },
    sorts: ["agreedOn"],
  }),
  ofProject: query("jointPromotions.ofProject", {
    title: "查看项目的联合招商",
    permission: read,
    input: z.strictObject({ projectId: id("项目") }),
    output: z.object({
      agreement: JointPromotion.extend({ byName: z.string().nullable().meta({ title: "登记人" }) }).nullable(),
      partners: z.array(JointPartner),
      may: z.object({ agree: Told, annul: Told }),
    }),
  }),
  /** 登记约定: all shares at once, for only together are they a hundred. */
  agree: command("jointPromotions.agree", {
    title: "登记联合招商",
    permission: manage,
    input: z.strictObject({
      projectId: id("项目"),
      ...typed,
      note: typed.note.default(""),
      partners: listOf(Partner, 10, "合作方").min(1, { error: "请至少填写一个合作方" }).meta({ title: "合作方" }),
      files: listOf(Attachment, 10, "佐证").min(1, { error: "请附上合作协议或会议纪要" }).meta({ title: "佐证" }),
    }),
    output: made,
  }),
  annul: command("jointPromotions.annul", {
    title: "作废联合招商约定",
    permission: manage,
    input: z.strictObject({ id: id("联合招商"), reason: line({ title: "作废原因" }, 200) }),
    output: made,
  }),
};
