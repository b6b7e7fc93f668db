import { type Mover, mover } from "../moving/actions.ts";
import { closePairs, reopenPairs } from "./actions.ts";

export const duplicateMovers: Mover[] = [
  mover<Awaited<ReturnType<typeof closePairs>>>({
    key: "duplicates",
    covers: ["duplicate_pair.one_id", "duplicate_pair.other_id"],
    move: (ctx, { merged }) => closePairs(ctx, merged.id),
    back: (ctx, _pair, closed) => reopenPairs(ctx, closed),
  }),
];
