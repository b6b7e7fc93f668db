import type { Fact } from "../facts/fact.ts";
import { type Slip, stretchOf } from "./claim.ts";
import { printed } from "./print.ts";

/** 增减方向: a change that is said to go the other way than from its base to its level. */
export const turned = (moved: Fact, level: Fact, base: Fact, message: string): Slip => ({
  kind: "slip",
  rule: "direction",
  severity: "warning",
  at: stretchOf(moved),
  stated: moved.direction > 0 ? "增加" : "减少",
  expected: moved.direction > 0 ? "减少" : "增加",
  because: `${printed(level)} ${level.base > base.base ? ">" : "<"} ${printed(base)}`,
  operands: [level, base].map(stretchOf),
  message,
});
