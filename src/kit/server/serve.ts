import { z } from "zod";
import { today } from "#kit/base/dates.ts";
import { Failure, type FieldProblem } from "#kit/base/errors.ts";
import { titleAt } from "#kit/base/unwrap.ts";
import { anyone, type Input, type Operation, type Sent, signedIn } from "#kit/base/operation.ts";
import type { Actor, Context, Reaction } from "./context.ts";
import { type As, type Database, Ending, instanceId } from "./database.ts";
import { newTrail, trailOf } from "./history.ts";
import { mask, refuseUnseen } from "./mask.ts";
import type { Provider } from "./provider.ts";
import type { Secrets } from "./secrets.ts";

z.config(z.locales.zhCN());

type Handlers<Operations extends Record<string, Operation>> = {
  [Name in keyof Operations]: (
    ctx: Context,
    input: Input<Operations[Name]>,
  ) => Promise<z.input<Operations[Name]["output"]>>;
};

export type Served = InTransaction | Apart;

interface InTransaction {
  operation: Operation;
  /** 先行: asked of the network before the transaction is opened, so that nobody waits for a stranger's server in one. */
  ahead?: (house: House, asker: Asker, input: never) => Promise<unknown>;
  handle: (ctx: Context, input: never, heard: never) => Promise<unknown>;
  /** 事后: makes the answer out of what was read once the transaction has ended, so that nobody waits for a processor in one. */
  finish?: (asker: Asker, made: unknown, input: never) => Promise<unknown>;
}

/**
 * 不进数据库: it works on what was sent and on nothing else. No transaction is opened, so nobody waits for one meanwhile,
 * and there is no history of it, which is why it can only be a query.
 */
export interface Apart {
  operation: Operation;
  work: (asker: Asker, input: never) => Promise<unknown>;
  load: Load;
}

export interface Asker {
  actor: Actor;
  /** Aborted when whoever asked has gone. */
  signal: AbortSignal;
}

/** What a door lets through to it. */
export interface Load {
  /** The longest body. */
  bytes: number;
  /** How often one address may ask without being signed in. */
  strangers: { times: number; minutes: number };
}

/** Binds each declared operation to its function; the compiler refuses a missing or ill-typed one. */
export function serve<Operations extends Record<string, Operation>>(
  operations: Operations,
  handlers: Handlers<Operations>,
): Served[] {
  return Object.entries(operations).map(([name, operation]) => ({
    operation,
    handle: handlers[name] as InTransaction["handle"],
  }));
}

interface Ahead<O extends Operation, Heard> {
  ahead: (house: House, asker: Asker, input: Input<O>) => Promise<Heard>;
  handle: (ctx: Context, input: Input<O>, heard: Heard) => Promise<z.input<O["output"]>>;
}

/** Binds an operation that must hear something from outside before it can begin. */
export function serveAhead<O extends Operation, Heard>(operation: O, { ahead, handle }: Ahead<O, Heard>): Served {
  return { operation, ahead, handle };
}

type Works<Operations extends Record<string, Operation>> = {
  [Name in keyof Operations]: {
    work: (asker: Asker, input: Input<Operations[Name]>) => Promise<z.input<Operations[Name]["output"]>>;
    load: Load;
  };
};

export function serveApart<Operations extends Record<string, Operation>>(
  operations: Operations,
  works: Works<Operations>,
): Served[] {
  return Object.entries(operations).map(([name, operation]) => {
    if (operation.kind !== "query") throw new Error(`${operation.address} would leave no history`);
    return { operation, ...works[name] } as Apart;
  });
}

/** What every run shares: the running installation. */
export interface House {
  database: Database;
  secrets: Secrets;
  reactions: readonly Reaction[];
  pack: (year: number) => Record<string, unknown>;
  instance: "live" | "demo";
  /** 外部登录, where one is set. */
  outside?: Provider | null;
  now: () => Date;
}

export interface Done<T = unknown> {
  answer: T;
  after: Context["after"];
}

/** The only way in, for every door: permission → shape → transaction → rule → write → history → mask. */
export async function run(
  house: House,
  served: Served,
  actor: Actor,
  sent: unknown,
  signal = new AbortController().signal,
): Promise<Done> {
  const { operation } = served;
  const agencyId = mayRun(operation, actor);
  const input = shaped(operation, sent);
  refuseUnseen(operation, sent, actor.classes);
  const shown = (answer: unknown) => mask(operation, operation.output.parse(answer), actor.classes);
  if ("work" in served) return { answer: shown(await served.work({ actor, signal }, input as never)), after: {} };
  const as: As = {
    role: operation.reach === "instance" ? "door" : "app",
    agencyId,
    readOnly: operation.kind === "query",
  };
  const heard = served.ahead ? await served.ahead(house, { actor, signal }, input as never) : undefined;
  const { answer, after } = await perform(house, { as, agencyId, actor, operation }, (ctx) =>
    served.handle(ctx, input as never, heard as never),
  );
  // Committed all the same: a wrong password counts although it is refused.
  if (after.refusal) throw after.refusal;
  const finished = served.finish ? await served.finish({ actor, signal }, answer, input as never) : answer;
  return { answer: shown(finished), after };
}

