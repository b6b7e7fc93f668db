import { Tag } from "#kit/ui/look/Tag.tsx";
import { type EventState, eventStates } from "../words.ts";

const kinds = { planned: "primary", held: "done", cancelled: "plain" } as const;

export const EventTag = ({ state }: { state: EventState }) => <Tag kind={kinds[state]}>{eventStates[state]}</Tag>;
