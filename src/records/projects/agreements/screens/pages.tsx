import type { Page } from "#kit/ui/frame/pages.ts";
import { agreementOperations } from "../contract.ts";

const read = agreementOperations.list.permission;

export const pages: Page[] = [
  {
    address: "agreements",
    title: "协议审查",
    permission: read,
    component: () => import("./AgreementList.tsx").then((file) => file.AgreementList),
    keywords: "xysc gpjzsc 公平竞争审查",
  },
  {
    address: "agreements/$id",
    title: "协议审查",
    permission: read,
    component: () => import("./AgreementPage.tsx").then((file) => file.AgreementPage),
  },
];
