import { ApartmentOutlined, SafetyCertificateOutlined, TeamOutlined } from "@ant-design/icons";
import { anyone } from "#kit/base/operation.ts";
import type { Page } from "#kit/ui/frame/pages.ts";
import { delegationPages } from "./delegationpages.tsx";
import { erasurePages } from "./erasurepages.tsx";
import { handoverPages } from "./handoverpages.tsx";
import { accountOperations, agencyOperations, roleOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "/sign-in",
    title: "登录",
    permission: anyone,
    component: () => import("./SignIn.tsx").then((file) => file.SignIn),
  },
  {
    address: "/link/$token",
    title: "设置密码",
    permission: anyone,
    component: () => import("./OneTimeLink.tsx").then((file) => file.OneTimeLink),
  },
  {
    address: "accounts",
    title: "账号",
    permission: accountOperations.list.permission,
    component: () => import("./AccountList.tsx").then((file) => file.AccountList),
    menu: { group: "administration", order: 10, icon: TeamOutlined },
    commands: [
      { title: "新增账号", permission: accountOperations.create.permission, to: "accounts/new", keywords: "xzzh" },
    ],
    keywords: "zh 用户 人员",
  },
  {
    address: "accounts/new",
    title: "新增账号",
    permission: accountOperations.create.permission,
    component: () => import("./NewAccount.tsx").then((file) => file.NewAccount),
  },
  {
    address: "agency",
    title: "本机构",
    permission: agencyOperations.get.permission,
    component: () => import("./AgencyPage.tsx").then((file) => file.AgencyPage),
    menu: { group: "administration", order: 5, icon: ApartmentOutlined },
    keywords: "bjg jg ks 科室 处室",
  },
  {
    address: "roles",
    title: "角色与权限",
    permission: roleOperations.list.permission,
    component: () => import("./RoleList.tsx").then((file) => file.RoleList),
    menu: { group: "administration", order: 20, icon: SafetyCertificateOutlined },
    keywords: "jsyqx",
  },
  ...delegationPages,
  ...handoverPages,
  ...erasurePages,
];
