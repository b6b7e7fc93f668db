import { HistoryOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { historyOperations } from "../history/contract.ts";
import { importOperations } from "../imports/contract.ts";

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
];
