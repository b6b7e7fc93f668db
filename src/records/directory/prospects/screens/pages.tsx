import { AimOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { prospectOperations } from "../contract.ts";

const read = prospectOperations.list.permission;

export const pages: Page[] = [
  {
    address: "prospects",
    title: "目标企业",
    permission: read,
    component: () => import("./ProspectList.tsx").then((file) => file.ProspectList),
    menu: { group: "resources", order: 18, icon: AimOutlined },
    keywords: "mbqy 清单 招商目标",
  },
  {
    address: "prospects/$id",
    title: "目标企业",
    permission: read,
    component: () => import("./ProspectPage.tsx").then((file) => file.ProspectPage),
  },
];
