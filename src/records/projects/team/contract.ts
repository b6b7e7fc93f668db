import { z } from "zod";
import { code, day, id, line, listOf, prose } from "#kit/base/fields.ts";
import { command, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { memberRoles } from "../words.ts";

const role = code(memberRoles, { title: "身份" });

export const Member = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  role,
  personId: z.uuid().nullable().meta({ title: "本机构人员" }),
  name: z.string().meta({ title: "姓名", personal: true }),
  post: z.string().meta({ title: "职务" }),
  fromOn: day({ title: "自" }),
  toOn: z.string().nullable().meta({ title: "至", shows: "date" }),
});

export const Instruction = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  leaderName: z.string().meta({ title: "批示领导" }),
  leaderPost: z.string().meta({ title: "职务" }),
  happenedOn: day({ title: "批示日期" }),
  content: z.string().meta({ title: "批示内容" }),
  files: z.array(AttachedShown).meta({ title: "附件" }),
});

export const memberSubject: Subject = { kind: "projectMember", title: "项目团队", noun: "projects", shape: Member };
export const instructionSubject: Subject = {
  kind: "projectInstruction",
  title: "领导批示",
  noun: "projects",
  shape: Instruction,
};

const projectId = id("项目");

export const memberOperations = {
  list: query("members.list", {
    title: "查看项目团队",
    permission: "projects.read",
    input: z.strictObject({ projectId }),
    output: z.object({ members: z.array(Member), instructions: z.array(Instruction) }),
  }),
  add: command("members.add", {
    title: "加入团队",
    permission: "projects.manage",
    input: z.strictObject({
      projectId,
      role,
      personId: id("本机构人员").nullable().default(null),
      name: line({ title: "姓名", personal: true }, 40).nullable().default(null),
      post: prose({ title: "职务" }, 60).default(""),
      fromOn: day({ title: "自" }),
    }),
    output: Member,
  }),
  end: command("members.end", {
    title: "退出团队",
    permission: "projects.manage",
    input: z.strictObject({ projectId, id: id("成员"), toOn: day({ title: "至" }) }),
    output: Member,
  }),
};

export const instructionOperations = {
  add: command("instructions.add", {
    title: "登记领导批示",
    permission: "projects.manage",
    input: z.strictObject({
      projectId,
      leaderName: line({ title: "批示领导" }, 40),
      leaderPost: line({ title: "职务" }, 60),
      happenedOn: day({ title: "批示日期" }),
      content: line({ title: "批示内容" }, 1000),
      files: listOf(Attachment, 5, "附件").meta({ title: "附件" }).default([]),
    }),
    output: Instruction,
  }),
  annul: command("instructions.annul", {
    title: "作废批示",
    permission: "projects.manage",
    input: z.strictObject({ projectId, id: id("批示"), reason: line({ title: "作废原因" }, 200) }),
    output: z.object({}),
  }),
};
