import { ApartmentOutlined, LockOutlined, SafetyCertificateOutlined, TeamOutlined } from "@ant-design/icons";
import { signedIn } from "#kit/base/operation.ts";
import type { Page } from "#kit/ui/frame/pages.ts";
import { accountOperations, agencyOperations, roleOperations } from "../contract.ts";
import { factorOperations } from "../factors/contract.ts";

export const pages: Page[] = [
  {
    address: "me",
    title: "我的账号",
    permission: signedIn,
    component: () => import("./MyAccount.tsx").then((file) => file.MyAccount),
    isOwn: true,
    keywords: "wdzh mima 密码 会话 第二因素 令牌 退出",
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
  {
    address: "safety",
    title: "登录安全",
    permission: factorOperations.list.permission,
    component: () => import("./SafetyPage.tsx").then((file) => file.SafetyPage),
    menu: { group: "administration", order: 25, icon: LockOutlined },
    keywords: "dlaq 会话 第二因素 令牌",
  },
];
