import { Tag } from "#kit/ui/look/Tag.tsx";
import { stateWord } from "../rules.ts";
import type { SiteKind, SiteState as State } from "../words.ts";

const looks: Record<State, "plain" | "primary" | "done" | "watch" | "late"> = {
  free: "done",
  negotiating: "primary",
  reserved: "watch",
  toClear: "watch",
  building: "plain",
  withdrawn: "plain",
  leased: "plain",
  transferred: "plain",
  selfUsed: "plain",
};

/** 状态 in a word. */
export const SiteState = ({ site }: { site: { kind: SiteKind; state: State } }) => (
  <Tag kind={looks[site.state]}>{stateWord(site)}</Tag>
);
