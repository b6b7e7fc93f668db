import { Tag } from "#kit/ui/look/Tag.tsx";
import { type Declaration, declarations } from "../words.ts";

const kinds = { none: "watch", clear: "done", publicServant: "late", related: "late" } as const;

export const DeclarationTag = ({ declaration }: { declaration: Declaration }) => (
  <Tag kind={kinds[declaration]}>{declarations[declaration]}</Tag>
);
