import { z } from "zod";
import { code, day, flag, id, line, prose } from "#kit/base/fields.ts";
import { command, list, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { ProjectRow } from "../contract.ts";
import { sources } from "../words.ts";
import { clockLights, leadSteps } from "./words.ts";

const light = code(clockLights, { title: "时限" });

/** One clock of a lead as it stands today. */
const Clock = z.object({
  step: code(leadSteps, { title: "办理事项" }),
  title: z.string(),
  /** 三个工作日内 */
  term: z.string(),
  dueOn: z.string().nullable(),
  /** When it was done; a repeated one tells the last time. */
  doneOn: z.string().nullable(),
  isOpen: z.boolean(),
  light,
  text: z.string(),
});

export const LeadRow = z.object({
  ...ProjectRow.pick({
    id: true,
    code: true,
    name: true,
    investorName: true,
    totalInvestment: true,
    source: true,
    receivedOn: true,
    activeOn: true,
    officerName: true,
    divisionName: true,
  }).shape,
  light,
  lightText: z.string().meta({ title: "最急的一项" }),
  nextDueOn: z.string().nullable().meta({ title: "下一期限", shows: "date" }),
  isSilent: z.boolean().meta({ title: "建议转休眠" }),
});

export const LeadStepRow = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  step: code(leadSteps, { title: "办理事项" }),
  happenedOn: day({ title: "办理日期" }),
  typedAt: z.string().meta({ title: "录入时间", shows: "moment" }),
  note: z.string().meta({ title: "说明" }),
  byName: z.string().nullable().meta({ title: "登记人" }),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const leadStepSubject: Subject = {
  kind: "projectLeadStep",
  title: "线索办理",
  noun: "projects",
  shape: LeadStepRow.omit({ byName: true, typedAt: true }),
};

const projectId = id("项目");

export const leadOperations = {
  list: list("leads.list", {
    title: "查看线索时限",
    permission: "projects.read",
    row: LeadRow,
    filter: {
      officerId: id("责任专员").optional(),
      divisionId: id("科室").optional(),
      source: code(sources, { title: "线索来源" }).optional(),
      /** One of its clocks has run out. */
      isLate: flag({ title: "有超期" }).optional(),
      /** Quiet for so long that 休眠 is proposed. */
      isSilent: flag({ title: "建议转休眠" }).optional(),
    },
    sorts: ["receivedOn", "activeOn"],
  }),
  /** 时限与停滞 of one project, whatever its stage. */
  clocks: query("leads.clocks", {
    title: "查看项目时限",
    permission: "projects.read",
    input: z.strictObject({ projectId }),
    output: z.object({
      isLead: z.boolean(),
      clocks: z.array(Clock),
      steps: z.array(LeadStepRow),
      /** What may be typed now. */
      takes: z.array(code(leadSteps, { title: "办理事项" })),
      /** 停滞, in words; null where it goes on. */
      stall: z.string().nullable(),
      /** 建议转休眠, in words: proposed, never done by itself. */
      silence: z.string().nullable(),
      document: z.string(),
      may: z.object({ add: Told }),
    }),
  }),
};

export const leadStepOperations = {
  add: command("leadSteps.add", {
    title: "登记线索办理",
    permission: "projects.manage",
    input: z.strictObject({
      projectId,
      step: code(leadSteps, { title: "办理事项" }),
      happenedOn: day({ title: "办理日期" }),
      note: prose({ title: "说明" }, 500).default(""),
    }),
    output: LeadStepRow,
  }),
  annul: command("leadSteps.annul", {
    title: "作废线索办理",
    permission: "projects.manage",
    input: z.strictObject({ projectId, id: id("办理记录"), reason: line({ title: "作废原因" }, 200) }),
    output: z.object({}),
  }),
};
