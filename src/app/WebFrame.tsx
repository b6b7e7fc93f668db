import { type QueryClient, useQuery } from "@tanstack/react-query";
import { Outlet, useMatches, useRouter } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Page, Searcher } from "#kit/ui/frame/pages.ts";
import { Shell } from "#kit/ui/frame/Shell.tsx";
import { forgetVisited } from "#kit/ui/frame/visited.ts";
import { type Actor, ActorProvider, mayUse } from "#kit/ui/wire/Actor.tsx";
import { CallFailure } from "#kit/ui/wire/call.ts";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import { IdleWatch } from "#records/people/sessions/parts/IdleWatch.tsx";
import type { Line, SessionAnswer } from "./webline.tsx";

interface WebFrameProps {
  pages: Page[];
  searchers: Searcher[];
  line: Line;
  queries: QueryClient;
}

/** The frame around every page of an agency and year: who is here, and whether this page is theirs to open. */
export function WebFrame({ pages, searchers, line, queries }: WebFrameProps) {
  const { agency } = usePlace();
  const router = useRouter();
  const { data: session } = useQuery(line.question(agency));
  const actor = useMemo(() => session && actorOf(session), [session]);
  const page = useMatches({ select: (matches) => (matches.at(-1)?.staticData as { page?: Page } | undefined)?.page });
  const at = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? "" });
  if (!actor) return null;
  const signOut = async () => {
    await line.services.call(sessionOperations.signOut, {}).catch(() => null);
    leave();
  };
  const lock = async () => {
    if (!(await line.lock())) leave();
  };
  const leave = () => {
    queries.clear();
    forgetVisited();
    void router.navigate({ to: "/sign-in" } as never);
  };
  const isOpen = !page || mayUse(actor, page.permission);
  return (
    <ActorProvider value={actor}>
      <Shell pages={pages} searchers={searchers} signOut={() => void signOut()} at={at}>
        {isOpen ? (
          <Outlet />
        ) : (
          <Problem
            isPage
            failure={
              new CallFailure({
                kind: "forbidden",
                message: `您的角色不能打开“${page.title}”。需要时请联系本机构的系统管理员。`,
              })
            }
          />
        )}
      </Shell>
      <IdleWatch minutes={session?.idleMinutes ?? 30} stay={line.stay} lock={lock} />
    </ActorProvider>
  );
}

function actorOf(session: SessionAnswer): Actor | null {
  const { account, agency, agencies, instance, today } = session;
  if (!account || !agency) return null;
  return {
    accountId: account.id,
    name: account.name,
    login: account.login,
    personId: agency.personId,
    duty: [agency.divisionName, ...agency.roles.map((role) => role.title)].filter(Boolean).join(" · "),
    agency,
    menu: agency.menu,
    agencies,
    grants: agency.grants,
    actsFor: agency.actsFor,
    classes: agency.classes,
    today,
    isDemo: instance === "demo",
  };
}
