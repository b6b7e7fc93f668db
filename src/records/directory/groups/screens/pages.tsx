import { ApartmentOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { groupOperations } from "../contract.ts";

const read = groupOperations.list.permission;

export const pages: Page[] = [
  {
    address: "groups",
    title: "集团",
    permission: read,
    component: () => import("./GroupList.tsx").then((file) => file.GroupList),
    menu: { group: "resources", order: 24, icon: ApartmentOutlined },
    keywords: "jt 包联 总部 母公司",
  },
  {
    address: "groups/$id",
    title: "集团",
    permission: read,
    component: () => import("./GroupPage.tsx").then((file) => file.GroupPage),
  },
];
