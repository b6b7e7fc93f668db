import { ShopOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { siteOperations } from "../contract.ts";
import { matchOperations } from "../matching/contract.ts";

const read = siteOperations.list.permission;
const manage = siteOperations.create.permission;

export const pages: Page[] = [
  {
    address: "sites",
    title: "空间资源",
    permission: read,
    component: () => import("./SiteList.tsx").then((file) => file.SiteList),
    menu: { group: "resources", order: 30, icon: ShopOutlined },
    commands: [{ title: "新增空间资源", permission: manage, to: "sites/new", keywords: "xzkjzy" }],
    keywords: "kjzy zt 载体 园区 厂房 地块 楼宇 土地",
  },
  {
    address: "sites/new",
    title: "新增空间资源",
    permission: manage,
    component: () => import("./NewSite.tsx").then((file) => file.NewSite),
  },
  {
    address: "sites/match",
    title: "按需求匹配空间",
    permission: matchOperations.match.permission,
    component: () => import("./MatchPage.tsx").then((file) => file.MatchPage),
    commands: [{ title: "按需求匹配空间", permission: read, to: "sites/match", keywords: "xz 选址 找厂房 找地" }],
  },
  {
    address: "sites/$id",
    title: "空间资源",
    permission: read,
    component: () => import("./SitePage.tsx").then((file) => file.SitePage),
  },
  {
    address: "sites/$id/edit",
    title: "修改空间资源",
    permission: manage,
    component: () => import("./EditSite.tsx").then((file) => file.EditSite),
  },
];
