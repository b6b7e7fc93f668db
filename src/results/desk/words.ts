/** 灯 of what has a due day. */
export const deskLights = { green: "按期", yellow: "临近", red: "超期", none: "不限期" } as const;
export type DeskLight = keyof typeof deskLights;
