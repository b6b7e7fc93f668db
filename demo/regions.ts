const source = "演示数据（虚构，不属于 GB/T 2260）";
const since = "2021-01-01";

/** 虚构区划: 98 and 99 belong to no province, so that no demo record points at a real place. */
const names: Record<string, string> = {
  "990000": "示例省",
  "990100": "示例市",
  "990101": "示例甲区",
  "990102": "示例乙区",
  "990103": "示例丙高新区",
  "990104": "示例丁区",
  "990121": "示例戊县",
  "980000": "示范省",
  "980100": "示范市",
  "980101": "示范东区",
  "980102": "示范西区",
  "980121": "示范北县",
};

export const demoRegions = Object.entries(names).map(([code, name]) => ({ code, name, source, since }));

export const regionName = (code: string): string => names[code] ?? code;
