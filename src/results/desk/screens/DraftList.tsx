import type { z } from "zod";
import { Moment } from "#kit/ui/value/Days.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import type { DeskHome } from "../contract.ts";

/** 草稿: forms one left unfinished; opening the form brings back what was typed. */
export function DraftList({ drafts }: { drafts: z.output<typeof DeskHome>["drafts"] }) {
  return (
    <section className="paper section" aria-labelledby="desk-drafts">
      <header>
        <h2 id="desk-drafts">没写完的</h2>
      </header>
      <ul className="desk-rows">
        {drafts.map(({ form, title, to, search, savedAt }) => (
          <li key={form} className="desk-line">
            <PlaceLink to={to} {...(search && { search })}>
              {title}
            </PlaceLink>
            <span className="small soft">
              <Moment at={savedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
