import { affiliationMover } from "../contacts/actions.ts";
import { factMover, twinFactMover } from "../facts/actions.ts";
import { groupMover } from "../groups/moving/actions.ts";
import {
  contactMover,
  forwardMover,
  grantMover,
  type Mover,
  stays,
  taggingMover,
  timelineMover,
} from "../moving/actions.ts";
import { prospectMover } from "../prospects/actions.ts";

/** 企业与客商: its own rows, and what hangs on a company by kind and id. Search tokens are written with the two records. */
export const directoryMovers: Mover[] = [
  contactMover,
  taggingMover,
  timelineMover,
  grantMover,
  forwardMover,
  affiliationMover,
  groupMover,
  factMover,
  twinFactMover,
  prospectMover,
  // An earlier merge into the record that goes now was what it was; undoing this one makes it undoable again.
  stays("merges", ["company_merge.survivor_id", "company_merge.merged_id"]),
];
