export const mergeSides = { survivor: "留下的一条", merged: "并入的一条" } as const;
export type MergeSide = keyof typeof mergeSides;

/** 可取舍的栏: fields of which one value stays; 曾用名 and 标签 are put together instead. */
export const chosenFields = [
  "name",
  "creditCode",
  "industry",
  "industryCode",
  "registryState",
  "region",
  "address",
  "registeredCapital",
  "foundedOn",
  "officerId",
  "note",
] as const;
export type ChosenField = (typeof chosenFields)[number];
