import type { Refusal } from "#kit/base/errors.ts";
import { mostItems } from "./contract.ts";
import { type HandoverState, type SignatureRole, signatureRoles } from "./words.ts";

const no = (what: string, message: string): Refusal => ({ code: `handovers.${what}`, message });

interface Party {
  personId: string;
  name: string;
  divisionId: string | null;
  isActive: boolean;
  isAdministrator: boolean;
}

/**
 * 能否拟稿: three different people, somebody there to receive, and a witness where it goes to another division.
 * 依据：机关工作人员岗位变动须办理交接、跨部门交接由监交人监交的通行做法（参照会计法第四十一条）。
 */
export function whyNotPrepare(giver: Party, receiver: Party, witness: Party | null): Refusal | null {
  if (giver.personId === receiver.personId) return no("same", "移交人与接收人是同一人，请改选接收人");
  if (witness && [giver.personId, receiver.personId].includes(witness.personId))
    return no("witness", "监交人应是移交人、接收人以外的人，请改选");
  const absent = [receiver, witness].find((each) => each && !each.isActive);
  if (absent) return no("absent", `${absent.name}没有正常使用的账号，不能签字，请改选`);
  if (receiver.isAdministrator)
    return no("administrator", "系统、安全、审计管理员不办理业务，不能接收，请选择业务人员");
  if (!witness && giver.divisionId !== receiver.divisionId)
    return no("crossing", "跨科室的交接须有监交人，请选择一位（一般为科长或主任）");
  return null;
}

export function whyNotList(count: number): Refusal | null {
  if (count === 0) return no("empty", "移交人名下没有可以移交的事项，无需办理交接");
  if (count > mostItems)
    return no("many", `移交人名下有 ${count} 项，一份清单最多 ${mostItems} 项，请先把一部分改由他人负责`);
  return null;
}

const turns = { draft: "giver", given: "receiver", received: "witness" } as const satisfies Partial<
  Record<HandoverState, SignatureRole>
>;

/** Whose signature comes next; null when there is none to come. */
export function nextRole(state: HandoverState): SignatureRole | null {
  return state in turns ? turns[state as keyof typeof turns] : null;
}

/** The state after this role has signed. */
export function stateAfter(role: SignatureRole, hasWitness: boolean): HandoverState {
  if (role === "giver") return "given";
  return role === "receiver" && hasWitness ? "received" : "done";
}

interface Signing {
  state: HandoverState;
  giverId: string;
  receiverId: string;
  witnessId: string | null;
  chosenCount: number;
  /** 移交人已离岗: no account to sign with. */
  isGiverGone: boolean;
}

/** 签字: in turn, and by the very person; for a giver who has left already, by whoever answers for the whole agency. */
export function whyNotSign(
  { state, chosenCount, isGiverGone, ...people }: Signing,
  { personId, isHead }: { personId: string | null; isHead: boolean },
): Refusal | null {
  const role = nextRole(state);
  if (!role) return no("sign.state", state === "done" ? "交接已经完成，无需再签" : "这份交接已作废，不能签字");
  if (chosenCount === 0) return no("sign.empty", "清单里没有要移交的事项，请先勾选");
  const due = { giver: people.giverId, receiver: people.receiverId, witness: people.witnessId }[role];
  if (due === personId) return null;
  if (role === "giver" && isGiverGone)
    return isHead && people.receiverId !== personId ? null : no("sign.gone", "移交人的账号已停用，由主任代为签字");
  return no("sign.turn", `现在轮到${signatureRoles[role]}本人签字，不能代签`);
}

interface Drafted {
  state: HandoverState;
}

/** 更新清单、改勾选: while nobody has signed for it; renewing drops the signatures, so it may come later too. */
export function whyNotChoose({ state }: Drafted): Refusal | null {
  return state === "draft" ? null : no("choose.state", "清单已经签字，要改请先“更新清单”，已有签字随之作废");
}

export function whyNotRenew({ state }: Drafted): Refusal | null {
  if (state === "done") return no("renew.state", "交接已经完成，清单不再改动");
  return state === "cancelled" ? no("renew.cancelled", "这份交接已作废，请另拟一份") : null;
}

export function whyNotCancel({ state }: Drafted): Refusal | null {
  if (state === "done") return no("cancel.state", "交接已经完成，不能作废；要交回请反向再办一次交接");
  return state === "cancelled" ? no("cancel.cancelled", "这份交接已经作废") : null;
}

/** J2026-0003: per agency and year. */
export const codeOf = ({ year, number }: { year: number; number: number }): string =>
  `J${year}-${String(number).padStart(4, "0")}`;

export interface Stale {
  title: string;
  why: string;
  /** Not changed since: the receiver may not take it at all. */
  isBarred?: boolean;
}

/** 清单已变: names what changed, so that it is known what to look at before signing again. */
export function changedSentence(stale: readonly Stale[]): string {
  const named = stale.slice(0, 5).map(({ title, why }) => `“${title}”${why}`);
  const rest = stale.length > 5 ? `等 ${stale.length} 项` : "";
  const isBarred = stale.some((each) => each.isBarred);
  const head = isBarred ? "有的事项现在不能移交" : "清单拟好后有变化";
  const next = isBarred ? "请先“更新清单”，勾掉接收人不能接的（另行转办），再重新签字" : "请先“更新清单”，再重新签字";
  return `${head}：${named.join("；")}${rest}。没有移交任何一项，${next}`;
}
