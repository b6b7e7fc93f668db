/** By what a table of figures may be broken down besides a metric's own groups. */
export const timeGroups = { month: "月份" } as const;
