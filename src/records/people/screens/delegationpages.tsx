import { UserSwitchOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { delegationOperations } from "../delegations/contract.ts";

const { permission } = delegationOperations.list;

export const delegationPages: Page[] = [
  {
    address: "delegations",
    title: "委托",
    permission,
    component: () => import("./DelegationList.tsx").then((file) => file.DelegationList),
    menu: { group: "coordination", order: 70, icon: UserSwitchOutlined },
    commands: [{ title: "新建委托", permission, to: "delegations/new", keywords: "xjwt qj 请假" }],
    keywords: "wt 代办 请假 休假 受托",
  },
  {
    address: "delegations/new",
    title: "新建委托",
    permission,
    component: () => import("./NewDelegation.tsx").then((file) => file.NewDelegation),
  },
];
