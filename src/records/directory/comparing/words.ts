/** 相像的依据: what speaks for two records being one company. */
export const likeReasons = {
  sameCode: "信用代码相同",
  sameName: "名称相同",
  formerName: "与曾用名相同",
  similarName: "名称相近",
  samePhone: "联系人电话相同",
  sameAddress: "地址相同",
} as const;
export type LikeReason = keyof typeof likeReasons;
