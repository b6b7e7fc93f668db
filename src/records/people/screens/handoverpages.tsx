import { SwapOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { handoverOperations } from "../handovers/contract.ts";

const read = handoverOperations.list.permission;
const manage = handoverOperations.create.permission;

export const handoverPages: Page[] = [
  {
    address: "handovers",
    title: "交接",
    permission: read,
    component: () => import("./HandoverList.tsx").then((file) => file.HandoverList),
    menu: { group: "coordination", order: 80, icon: SwapOutlined },
    commands: [{ title: "拟办交接", permission: manage, to: "handovers/new", keywords: "nbjj lg" }],
    keywords: "jj 轮岗 离职 移交 监交",
  },
  {
    address: "handovers/new",
    title: "拟办交接",
    permission: manage,
    component: () => import("./NewHandover.tsx").then((file) => file.NewHandover),
  },
  {
    address: "handovers/$id",
    title: "交接清单",
    permission: read,
    component: () => import("./HandoverPage.tsx").then((file) => file.HandoverPage),
  },
];
