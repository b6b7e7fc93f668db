import type { z } from "zod";
import type { SitePage } from "../contract.ts";
import { SiteState } from "../parts/SiteState.tsx";
import type { SiteKind } from "../words.ts";

/** 状态变更, newest first. */
export function StatusList({ kind, statuses }: { kind: SiteKind; statuses: z.output<typeof SitePage>["statuses"] }) {
  return (
    <ul className="site-rows">
      {statuses.map(({ id, state, happenedOn, reason, by }) => (
        <li key={id}>
          <span>
            <SiteState site={{ kind, state }} /> {reason}
          </span>
          <span className="small soft">{[happenedOn, by].filter(Boolean).join(" · ")}</span>
        </li>
      ))}
    </ul>
  );
}
