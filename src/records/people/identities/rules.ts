import type { Refusal } from "#kit/base/errors.ts";

/** How long the way to the provider and back may take. */
export const roundMinutes = 10;

/** Whether the provider's own word makes ours superfluous: it says that more than a password was asked. */
export const isTrusted = ({ amr, acr }: { amr: string[]; acr: string | null }, trusted: readonly string[]): boolean =>
  [...amr, acr].some((each) => each !== null && trusted.includes(each));

export const noProvider: Refusal = { code: "outside.none", message: "本系统没有设置外部登录，请用密码登录" };

export const notThrough: Refusal = {
  code: "outside.failed",
  message: "外部登录没有通过，请再试一次；仍不行请用密码登录，并告诉系统管理员",
};

export const nobodyKnown: Refusal = {
  code: "outside.unknown",
  message: "这个外部账号还没有关联本系统的账号。请用密码登录后在“我的账号”里关联，或请系统管理员关联",
};

export const takenAlready: Refusal = {
  code: "outside.taken",
  message: "这个外部账号已经关联了本系统的另一个账号，请先在那里解除",
};
