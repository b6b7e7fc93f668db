import { FundProjectionScreenOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { projectOperations } from "../contract.ts";

const read = projectOperations.list.permission;
const manage = projectOperations.create.permission;

export const pages: Page[] = [
  {
    address: "projects",
    title: "线索与项目",
    permission: read,
    component: () => import("./ProjectList.tsx").then((file) => file.ProjectList),
    menu: { group: "promotion", order: 10, icon: FundProjectionScreenOutlined },
    commands: [{ title: "登记线索", permission: manage, to: "projects/new", keywords: "djxs xzxm 新增项目" }],
    keywords: "xsyxm 招商项目 看板 漏斗 台账",
  },
  {
    address: "projects/new",
    title: "登记线索",
    permission: manage,
    component: () => import("./NewProject.tsx").then((file) => file.NewProject),
  },
  {
    address: "projects/$id",
    title: "招商项目",
    permission: read,
    component: () => import("./ProjectPage.tsx").then((file) => file.ProjectPage),
  },
  {
    address: "projects/$id/edit",
    title: "修改招商项目",
    permission: manage,
    component: () => import("./EditProject.tsx").then((file) => file.EditProject),
  },
];
