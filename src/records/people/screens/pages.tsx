import {
  ApartmentOutlined,
  ClusterOutlined,
  IdcardOutlined,
  LockOutlined,
  SafetyCertificateOutlined,
  SolutionOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import { signedIn } from "#kit/base/operation.ts";
import type { Page } from "#kit/ui/frame/pages.ts";
import { accountOperations, agencyOperations } from "../contract.ts";
import { divisionOperations } from "../divisions/contract.ts";
import { establishmentOperations } from "../establishments/contract.ts";
import { factorOperations } from "../factors/contract.ts";
import { rightOperations, roleOperations } from "../rights/contract.ts";
import { staffOperations } from "../staff/contract.ts";
import { delegationPages } from "./delegationpages.tsx";
import { erasurePages } from "./erasurepages.tsx";
import { handoverPages } from "./handoverpages.tsx";

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
      {
        title: "成批发放一次性链接",
        permission: accountOperations.invite.permission,
        to: "accounts/links",
        keywords: "cpff yqlj 打印",
      },
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
    keywords: "bjg jg 托管 小型单位",
  },
  {
    address: "accounts/links",
    title: "成批发放一次性链接",
    permission: accountOperations.invite.permission,
    component: () => import("./SlipPage.tsx").then((file) => file.SlipPage),
  },
  {
    address: "divisions",
    title: "科室",
    permission: divisionOperations.tree.permission,
    component: () => import("./DivisionTree.tsx").then((file) => file.DivisionTree),
    menu: { group: "administration", order: 6, icon: ClusterOutlined, isForLarge: true },
    keywords: "ks 处室 内设机构",
  },
  {
    address: "persons",
    title: "人员",
    permission: staffOperations.roster.permission,
    component: () => import("./PersonList.tsx").then((file) => file.PersonList),
    menu: { group: "administration", order: 7, icon: IdcardOutlined },
    commands: [
      { title: "登记人员", permission: staffOperations.create.permission, to: "persons/new", keywords: "djry" },
    ],
    keywords: "ry 花名册 职工",
  },
  {
    address: "persons/new",
    title: "登记人员",
    permission: staffOperations.create.permission,
    component: () => import("./NewPerson.tsx").then((file) => file.NewPerson),
  },
  {
    address: "persons/$id",
    title: "人员",
    permission: staffOperations.get.permission,
    component: () => import("./PersonPage.tsx").then((file) => file.PersonPage),
  },
  {
    address: "establishment",
    title: "机构与编制",
    permission: establishmentOperations.summary.permission,
    component: () => import("./EstablishmentPage.tsx").then((file) => file.EstablishmentPage),
    menu: { group: "administration", order: 8, icon: SolutionOutlined, isForLarge: true },
    keywords: "jgybz 编制 实有 岗位",
  },
  {
    address: "roles",
    title: "角色与权限",
    permission: roleOperations.list.permission,
    component: () => import("./RoleList.tsx").then((file) => file.RoleList),
    menu: { group: "administration", order: 20, icon: SafetyCertificateOutlined, isForLarge: true },
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
  {
    address: "roles/$code",
    title: "修改角色",
    permission: roleOperations.update.permission,
    component: () => import("./RolePage.tsx").then((file) => file.RolePage),
  },
  {
    address: "rights",
    title: "谁能做什么",
    permission: rightOperations.holders.permission,
    component: () => import("./RightsPage.tsx").then((file) => file.RightsPage),
    commands: [
      { title: "谁能做什么", permission: rightOperations.holders.permission, to: "rights", keywords: "sn 权限 为什么" },
    ],
  },
  ...delegationPages,
  ...handoverPages,
  ...erasurePages,
];
