import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { anyone } from "#kit/base/operation.ts";
import type { Page, Searcher } from "#kit/ui/frame/pages.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { CallFailure } from "#kit/ui/wire/call.ts";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { WebFrame } from "./WebFrame.tsx";
import { WebSignInAgain } from "./WebSignInAgain.tsx";
import type { Line } from "./webline.tsx";

interface RouterParts {
  pages: Page[];
  searchers: Searcher[];
  line: Line;
  queries: QueryClient;
}

/** Every page has one address: `/<agency>/<year>/…` behind the sign-in, a plain one before it. */
export function createWebRouter({ pages, searchers, line, queries }: RouterParts) {
  const root = createRootRoute({
    component: () => (
      <>
        <Outlet />
        <WebSignInAgain line={line} />
      </>
    ),
    notFoundComponent: Lost,
  });

  const door = createRoute({
    getParentRoute: () => root,
    path: "/",
    beforeLoad: async () => {
      line.turnTo(null);
      const session = await line.session();
      if (!session.account) return redirect({ to: "/sign-in" as never, throw: true });
      const [first] = session.agencies;
      if (!first)
        throw new CallFailure({ kind: "forbidden", message: "您的账号还没有在任何机构任职，请联系系统管理员。" });
      return redirect({ to: `/${first.code}/${first.years[0] ?? session.today.slice(0, 4)}` as never, throw: true });
    },
  });

  const outside = pages
    .filter((page) => page.permission === anyone)
    .map((page) =>
      createRoute({
        getParentRoute: () => root,
        path: page.address,
        component: lazyPage(page),
        beforeLoad: () => line.turnTo(null),
      }),
    );

  const frame = createRoute({
    getParentRoute: () => root,
    path: "/$agency/$year",
    beforeLoad: async ({ params, location }) => {
      line.turnTo(params.agency);
      const session = await line.session();
      if (!session.account)
        return redirect({ to: "/sign-in" as never, search: { to: location.href } as never, throw: true });
      if (session.agency?.code !== params.agency || !/^\d{4}$/.test(params.year)) {
        throw new CallFailure({ kind: "missing", message: "没有这个地址，或您不在这个机构任职。" });
      }
    },
    component: () => <WebFrame pages={pages} searchers={searchers} line={line} queries={queries} />,
    notFoundComponent: Lost,
  });

  const inside = pages
    .filter((page) => page.permission !== anyone)
    .map((page) =>
      createRoute({
        getParentRoute: () => frame,
        path: page.address || "/",
        component: lazyPage(page),
        staticData: { page } as never,
      }),
    );

  return createRouter({
    routeTree: root.addChildren([door, ...outside, frame.addChildren(inside)]),
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: Busy,
    defaultErrorComponent: ({ error, reset }) => (
      <Problem isPage failure={error} retry={reset} acts={<a href="/">回到首页</a>} />
    ),
    scrollRestoration: true,
  });
}

const lazyPage = (page: Page) => lazyRouteComponent(async () => ({ default: await page.component() }));

function Lost() {
  return (
    <Problem
      isPage
      failure={new CallFailure({ kind: "missing", message: "没有这个页面。地址可能抄错了，或页面已经移走。" })}
      acts={<a href="/">回到首页</a>}
    />
  );
}
