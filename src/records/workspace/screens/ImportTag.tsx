import { Tag } from "#kit/ui/look/Tag.tsx";
import { type ImportState, importStates } from "../imports/words.ts";

const kinds: Record<ImportState, "plain" | "primary" | "done" | "watch" | "late"> = {
  reading: "primary",
  mapping: "watch",
  staging: "primary",
  previewed: "watch",
  committing: "primary",
  committed: "done",
  reverting: "primary",
  reverted: "plain",
  failed: "late",
};

export const ImportTag = ({ state }: { state: ImportState }) => <Tag kind={kinds[state]}>{importStates[state]}</Tag>;
