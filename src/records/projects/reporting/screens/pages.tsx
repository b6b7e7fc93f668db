import { CloudUploadOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { reportOperations } from "../contract.ts";

const read = reportOperations.list.permission;

export const pages: Page[] = [
  {
    address: "reporting",
    title: "项目上报",
    permission: read,
    component: () => import("./ReportList.tsx").then((file) => file.ReportList),
    menu: { group: "promotion", order: 20, icon: CloudUploadOutlined },
    keywords: "xmsb 上报表 报表 变化 更正",
  },
  {
    address: "reporting/new",
    title: "预览上报",
    permission: read,
    component: () => import("./NewReport.tsx").then((file) => file.NewReport),
  },
  {
    address: "reporting/$id",
    title: "项目上报",
    permission: read,
    component: () => import("./ReportPage.tsx").then((file) => file.ReportPage),
  },
];
