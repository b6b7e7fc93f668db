import { CaretDownOutlined, MenuOutlined, SearchOutlined, UserOutlined } from "@ant-design/icons";
import { useRouter } from "@tanstack/react-router";
import { Menu, type MenuEntry } from "../look/Menu.tsx";
import { useSmall } from "../look/useNarrow.ts";
import { type LookChoice, useLook } from "../look/useLook.ts";
import { useActor } from "../wire/Actor.tsx";
import { PlaceLink } from "../wire/PlaceLink.tsx";
import { useServices } from "../wire/Services.tsx";
import { usePlace } from "../wire/usePlace.ts";
import { Bell } from "./Bell.tsx";
import type { Page } from "./pages.ts";
import { TaskCenter } from "./TaskCenter.tsx";

interface TopBarProps {
  pages: Page[];
  signOut: () => void;
  /** Null while the navigation stands open on the left. */
  openMenu: (() => void) | null;
  openCommands: () => void;
}

const looks: Record<LookChoice, string> = { system: "外观跟随系统", light: "浅色", dark: "深色" };
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Agency and year, search and commands, running tasks, me. */
export function TopBar({ pages, signOut, openMenu, openCommands }: TopBarProps) {
  const { name, duty, isDemo, actsFor } = useActor();
  const { jobs, notices } = useServices();
  const { choice, choose } = useLook();
  const isSmall = useSmall();
  const { go } = usePlace();
  const me: MenuEntry[] = [
    { head: duty ? `${name} · ${duty}` : name },
    ...actsFor.map((each) => ({ head: forWords(each) })),
    "line",
    ...(Object.keys(looks) as LookChoice[]).map((each) => ({
      title: looks[each],
      chosen: each === choice,
      run: () => choose(each),
    })),
    "line",
    ...pages.filter((page) => page.isOwn).map(({ title, address }) => ({ title, run: () => go(address) })),
    { title: "退出登录", run: signOut },
  ];
  return (
    <header className="top unprinted">
      {openMenu && (
        <button type="button" className="tool top-icon" aria-label="打开菜单" onClick={openMenu}>
          <MenuOutlined />
        </button>
      )}
      {!isSmall && (
        <PlaceLink to="" className="top-mark" aria-label="首页">
          <img src="/mark.svg" alt="" width="24" height="24" />
        </PlaceLink>
      )}
      <Where pages={pages} />
      {isDemo && (
        <span className="stamp">
          演示<span className="stamp-rest">数据</span>
        </span>
      )}
      {actsFor[0] && (
        <span className="top-for" title={actsFor.map(forWords).join("；")}>
          {isSmall
            ? "代"
            : actsFor.length > 1
              ? `代 ${actsFor[0].name} 等 ${actsFor.length} 人办理`
              : forWords(actsFor[0])}
        </span>
      )}
      <button type="button" className="top-search" aria-keyshortcuts="Control+K Meta+K" onClick={openCommands}>
        <SearchOutlined />
        <span className="top-search-words">查找、前往、新增</span>
        <kbd aria-hidden="true">{isMac ? "⌘ K" : "Ctrl K"}</kbd>
      </button>
      {jobs && <TaskCenter jobs={jobs} />}
      {notices && <Bell notices={notices} />}
      <Menu title={`我：${name}`} className="tool" side="right" entries={me}>
        <UserOutlined />
        {!isSmall && <span>{name}</span>}
      </Menu>
    </header>
  );
}

/** 代 李某 办理至 10月8日 */
const forWords = ({ name, until }: { name: string; until: string }) =>
  `代 ${name} 办理至 ${Number(until.slice(5, 7))}月${Number(until.slice(8))}日`;

/** 机构与年度. Another year keeps the page; another agency keeps only which kind of page it is. */
function Where({ pages }: { pages: Page[] }) {
  const router = useRouter();
  const { agency, agencies } = useActor();
  const { year } = usePlace();
  const rest = () => router.state.location.pathname.split("/").slice(3).join("/");
  const isShort = useSmall();
  const toYear = (next: number) =>
    void router.navigate({
      to: `/${agency.code}/${next}/${rest()}`.replace(/\/$/, ""),
      search: (before: object) => ({ ...before, figure: undefined }),
    } as never);
  const toAgency = (code: string, years: number[]) => {
    const first = rest().split("/")[0] ?? "";
    const kept = pages.some((page) => page.address === first) ? first : "";
    const same = years.includes(year) ? year : (years[0] ?? year);
    void router.navigate({ to: `/${code}/${same}/${kept}`.replace(/\/$/, ""), search: {} } as never);
  };
  const years = agencies.find((each) => each.code === agency.code)?.years ?? [year];
  return (
    <span className="where">
      {agencies.length > 1 ? (
        <Menu
          title={`机构：${agency.name}`}
          className="tool where-agency"
          entries={agencies.map((each) => ({
            title: each.name,
            chosen: each.code === agency.code,
            run: () => toAgency(each.code, each.years),
          }))}
        >
          <span className="where-name">{agency.name}</span>
          <CaretDownOutlined />
        </Menu>
      ) : (
        <span className="where-name where-only">{agency.name}</span>
      )}
      {years.length > 1 ? (
        <Menu
          title={`年度：${year}年`}
          className="tool"
          entries={years.map((each) => ({ title: `${each}年`, chosen: each === year, run: () => toYear(each) }))}
        >
          {isShort ? year : `${year}年`}
          <CaretDownOutlined />
        </Menu>
      ) : (
        <span className="soft">{`${year}年`}</span>
      )}
    </span>
  );
}
