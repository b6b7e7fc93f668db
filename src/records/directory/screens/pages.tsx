import { BankOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { companyOperations } from "../contract.ts";

const read = companyOperations.list.permission;
const manage = companyOperations.create.permission;

export const pages: Page[] = [
  {
    address: "companies",
    title: "企业库",
    permission: read,
    component: () => import("./CompanyList.tsx").then((file) => file.CompanyList),
    menu: { group: "resources", order: 20, icon: BankOutlined },
    commands: [{ title: "新增企业", permission: manage, to: "companies/new", keywords: "xzqy" }],
    keywords: "qyk 三库 客商 公司",
  },
  {
    address: "companies/new",
    title: "新增企业",
    permission: manage,
    component: () => import("./NewCompany.tsx").then((file) => file.NewCompany),
  },
  {
    address: "companies/$id",
    title: "企业",
    permission: read,
    component: () => import("./CompanyPage.tsx").then((file) => file.CompanyPage),
  },
  {
    address: "companies/$id/edit",
    title: "修改企业",
    permission: manage,
    component: () => import("./EditCompany.tsx").then((file) => file.EditCompany),
  },
];
