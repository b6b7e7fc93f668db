import { z } from "zod";
import { code, day, flag, id, line, listOf, version } from "#kit/base/fields.ts";
import { command, list, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { delegationSides, delegationStates } from "./words.ts";

const permission = () => z.string().regex(/^[a-z][a-zA-Z]{1,40}\.[a-z][a-zA-Z]{1,40}$/, { error: "权限的格式不正确" });
const Told = z.object({ code: z.string(), message: z.string() }).nullable();

const typed = {
  toPersonId: id("受托人"),
  fromOn: day({ title: "开始日期" }),
  untilOn: day({ title: "截止日期" }),
  reason: line({ title: "委托原因" }, 200),
};

export const Delegation = z.object({
  id: z.uuid(),
  fromPersonId: z.uuid().meta({ title: "委托人" }),
  ...typed,
  permissions: z.array(z.string()).meta({ title: "委托的权限" }),
  isWhole: flag({ title: "全部业务权限" }),
  endedOn: day({ title: "终止日期" }).nullable(),
  endReason: z.string().nullable().meta({ title: "终止原因" }),
  version: z.int(),
});

export const DelegationRow = z.object({
  id: z.uuid(),
  fromName: z.string().meta({ title: "委托人" }),
  toName: z.string().meta({ title: "受托人" }),
  isWhole: Delegation.shape.isWhole,
  permissions: Delegation.shape.permissions,
  fromOn: typed.fromOn,
  untilOn: typed.untilOn,
  state: code(delegationStates, { title: "状态" }),
  reason: typed.reason,
  endedOn: Delegation.shape.endedOn,
  endReason: Delegation.shape.endReason,
  version: z.int(),
  may: z.object({ end: Told }),
});

/** 我能委托什么: for the form. */
const Choices = z.object({
  permissions: z.array(z.string()),
  longestDays: z.int().meta({ title: "最长天数", shows: "count" }),
});

/** 委托: a person entrusts a colleague with business rights for some days. */
export const delegationOperations = {
  list: list("delegations.list", {
    title: "查看委托",
    permission: "delegations.manage",
    row: DelegationRow,
    filter: {
      side: code(delegationSides, { title: "方向" }).optional(),
      state: code(delegationStates, { title: "状态" }).optional(),
    },
    sorts: ["fromOn"],
  }),
  choices: query("delegations.choices", {
    title: "查看可委托的权限",
    permission: "delegations.manage",
    input: z.strictObject({}),
    output: Choices,
  }),
  create: command("delegations.create", {
    title: "新建委托",
    permission: "delegations.manage",
    input: z.strictObject({
      toPersonId: typed.toPersonId,
      fromOn: typed.fromOn,
      untilOn: typed.untilOn,
      /** None chosen: all business rights of one's own. */
      permissions: listOf(permission(), 200, "委托的权限").default([]).meta({ title: "委托的权限" }),
      reason: typed.reason,
    }),
    output: Delegation,
  }),
  end: command("delegations.end", {
    title: "终止委托",
    permission: "delegations.manage",
    input: z.strictObject({ id: id(), version: version(), reason: line({ title: "终止原因" }, 200) }),
    output: Delegation,
  }),
};

export const delegationSubject: Subject = {
  kind: "delegation",
  title: "委托",
  noun: "delegations",
  shape: Delegation,
};