interface Setting {
  as: As;
  agencyId: string;
  actor: Actor;
  operation: Operation;
}

/** One transaction with a context of its own and its history written last. Only `run` and the set-up of an agency open one. */
export async function perform<T>(
  house: House,
  { as, agencyId, actor, operation }: Setting,
  work: (ctx: Context) => Promise<T>,
): Promise<Done<T>> {
  const { secrets, reactions, pack, instance, outside = null } = house;
  const now = house.now();
  const after: Context["after"] = {};
  const answer = await house.database
    .transaction(as, async (db) => {
      const ctx: Context = {
        db,
        actor,
        operation,
        agencyId,
        now,
        today: today(now),
        trail: newTrail(),
        secrets,
        reactions,
        pack,
        instance,
        outside,
        after,
      };
      const made = await work(ctx);
      const trail = trailOf(ctx);
      return trail ? new Ending(made, trail) : made;
    })
    .catch(told);
  return { answer, after };
}

/** For callers that hold the operation's type: tests, jobs, the demo. */
export async function ask<O extends Operation>(
  house: House,
  all: readonly Served[],
  actor: Actor,
  operation: O,
  sent: Sent<O>,
): Promise<z.output<O["output"]>> {
  const served = all.find((each) => each.operation.address === operation.address);
  if (!served) throw new Error(`operation ${operation.address} is not served`);
  return (await run(house, served, actor, sent)).answer as z.output<O["output"]>;
}

function mayRun(operation: Operation, actor: Actor): string {
  const { permission, reach, title } = operation;
  if (permission !== anyone && !actor.accountId)
    throw new Failure("signedOut", "session.signedOut", "登录已结束，请重新登录");
  refuseToken(operation, actor);
  if (reach === "instance") return instanceId;
  if (!actor.agencyId) throw new Failure("forbidden", "agency.none", "您在该机构没有任职，不能办理业务");
  if (permission !== anyone && permission !== signedIn && !actor.grants.has(permission)) {
    throw new Failure("forbidden", "permission.missing", `您没有“${title}”的权限，如需办理请联系本机构的安全管理员`);
  }
  return actor.agencyId;
}

/** 接口令牌 does what was chosen when it was made; it never touches how its owner signs in. */
function refuseToken({ kind, permission, reach }: Operation, { via, isReadOnly = false }: Actor): void {
  if (isReadOnly && kind === "command")
    throw new Failure("forbidden", "token.readOnly", "这个接口令牌只能读取，不能办理；需要时请另建一个可以办理的令牌");
  if (via === "token" && reach === "instance" && permission !== anyone)
    throw new Failure("forbidden", "token.own", "接口令牌不能用来管理登录，请本人登录网页办理");
}

function shaped(operation: Operation, sent: unknown): unknown {
  if (carriesNul(sent)) throw new Failure("invalid", "input.nul", "内容含有无法保存的字符，请重新输入");
  const parsed = operation.input.safeParse(sent);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(
    (issue): FieldProblem => ({ path: issue.path.join("."), message: sentence(operation.input, sent, issue) }),
  );
  const first = fields[0]?.message ?? "";
  throw new Failure(
    "invalid",
    "input.invalid",
    fields.length > 1 ? `有 ${fields.length} 处填写不符：${first}等` : first,
    { fields },
  );
}

/** The contract's own sentence where it has one; else one made of the field's title. */
function sentence(shape: z.ZodType, sent: unknown, issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `不认识的字段：${issue.keys.slice(0, 5).join("、")}`;
  if (issue.code !== "invalid_type") return issue.message;
  const title = titleAt(shape, issue.path);
  return valueAt(sent, issue.path) === undefined ? `请填写${title}` : `${title}的格式不正确`;
}

const valueAt = (value: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], value);

/** PostgreSQL text cannot hold U+0000, and an unpaired surrogate is no character: both are refused before any rule. */
function carriesNul(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return value.includes("\0") || !value.isWellFormed();
  if (value === null || typeof value !== "object") return false;
  if (depth > 20) return true;
  return Object.entries(value).some(([key, member]) => carriesNul(key, depth + 1) || carriesNul(member, depth + 1));
}

/** A value the database cannot hold (SQLSTATE class 22) is the sender's; so is a race two commands lost to each other. */
function told(error: unknown): never {
  const code = sqlState(error);
  if (code?.startsWith("22"))
    throw new Failure("invalid", "input.value", "有的内容超出了可保存的范围，请检查日期、金额和编号", {});
  // Chosen from a list that has become old, or never on it: what an id means is checked where it matters, that it is there here.
  if (code === "23503") throw new Failure("refused", "run.gone", "所选的内容已不存在，请刷新页面后重新选择");
  if (code === "40001" || code === "40P01")
    throw new Failure("refused", "run.busy", "有人同时在办理同一事项，请再试一次");
  throw error;
}

/** SQLSTATE of a database error, also where the query builder has wrapped it. */
export function sqlState(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code } = each as { code?: unknown };
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return null;
}
