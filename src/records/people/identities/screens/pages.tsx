import { anyone } from "#kit/base/operation.ts";
import type { Page } from "#kit/ui/frame/pages.ts";

export const pages: Page[] = [
  {
    address: "/sign-in/outside",
    title: "外部登录",
    permission: anyone,
    component: () => import("./OutsideReturn.tsx").then((file) => file.OutsideReturn),
  },
];
