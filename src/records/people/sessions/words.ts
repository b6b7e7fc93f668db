/** 登录结果 */
export const signInOutcomes = {
  signedIn: "登录成功",
  passwordRight: "密码正确，待下一步",
  wrongPassword: "密码错误",
  wrongCode: "验证码错误",
  lockedNow: "连续出错，已锁定",
  refusedLocked: "锁定中，已拒绝",
  signedOut: "退出",
} as const;
export type SignInOutcome = keyof typeof signInOutcomes;
