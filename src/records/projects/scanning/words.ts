/** 命中后怎么办: stops the signing, or is allowed once its reason is written down. */
export const hitActions = { block: "停止", note: "允许，须写明理由" } as const;
export type HitAction = keyof typeof hitActions;
