import { useQueries } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { PlaceLink } from "../wire/PlaceLink.tsx";
import { useServices } from "../wire/Services.tsx";
import "./page.css";
import type { Page } from "./pages.ts";

const PagesContext = createContext<Page[]>([]);

/** The pages all modules export, given once by the application. */
export function InvitationsProvider({ pages, children }: { pages: Page[]; children: ReactNode }) {
  return <PagesContext value={pages}>{children}</PagesContext>;
}

/** What can be done here without signing in. One that is closed, or does not answer, is not there: nobody came for it. */
export function Invitations() {
  const { call } = useServices();
  const invited = useContext(PagesContext).flatMap(({ address, invitation }) =>
    invitation ? [{ address, ...invitation }] : [],
  );
  const answers = useQueries({
    queries: invited.map(({ address, isOpen }) => ({
      queryKey: ["invitation", address],
      queryFn: ({ signal }: { signal: AbortSignal }) => isOpen(call, signal),
    })),
  });
  const open = invited.filter((_, index) => answers[index]?.data === true);
  if (open.length === 0) return null;
  return (
    <ul className="invitations" aria-label="不登录也可以做的">
      {open.map(({ address, title }) => (
        <li key={address}>
          <PlaceLink to={address} className="text-link">
            {title}
          </PlaceLink>
        </li>
      ))}
    </ul>
  );
}
