import { Tag } from "#kit/ui/look/Tag.tsx";
import { type Stage, type Standing, stages, standings } from "../words.ts";

const kinds: Record<Standing, "plain" | "watch" | "late"> = {
  ongoing: "plain",
  delayed: "watch",
  dormant: "watch",
  lost: "late",
  terminated: "late",
  withdrawn: "late",
};

/** The stage, and how it stands where it does not simply go on. */
export function StageTag({ stage, standing, title }: { stage: Stage; standing: Standing; title?: string | undefined }) {
  return (
    <span className="tags">
      <Tag kind={stage === "atCapacity" ? "done" : "primary"}>{title ?? stages[stage]}</Tag>
      {standing !== "ongoing" && <Tag kind={kinds[standing]}>{standings[standing]}</Tag>}
    </span>
  );
}
