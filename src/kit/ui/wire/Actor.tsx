import { createContext, useContext } from "react";
import type { FieldClass } from "#kit/base/classes.ts";
import { anyone, signedIn } from "#kit/base/operation.ts";

/** Who is here, where, and what this person may do and see there. */
export interface Actor {
  accountId: string;
  name: string;
  login: string;
  /** What stands under the name: division and roles. */
  duty: string;
  /** The person behind the account in this agency; null for an account without one. */
  personId: string | null;
  agency: { id: string; code: string; name: string };
  /** 菜单按规模: groups this agency does without, and whether it is a small office. */
  menu: { isSmall: boolean; hiddenGroups: string[] };
  agencies: { code: string; name: string; years: number[] }[];
  grants: Record<string, string>;
  classes: readonly FieldClass[];
  /** 受托: for whom one may act today, and until when. */
  actsFor: readonly { name: string; until: string }[];
  /** The server's calendar day. */
  today: string;
  /** A demo database stamps every screen. */
  isDemo: boolean;
}

const ActorContext = createContext<Actor | null>(null);

export const ActorProvider = ActorContext.Provider;

export function useActor() {
  const actor = useContext(ActorContext);
  if (!actor) throw new Error("useActor is for pages behind the sign-in");
  return {
    ...actor,
    can: (permission: string) => mayUse(actor, permission),
    /** Whether a field of this class is shown to this person. */
    sees: (fieldClass: FieldClass | undefined) =>
      isOpen(fieldClass) || actor.classes.includes(fieldClass as FieldClass),
  };
}

export function mayUse(actor: Pick<Actor, "grants">, permission: string): boolean {
  return permission === anyone || permission === signedIn || actor.grants[permission] !== undefined;
}

/** 公开 and 内部 are shown to everyone who reaches the record at all. */
const isOpen = (fieldClass: FieldClass | undefined) =>
  fieldClass === undefined || fieldClass === "public" || fieldClass === "internal";
