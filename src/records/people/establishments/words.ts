/** 岗位类别. 依据：《事业单位岗位设置管理试行办法》第九条（管理、专业技术、工勤技能）；领导岗位另列。 */
export const postKinds = {
  leading: "领导岗位",
  management: "管理岗位",
  professional: "专业技术岗位",
  skilled: "工勤技能岗位",
} as const;
export type PostKind = keyof typeof postKinds;
