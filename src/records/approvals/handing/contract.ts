import { z } from "zod";
import { code, id, line, version } from "#kit/base/fields.ts";
import { command, query } from "#kit/base/operation.ts";
import { chosenPeople, Moved } from "../contract.ts";
import { addedWhere } from "./words.ts";

const about = { id: id("审批"), version: version() };
const Choice = z.object({ id: z.uuid(), name: z.string(), divisionName: z.string().nullable() });

export const StuckTask = z.object({
  taskId: z.uuid(),
  approvalId: z.uuid(),
  title: z.string().meta({ title: "事项" }),
  flowTitle: z.string().meta({ title: "流程" }),
  stepTitle: z.string().meta({ title: "卡住的步骤" }),
  starterName: z.string().meta({ title: "发起人" }),
  goneName: z.string().meta({ title: "不能再审批的人" }),
  receivedAt: z.string().meta({ title: "收到时间", shows: "moment" }),
  version: z.int(),
  /** Who may take over by the rule of the step, as things stand today. */
  choices: z.array(Choice),
});

/** 转办、加签、催办、更换: handing a step to others without deciding it. */
export const handingOperations = {
  delegate: command("approvals.delegate", {
    title: "转办",
    permission: "approvals.decide",
    input: z.strictObject({ ...about, personId: id("转给"), reason: line({ title: "转办说明" }, 200) }),
    output: Moved,
  }),
  addApprover: command("approvals.addApprover", {
    title: "加签",
    permission: "approvals.decide",
    input: z.strictObject({
      ...about,
      where: code(addedWhere, { title: "加在" }),
      personIds: chosenPeople("加签人", 5).min(1, { error: "请选择加签人" }),
      reason: line({ title: "加签说明" }, 200),
    }),
    output: Moved,
  }),
  urge: command("approvals.urge", {
    title: "催办",
    permission: "approvals.start",
    input: z.strictObject(about),
    output: Moved,
  }),
  /** Whom this approval may be handed to. */
  choices: query("approvals.choices", {
    title: "查看可转办、加签的人员",
    permission: "approvals.decide",
    input: z.strictObject({ search: z.string().trim().max(40).optional().meta({ title: "姓名" }) }),
    output: z.array(Choice),
  }),
  stuck: query("approvals.stuck", {
    title: "查看卡住的审批",
    permission: "approvals.repair",
    input: z.strictObject({}),
    output: z.array(StuckTask),
  }),
  replace: command("approvals.replace", {
    title: "更换审批人",
    permission: "approvals.repair",
    input: z.strictObject({
      ...about,
      taskId: id("待办任务"),
      personId: id("换为"),
      reason: line({ title: "更换原因" }, 200),
    }),
    output: Moved,
  }),
};
