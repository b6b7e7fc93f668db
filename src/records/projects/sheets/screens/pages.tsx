import { SolutionOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { sheetOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "sheets",
    title: "周报月报",
    permission: sheetOperations.show.permission,
    component: () => import("./SheetPage.tsx").then((file) => file.SheetPage),
    menu: { group: "promotion", order: 19, icon: SolutionOutlined },
    keywords: "zbyb 招商周报 招商月报 项目进展 上会",
  },
];
