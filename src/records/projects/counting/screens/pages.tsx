import { ContainerOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { schemeOperations } from "../../schemes/contract.ts";
import { reconcilingOperations } from "../../reconciling/contract.ts";

const read = schemeOperations.list.permission;
const manage = schemeOperations.create.permission;

export const pages: Page[] = [
  {
    address: "schemes",
    title: "计数口径",
    permission: read,
    component: () => import("./SchemeList.tsx").then((file) => file.SchemeList),
    menu: { group: "promotion", order: 15, icon: ContainerOutlined },
    commands: [{ title: "新建计数口径", permission: manage, to: "schemes/new", keywords: "xjjskj 新增口径" }],
    keywords: "jskj 计数台账 入库 出库 项目库 落地率",
  },
  {
    address: "schemes/new",
    title: "新建计数口径",
    permission: manage,
    component: () => import("./NewScheme.tsx").then((file) => file.NewScheme),
  },
  {
    address: "schemes/$id",
    title: "计数口径",
    permission: read,
    component: () => import("./SchemePage.tsx").then((file) => file.SchemePage),
  },
  {
    address: "schemes/$id/edit",
    title: "修改计数口径",
    permission: manage,
    component: () => import("./EditScheme.tsx").then((file) => file.EditScheme),
  },
  {
    address: "reconciliation",
    title: "口径核对",
    permission: reconcilingOperations.reconcile.permission,
    component: () => import("./Reconciliation.tsx").then((file) => file.Reconciliation),
    keywords: "kjhd 口径差异 对账",
  },
];
