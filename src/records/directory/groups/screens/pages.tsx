import { ApartmentOutlined } from "@ant-design/icons";
import type { Page, Searcher } from "#kit/ui/frame/pages.ts";
import { groupOperations } from "../contract.ts";

const read = groupOperations.list.permission;

export const pages: Page[] = [
  {
    address: "groups",
    title: "集团",
    permission: read,
    component: () => import("./GroupList.tsx").then((file) => file.GroupList),
    menu: { group: "promotion", order: 24, icon: ApartmentOutlined },
    keywords: "jt 包联 总部 母公司",
  },
  {
    address: "groups/$id",
    title: "集团",
    permission: read,
    component: () => import("./GroupPage.tsx").then((file) => file.GroupPage),
  },
];

export const searchers: Searcher[] = [
  {
    title: "集团",
    permission: read,
    search: async (text, call) => {
      const { rows } = await call(groupOperations.list, { search: text, limit: 5 });
      return rows.map(({ id, name, tierTitle }) => ({ id, title: name, hint: tierTitle, to: `groups/${id}` }));
    },
  },
];
