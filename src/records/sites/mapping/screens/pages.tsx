import { EnvironmentOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { mapOperations } from "../contract.ts";

const { permission } = mapOperations.map;

export const pages: Page[] = [
  {
    address: "sites/map",
    title: "招商地图",
    permission,
    component: () => import("./MapPage.tsx").then((file) => file.MapPage),
    menu: { group: "resources", order: 31, icon: EnvironmentOutlined },
    keywords: "zsdt 地图 载体 位置",
  },
];
