import { AlertOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { commitmentOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "commitments",
    title: "履约预警",
    permission: commitmentOperations.list.permission,
    component: () => import("./CommitmentList.tsx").then((file) => file.CommitmentList),
    menu: { group: "promotion", order: 15, icon: AlertOutlined },
    keywords: "lyyj 承诺 违约 催告 清退 到期",
  },
];
