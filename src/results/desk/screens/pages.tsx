import { HomeOutlined } from "@ant-design/icons";
import type { Page, SearchHit, Searcher } from "#kit/ui/frame/pages.ts";
import { deskOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "",
    title: "工作台",
    permission: deskOperations.home.permission,
    component: () => import("./DeskHome.tsx").then((file) => file.DeskHome),
    menu: { group: "desk", order: 0, icon: HomeOutlined },
    keywords: "gzt 首页 待办",
  },
];

/** 全局检索: all kinds in one question, each under its own heading. */
export const searchers: Searcher[] = [
  {
    title: "记录",
    permission: deskOperations.search.permission,
    search: async (text, call, signal) => {
      const groups = await call(deskOperations.search, { text }, signal);
      return groups.flatMap(({ kind, title: group, hits, more }): SearchHit[] => [
        ...hits.map(({ search, ...hit }) => ({ ...hit, id: `${kind}:${hit.id}`, group, ...(search && { search }) })),
        ...(more
          ? [
              {
                id: `${kind}:more`,
                group,
                title: `查看全部“${text}”`,
                to: more.to,
                ...(more.search && { search: more.search }),
              },
            ]
          : []),
      ]);
    },
  },
];
