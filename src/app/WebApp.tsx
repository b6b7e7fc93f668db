import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, useState } from "react";
import { InvitationsProvider } from "#kit/ui/frame/Invitations.tsx";
import type { Page, Panel, Searcher } from "#kit/ui/frame/pages.ts";
import { PanelsProvider } from "#kit/ui/frame/Panels.tsx";
import { Looks } from "#kit/ui/look/Looks.tsx";
import { Notes } from "#kit/ui/look/Notes.tsx";
import { ServicesProvider } from "#kit/ui/wire/Services.tsx";
import { createQueries } from "#kit/ui/wire/queries.ts";
import { createLine } from "./webline.tsx";
import { createWebRouter } from "./webroutes.tsx";

interface WebProps {
  pages: Page[];
  panels: Panel[];
  searchers: Searcher[];
}

/** What all pages stand in: colours, questions and answers, services, addresses. */
export function Web({ pages, panels, searchers }: WebProps) {
  const [{ queries, line, router }] = useState(() => {
    const client = createQueries();
    const made = createLine(client);
    return { queries: client, line: made, router: createWebRouter({ pages, searchers, line: made, queries: client }) };
  });
  return (
    <StrictMode>
      <Looks>
        <QueryClientProvider client={queries}>
          <ServicesProvider value={line.services}>
            <PanelsProvider panels={panels}>
              <InvitationsProvider pages={pages}>
                <RouterProvider router={router} />
              </InvitationsProvider>
            </PanelsProvider>
          </ServicesProvider>
          <Notes />
        </QueryClientProvider>
      </Looks>
    </StrictMode>
  );
}
