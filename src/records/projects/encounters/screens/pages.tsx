import { CommentOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { manage, read } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "encounters",
    title: "对接记录",
    permission: read,
    component: () => import("./EncounterList.tsx").then((file) => file.EncounterList),
    menu: { group: "promotion", order: 14, icon: CommentOutlined },
    commands: [
      { title: "记一次对接", permission: manage, to: "encounters/new", keywords: "jycdj bf zf 拜访 走访 电话" },
    ],
    keywords: "djjl 拜访 走访 洽谈 接待",
  },
  {
    address: "encounters/new",
    title: "记一次对接",
    permission: manage,
    component: () => import("./NewEncounter.tsx").then((file) => file.NewEncounter),
  },
  {
    address: "encounters/$id",
    title: "对接记录",
    permission: read,
    component: () => import("./EncounterPage.tsx").then((file) => file.EncounterPage),
  },
];
