import type { Reaction } from "#kit/server/context.ts";
import { when } from "#kit/server/news.ts";
import { accountNews } from "#records/people/sessions/actions.ts";
import { standingOfAccount } from "#records/people/queries.ts";
import { notify } from "./actions.ts";

const titles = {
  signedInElsewhere: "您的账号刚刚在另一处登录。若不是您本人，请立即联系系统管理员",
  passwordReset: "您的账号刚刚重新设置了密码。若不是您本人，请立即联系系统管理员",
};

/** 账号安全: told at the door, before an agency is chosen; put where the account arrives when it signs in. */
export const noticeReactions: Reaction[] = [
  when(accountNews, async ({ db, now, today, actor }, { accountId, what }) => {
    const standing = await standingOfAccount(db, accountId, null, today, actor.via);
    const [agency] = standing?.agencies ?? [];
    if (!agency) return;
    const teller = { db, agencyId: agency.id, now };
    await notify(teller, { to: { accounts: [accountId] }, kind: "account", title: titles[what] });
  }),
];
