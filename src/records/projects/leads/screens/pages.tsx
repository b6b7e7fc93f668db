import { FieldTimeOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { leadOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "leads",
    title: "我的线索",
    permission: leadOperations.list.permission,
    component: () => import("./LeadList.tsx").then((file) => file.LeadList),
    menu: { group: "promotion", order: 12, icon: FieldTimeOutlined },
    keywords: "wdxs xssx 线索时限 超期 停滞 休眠",
  },
];
