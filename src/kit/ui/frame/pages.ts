import type { ComponentType } from "react";
import type { Call } from "../wire/call.ts";
import type { Search } from "../wire/usePlace.ts";

/** The menu in the order of work. A group nobody registered a page in is not shown. */
export const menuGroups = {
  desk: "工作台",
  promotion: "招商",
  resources: "企业与资源",
  service: "服务",
  coordination: "统筹",
  performance: "预算绩效",
  reports: "报告",
  administration: "管理",
} as const;
export type MenuGroup = keyof typeof menuGroups;

/** A page a module registers in its `screens/pages.tsx`. */
export interface Page {
  /** Under agency and year: `companies`, `companies/$id`; "" is the first page after signing in. */
  address: string;
  title: string;
  /** The permission one needs to open it; `signedIn` for all, `anyone` for pages outside the sign-in (their address begins with a slash). */
  permission: string;
  /** `() => import("./CompanyList.tsx").then((file) => file.CompanyList)`: each page is a chunk of its own. */
  component: () => Promise<ComponentType>;
  menu?: {
    group: MenuGroup;
    order: number;
    icon: ComponentType;
    /** 小型单位的菜单里没有: reached from other pages and by searching. */
    isForLarge?: boolean;
  };
  /** About the person himself: found under his name, at the top on the right. */
  isOwn?: boolean;
  /** What the command menu offers beside going to the page. */
  commands?: PageCommand[];
  /** Further words the command menu finds it by, such as pinyin initials. */
  keywords?: string;
  /** Of a page before the sign-in: the sign-in shows the way to it. */
  invitation?: Invitation;
}

/** 不登录也可以做的: a way past the sign-in. The page belongs to a module above the one that owns the sign-in. */
export interface Invitation {
  /** 不登录也可以核对一份报告 */
  title: string;
  /** Whether this installation offers it to whoever is not signed in. */
  isOpen: (call: Call, signal: AbortSignal) => Promise<boolean>;
}

export interface PageCommand {
  /** 新增企业 */
  title: string;
  permission: string;
  /** Where it is done, under agency and year. */
  to: string;
  search?: Search;
  keywords?: string;
}

/** A place on the page of another module: `<Panels on="company" id={id} />`. */
export interface Panel {
  on: string;
  title: string;
  order: number;
  permission: string;
  component: () => Promise<ComponentType<{ id: string }>>;
}

export interface SearchHit {
  id: string;
  title: string;
  hint?: string | null;
  /** Under agency and year. */
  to: string;
  search?: Search;
  /** The kind it stands under; the searcher's own title where left out. */
  group?: string;
}

/** One kind of record the command menu finds: `{ title: "企业", permission, search }`. */
export interface Searcher {
  title: string;
  permission: string;
  search: (text: string, call: Call, signal: AbortSignal) => Promise<SearchHit[]>;
}
