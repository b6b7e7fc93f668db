import { Link } from "@tanstack/react-router";
import { useActor } from "../wire/Actor.tsx";
import { usePlace } from "../wire/usePlace.ts";
import { type MenuGroup, menuGroups, type Page } from "./pages.ts";

/** The menu on the left: only what is built, only what this person may open, and of that what an office of this size needs. */
export function Navigation({ pages: all }: { pages: Page[] }) {
  const { address } = usePlace();
  const { menu } = useActor();
  const pages = all.filter(
    (page) => !menu.hiddenGroups.includes(page.menu?.group ?? "") && !(menu.isSmall && page.menu?.isForLarge),
  );
  const groups = (Object.keys(menuGroups) as MenuGroup[]).flatMap((group) => {
    const inside = pages
      .filter((page) => page.menu?.group === group)
      .sort((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0));
    return inside.length > 0 ? [{ group, inside }] : [];
  });
  return (
    <nav className="navigation unprinted" aria-label="主菜单">
      {groups.map(({ group, inside }) => (
        <div key={group} className="navigation-group">
          {/* A group of one page of the same name needs no heading. */}
          {!(inside.length === 1 && inside[0]?.title === menuGroups[group]) && <h2>{menuGroups[group]}</h2>}
          <ul>
            {inside.map((page) => {
              const Icon = page.menu?.icon;
              return (
                <li key={page.address}>
                  <Link
                    to={address(page.address)}
                    className="navigation-link"
                    preload="intent"
                    activeOptions={{ exact: page.address === "", includeSearch: false }}
                    activeProps={{ "aria-current": "page" }}
                  >
                    {Icon && <Icon />}
                    {page.title}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
