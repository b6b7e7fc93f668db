import { BookOutlined, HistoryOutlined, SettingOutlined } from "@ant-design/icons";
import { signedIn } from "#kit/base/operation.ts";
import type { Page } from "#kit/ui/frame/pages.ts";
import { channelOperations } from "../channels/contract.ts";
import { historyOperations } from "../history/contract.ts";
import { importOperations } from "../imports/contract.ts";
import { packOperations } from "../packs/contract.ts";

const bring = importOperations.start.permission;

export const pages: Page[] = [
  {
    address: "imports",
    title: "导入记录",
    permission: importOperations.list.permission,
    component: () => import("./ImportList.tsx").then((file) => file.ImportList),
    // Reached from the lists that are filled by importing, and from here; a menu entry would stand unused most days.
    commands: [
      { title: "从 Excel 导入", permission: bring, to: "imports/new", keywords: "dr import 表格 台账" },
      { title: "导入记录", permission: importOperations.list.permission, to: "imports", keywords: "drjl 撤销导入" },
    ],
  },
  {
    address: "imports/new",
    title: "从 Excel 导入",
    permission: bring,
    component: () => import("./NewImport.tsx").then((file) => file.NewImport),
  },
  {
    address: "imports/$id",
    title: "导入",
    permission: importOperations.get.permission,
    component: () => import("./ImportPage.tsx").then((file) => file.ImportPage),
  },
  {
    address: "history",
    title: "留痕",
    permission: historyOperations.list.permission,
    component: () => import("./HistoryList.tsx").then((file) => file.HistoryList),
    menu: { group: "administration", order: 30, icon: HistoryOutlined },
    keywords: "lh 审计 日志 谁改的",
  },
  {
    address: "packs",
    title: "规则包",
    permission: packOperations.list.permission,
    component: () => import("./PackList.tsx").then((file) => file.PackList),
    menu: { group: "administration", order: 25, icon: BookOutlined },
    keywords: "gzb 规定 版本",
  },
  {
    address: "packs/view",
    title: "规则包的内容",
    permission: packOperations.get.permission,
    component: () => import("./PackView.tsx").then((file) => file.PackView),
  },
  {
    address: "packs/compare",
    title: "比对规则包",
    permission: packOperations.compare.permission,
    component: () => import("./PackCompare.tsx").then((file) => file.PackCompare),
  },
  {
    address: "settings",
    title: "机构设置",
    permission: channelOperations.get.permission,
    component: () => import("./SettingsPage.tsx").then((file) => file.SettingsPage),
    menu: { group: "administration", order: 40, icon: SettingOutlined },
    keywords: "jgsz 邮件 机器人 渠道 smtp webhook",
  },
  {
    address: "notices",
    title: "消息",
    permission: signedIn,
    component: () => import("./NoticeList.tsx").then((file) => file.NoticeList),
    // Reached from the bell on every page; a menu entry would say the same twice.
    keywords: "xx 通知 提醒",
  },
  {
    address: "notices/settings",
    title: "消息设置",
    permission: signedIn,
    component: () => import("./NoticeSettings.tsx").then((file) => file.NoticeSettings),
    keywords: "xxsz 免打扰",
  },
  {
    address: "jobs",
    title: "任务",
    permission: signedIn,
    component: () => import("./JobList.tsx").then((file) => file.JobList),
    keywords: "rw 任务中心 导出 下载",
  },
];
