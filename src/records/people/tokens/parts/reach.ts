/** “只读：查看企业、查看指标取数”. */
export const reachOf = (
  { permissions, canWrite }: { permissions: string[]; canWrite: boolean },
  words: Record<string, string>,
): string => `${canWrite ? "可以办理" : "只读"}：${permissions.map((each) => words[each] ?? each).join("、")}`;
