import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { Busy } from "../look/Busy.tsx";
import { useSmall } from "../look/useNarrow.ts";
import { Window } from "../look/Window.tsx";
import { useActor } from "../wire/Actor.tsx";
import "./shell.css";
import { Navigation } from "./Navigation.tsx";
import type { Page, Searcher } from "./pages.ts";
import { TopBar } from "./TopBar.tsx";
import { Trap } from "./Trap.tsx";

const loadCommandMenu = async () => ({ default: (await import("./CommandMenu.tsx")).CommandMenu });
const CommandMenu = lazy(loadCommandMenu);

interface ShellProps {
  pages: Page[];
  searchers: Searcher[];
  signOut: () => void;
  /** The path of the page inside. */
  at: string;
  children: ReactNode;
}

/** The frame of every page behind the sign-in: navigation, top bar, command menu, and the page itself. */
export function Shell({ pages, searchers, signOut, at, children }: ShellProps) {
  const { can, isDemo } = useActor();
  const isSmall = useSmall();
  // Another page closes the drawer: it stands open only where it was opened.
  const [menuAt, setMenuAt] = useState<string | null>(null);
  const [isCommanding, setCommanding] = useState(false);
  const open = pages.filter((page) => can(page.permission));
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      setCommanding((before) => !before);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  useEffect(() => {
    // Fetched once the page stands, so that the first letters typed after Ctrl-K are not lost.
    const timer = setTimeout(() => void loadCommandMenu(), 1500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <TopBar
        pages={open}
        signOut={signOut}
        openMenu={isSmall ? () => setMenuAt(at) : null}
        openCommands={() => setCommanding(true)}
      />
      {!isSmall && <Navigation pages={open} />}
      <main id="main" className="page" tabIndex={-1}>
        {isDemo && <p className="demo-print">演示数据</p>}
        <Trap key={at} isPage>
          <Suspense fallback={<Busy />}>{children}</Suspense>
        </Trap>
      </main>
      {isSmall && menuAt === at && (
        <Window title="菜单" place="left" close={() => setMenuAt(null)}>
          <Navigation pages={open} />
        </Window>
      )}
      {isCommanding && (
        <Suspense fallback={null}>
          <CommandMenu pages={open} searchers={searchers} close={() => setCommanding(false)} />
        </Suspense>
      )}
    </div>
  );
}
