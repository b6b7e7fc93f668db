import { AuditOutlined, FileTextOutlined, ToolOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { approvalOperations } from "../contract.ts";
import { flowOperations } from "../flows/contract.ts";
import { handingOperations } from "../handing/contract.ts";
import { memoOperations } from "../memos/contract.ts";
import { timingOperations } from "../timing/contract.ts";

const read = approvalOperations.list.permission;
const write = memoOperations.submit.permission;

export const pages: Page[] = [
  {
    address: "approvals",
    title: "审批",
    permission: read,
    component: () => import("./ApprovalList.tsx").then((file) => file.ApprovalList),
    menu: { group: "coordination", order: 10, icon: AuditOutlined },
    commands: [
      { title: "审批流程", permission: flowOperations.flows.permission, to: "approvals/flows", keywords: "splc" },
      { title: "审批时效", permission: timingOperations.timing.permission, to: "approvals/timing", keywords: "spsx" },
    ],
    keywords: "sp 待办 会签 或签 转办 加签 退回",
  },
  {
    address: "approvals/flows",
    title: "审批流程",
    permission: flowOperations.flows.permission,
    component: () => import("./FlowPage.tsx").then((file) => file.FlowPage),
  },
  {
    address: "approvals/timing",
    title: "审批时效",
    permission: timingOperations.timing.permission,
    component: () => import("./TimingPage.tsx").then((file) => file.TimingPage),
  },
  {
    address: "approvals/stuck",
    title: "卡住的审批",
    permission: handingOperations.stuck.permission,
    component: () => import("./StuckPage.tsx").then((file) => file.StuckPage),
    menu: { group: "administration", order: 40, icon: ToolOutlined },
    keywords: "kzdsp 离岗 更换审批人",
  },
  {
    address: "approvals/$id",
    title: "审批",
    permission: read,
    component: () => import("./ApprovalPage.tsx").then((file) => file.ApprovalPage),
  },
  {
    address: "memos",
    title: "请示",
    permission: memoOperations.list.permission,
    component: () => import("./MemoList.tsx").then((file) => file.MemoList),
    menu: { group: "coordination", order: 15, icon: FileTextOutlined },
    commands: [{ title: "写请示", permission: write, to: "memos/new", keywords: "xqs 签报 报告" }],
    keywords: "qs 签报",
  },
  {
    address: "memos/new",
    title: "写请示",
    permission: write,
    component: () => import("./NewMemo.tsx").then((file) => file.NewMemo),
  },
  {
    address: "memos/$id",
    title: "请示",
    permission: memoOperations.get.permission,
    component: () => import("./MemoPage.tsx").then((file) => file.MemoPage),
  },
  {
    address: "memos/$id/edit",
    title: "修改请示",
    permission: write,
    component: () => import("./EditMemo.tsx").then((file) => file.EditMemo),
  },
];
