import type { Refusal } from "#kit/base/errors.ts";
import type { DeliveryState } from "./words.ts";

const minute = 60_000;
const mostAttempts = 8;

/** How long to wait after so many attempts: one minute, two, four … an hour at most; null when enough were made. */
export function waitAfter(attempts: number, askedSeconds = 0): number | null {
  if (attempts >= mostAttempts) return null;
  return Math.max(Math.min(minute * 2 ** (attempts - 1), 60 * minute), askedSeconds * 1000);
}

export const spentReason = (reason: string): string => `试了 ${mostAttempts} 次仍未发出：${reason}`;

/** Taken up and never heard of again for this long: the server died meanwhile. */
export const silentAfter = 2 * minute;
export const interrupted = "发送时服务中断，不能确定是否送达，没有自动重发";

/** 重发 is for what did not arrive; what may have arrived is sent again only by a person who knows. */
export function whyNotResend({ state }: { state: DeliveryState }): Refusal | null {
  if (state === "failed" || state === "unsure") return null;
  const message = {
    waiting: "还在等待发送，到时会自动发出",
    sending: "正在发送，请稍候",
    sent: "已经送出，不必重发",
    skipped: "收件人已在系统内读过，不必重发",
  }[state];
  return { code: `deliveries.resend.${state}`, message };
}

export interface Line {
  title: string;
  link: string | null;
}

/** 邮件正文: the titles, each with its link, and where to turn. */
export function letterOf(lines: Line[], agencyName: string, isDaily: boolean): { subject: string; text: string } {
  const [first] = lines;
  const subject =
    isDaily || lines.length > 1 ? `【落地】${lines.length} 条消息汇总` : `【落地】${first?.title ?? "消息"}`;
  const body = lines.map(({ title, link }, i) => {
    const number = lines.length > 1 ? `${i + 1}. ` : "";
    return `${number}${title}${link ? `\n${link}` : ""}`;
  });
  const foot = `—\n${agencyName}·落地。本邮件由系统自动发出，请勿回复；在“消息设置”中可以更改收哪些消息。`;
  return { subject, text: `${body.join("\n\n")}\n\n${foot}\n` };
}
