import type { FieldClass } from "#kit/base/classes.ts";
import type { Failure } from "#kit/base/errors.ts";
import type { Operation } from "#kit/base/operation.ts";
import type { Db } from "./database.ts";
import type { Provider } from "./provider.ts";
import type { Secrets } from "./secrets.ts";
import type { Trail } from "./trail.ts";

export type ScopeKind = "own" | "division" | "agency";

/** 受托: whom the actor stands in for today, in what and how far; never more than that person holds today. */
export interface Entrustment {
  delegationId: string;
  personId: string;
  divisionId: string | null;
  name: string;
  /** The last day of it. */
  until: string;
  grants: ReadonlyMap<string, ScopeKind>;
}

/** Who acts, and what that account may do in the chosen agency today. */
export interface Actor {
  accountId: string | null;
  /** 登录会话, where a person came through the web door. */
  sessionDigest: string | null;
  name: string;
  agencyId: string | null;
  agencyCode: string | null;
  personId: string | null;
  divisionId: string | null;
  /** Permission → scope, those held for others only among them: how far a permission reaches is asked of `reachOf`. */
  grants: ReadonlyMap<string, ScopeKind>;
  entrustments: readonly Entrustment[];
  /** Permissions held through entrustments alone: they reach nothing of the actor's own. */
  lent: ReadonlySet<string>;
  classes: ReadonlySet<FieldClass>;
  /** Asking from this very machine: what a demo's sign-in list and the local command line are bound to. */
  isLocal: boolean;
  /** By which door: web, cli (本机操作), token (接口), job, import, demo. */
  via: string;
  /** 只读令牌: whoever asks with one asks only. */
  isReadOnly?: boolean;
  /** Where the request came from, for the register of sign-ins; only a web door knows. */
  from?: Origin;
}

export interface Origin {
  address: string;
  /** What the browser calls itself. */
  agent: string;
}

/** What an operation works with; always the first argument, so that nothing can slip out of the transaction. */
export interface Context {
  db: Db;
  actor: Actor;
  operation: Operation;
  agencyId: string;
  now: Date;
  /** Today in the agency's time zone. */
  today: string;
  trail: Trail;
  secrets: Secrets;
  reactions: readonly Reaction[];
  /** Rule packs in force for a year, merged; a module validates its own section. */
  pack: (year: number) => Record<string, unknown>;
  instance: "live" | "demo";
  /** 外部登录, where one is set. */
  outside: Provider | null;
  /** What the door must do once the transaction has been committed. */
  after: {
    session?: { token: string } | { ended: true };
    /** Told to the caller although the transaction is committed. */
    refusal?: Failure;
  };
}

/** What a module above declared to do when a module below tells news; see news.ts. */
export interface Reaction {
  name: string;
  react: (ctx: Context, told: never) => Promise<unknown>;
}

export const nobody: Actor = {
  accountId: null,
  sessionDigest: null,
  name: "未登录",
  agencyId: null,
  agencyCode: null,
  personId: null,
  divisionId: null,
  grants: new Map(),
  entrustments: [],
  lent: new Set(),
  classes: new Set(["public"]),
  isLocal: false,
  via: "web",
};
