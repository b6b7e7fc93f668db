import type { Reaction } from "#kit/server/context.ts";
import { when } from "#kit/server/news.ts";
import { delegationEnded, delegationGiven } from "#records/people/delegations/queries.ts";
import { erasureAsked, erasureDecided } from "#records/people/erasures/queries.ts";
import { handoverAwaits, handoverEnded } from "#records/people/handovers/queries.ts";
import { signatureRoles } from "#records/people/handovers/words.ts";
import { accountNews } from "#records/people/sessions/actions.ts";
import { standingOfAccount } from "#records/people/queries.ts";
import { notify } from "./actions.ts";

const titles = {
  signedInElsewhere: "您的账号刚刚在另一处登录。若不是您本人，请立即联系系统管理员",
  passwordReset: "您的账号刚刚重新设置了密码。若不是您本人，请立即联系系统管理员",
};

/** 委托: its days, not whose it is, for titles leave; both are told when it ends early, whoever ended it. */
const delegationReactions: Reaction[] = [
  when(delegationGiven, (ctx, { toPersonId, fromOn, untilOn }) =>
    notify(ctx, {
      to: { persons: [toPersonId] },
      kind: "delegation",
      title: `您收到一份委托：${fromOn} 至 ${untilOn} 代为办理业务`,
      page: "delegations",
      except: ctx.actor.accountId,
    }),
  ),
  when(delegationEnded, (ctx, { personIds, fromOn, untilOn }) =>
    notify(ctx, {
      to: { persons: personIds },
      kind: "delegation",
      title: `${fromOn} 至 ${untilOn} 的委托已提前终止`,
      page: "delegations",
      except: ctx.actor.accountId,
    }),
  ),
];

/** 交接: whose signature is awaited, and the end. In place of a giver who has left the head signs. */
const handoverReactions: Reaction[] = [
  when(handoverAwaits, (ctx, { id, code, role, personId }) =>
    notify(ctx, {
      to: personId
        ? { persons: [personId] }
        : { permission: "handovers.manage", about: { officerId: null, divisionId: null } },
      kind: "handover",
      title: `交接 ${code} 等您签字（${signatureRoles[role]}${personId ? "" : "已离岗，请代签"}）`,
      subject: { kind: "handover", id },
      except: ctx.actor.accountId,
    }),
  ),
  when(handoverEnded, (ctx, { id, code, state, personIds }) =>
    notify(ctx, {
      to: { persons: personIds },
      kind: "handover",
      title: state === "done" ? `交接 ${code} 已经完成` : `交接 ${code} 已作废，没有移交任何事项`,
      subject: { kind: "handover", id },
      except: ctx.actor.accountId,
    }),
  ),
];

/** 个人信息删除: by its number alone; whom it is about is nobody's business here. */
const erasureReactions: Reaction[] = [
  when(erasureAsked, (ctx, { id, code }) =>
    notify(ctx, {
      to: { permission: "erasures.confirm" },
      kind: "erasure",
      title: `个人信息删除申请 ${code} 等您确认`,
      subject: { kind: "erasure", id },
      except: ctx.actor.accountId,
    }),
  ),
  when(erasureDecided, (ctx, { id, code, state, accountId }) =>
    notify(ctx, {
      to: { accounts: [accountId] },
      kind: "erasure",
      title: `个人信息删除申请 ${code} ${state === "done" ? "已办理" : "已驳回"}`,
      subject: { kind: "erasure", id },
    }),
  ),
];

/** 账号安全: told at the door, before an agency is chosen; put where the account arrives when it signs in. */
export const noticeReactions: Reaction[] = [
  ...delegationReactions,
  ...handoverReactions,
  ...erasureReactions,
  when(accountNews, async ({ db, now, today, actor }, { accountId, what }) => {
    const standing = await standingOfAccount(db, accountId, null, today, actor.via);
    const [agency] = standing?.agencies ?? [];
    if (!agency) return;
    const teller = { db, agencyId: agency.id, now };
    await notify(teller, { to: { accounts: [accountId] }, kind: "account", title: titles[what] });
  }),
];
