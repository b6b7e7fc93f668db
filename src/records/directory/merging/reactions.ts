import {
  contactMover,
  forwardMover,
  grantMover,
  type Mover,
  stays,
  taggingMover,
  timelineMover,
} from "../moving/actions.ts";

/** 企业: its own rows, and what hangs on a company by kind and id. Search tokens are written with the two records. */
export const directoryMovers: Mover[] = [
  contactMover,
  taggingMover,
  timelineMover,
  grantMover,
  forwardMover,
  // An earlier merge into the record that goes now was what it was; undoing this one makes it undoable again.
  stays("merges", ["company_merge.survivor_id", "company_merge.merged_id"]),
];
