/** 对接方式 */
export const encounterKinds = {
  visit: "走访",
  reception: "来访接待",
  meeting: "洽谈会",
  call: "电话",
  online: "线上会",
} as const;
export type EncounterKind = keyof typeof encounterKinds;
