import { LoginOutlined } from "@ant-design/icons";
import { anyone } from "#kit/base/operation.ts";
import type { Page } from "#kit/ui/frame/pages.ts";
import { signInOperations } from "../contract.ts";

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
    address: "sign-ins",
    title: "登录记录",
    permission: signInOperations.list.permission,
    component: () => import("./SignInList.tsx").then((file) => file.SignInList),
    menu: { group: "administration", order: 45, icon: LoginOutlined },
    keywords: "dljl 登录 失败 锁定",
  },
];
