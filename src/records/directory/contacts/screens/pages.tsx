import { ContactsOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { contactBookOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "contacts",
    title: "客商",
    permission: contactBookOperations.list.permission,
    component: () => import("./ContactBook.tsx").then((file) => file.ContactBook),
    menu: { group: "resources", order: 22, icon: ContactsOutlined },
    keywords: "ks lxr 联系人 通讯录",
  },
  {
    address: "contacts/$id",
    title: "客商",
    permission: contactBookOperations.get.permission,
    component: () => import("./ContactPage.tsx").then((file) => file.ContactPage),
  },
];
