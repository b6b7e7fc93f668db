import type { z } from "zod";
import type { FailureKind, FieldProblem } from "#kit/base/errors.ts";
import { anyone, type Operation } from "#kit/base/operation.ts";

/** What may come back instead of an answer: the door's five kinds, and what happens on the way to it. */
export type TroubleKind = FailureKind | "busy" | "offline" | "fault";

export interface Trouble {
  kind: TroubleKind;
  code: string;
  message: string;
  fields: FieldProblem[];
  details: Record<string, unknown>;
  /** The number under which the server logged a fault. */
  id: string | null;
}

export class CallFailure extends Error implements Trouble {
  readonly kind: TroubleKind;
  readonly code: string;
  readonly fields: FieldProblem[];
  readonly details: Record<string, unknown>;
  readonly id: string | null;

  constructor(trouble: Partial<Trouble> & Pick<Trouble, "kind" | "message">) {
    super(trouble.message);
    this.name = "CallFailure";
    this.kind = trouble.kind;
    this.code = trouble.code ?? trouble.kind;
    this.fields = trouble.fields ?? [];
    this.details = trouble.details ?? {};
    this.id = trouble.id ?? null;
  }
}

export interface Connection {
  /** The agency this work is about: its code, from the address. */
  agency: () => string | null;
  csrf: () => string | null;
  /** Asks for the token again; another window may have signed in since. */
  renew: () => Promise<void>;
  /** The session ended: asks the person to sign in without leaving the page. True when the same person did. */
  signInAgain: () => Promise<boolean>;
}

export type Call = <I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  input: z.input<I>,
  signal?: AbortSignal,
) => Promise<z.output<O>>;

/** One operation, one request. A session that ended in between is renewed in place and the request sent again. */
export function createCall(connection: Connection): Call {
  return async (operation, input, signal) => {
    const once = () => post(connection, operation.address, input, signal);
    try {
      return (await once()) as never;
    } catch (failure) {
      if (!(failure instanceof CallFailure)) throw failure;
      const isOpen = operation.permission === anyone;
      if (failure.kind === "signedOut" && !isOpen && (await connection.signInAgain())) return (await once()) as never;
      if (failure.kind === "forbidden" && failure.code.endsWith(".csrf")) {
        await connection.renew();
        return (await once()) as never;
      }
      throw failure;
    }
  };
}

export function headersOf(connection: Pick<Connection, "agency" | "csrf">): Record<string, string> {
  const [agency, csrf] = [connection.agency(), connection.csrf()];
  return { ...(agency && { "x-luodi-agency": agency }), ...(csrf && { "x-luodi-csrf": csrf }) };
}

async function post(connection: Connection, address: string, input: unknown, signal?: AbortSignal): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/${address}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headersOf(connection) },
      body: JSON.stringify(input ?? {}),
      credentials: "same-origin",
      ...(signal && { signal }),
    });
  } catch (reason) {
    if (signal?.aborted) throw reason;
    throw new CallFailure({ kind: "offline", message: "连不上服务器，请检查网络后重试；已填写的内容还在。" });
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  throw readFailure(response.status, body);
}

const kindOf: Record<number, TroubleKind> = {
  400: "invalid",
  401: "signedOut",
  403: "forbidden",
  404: "missing",
  409: "refused",
  413: "invalid",
  429: "busy",
};

const sentenceOf: Partial<Record<TroubleKind, string>> = {
  signedOut: "登录已过期，请重新登录。",
  forbidden: "您没有办理这件事的权限，请联系本机构的系统管理员。",
  missing: "没有找到，可能已被移走，或不在您的查看范围。",
  busy: "操作太频繁，请稍候再试。",
};

export function readFailure(status: number, body: unknown): CallFailure {
  const told = (body as { error?: Partial<Trouble> } | null)?.error ?? {};
  const kind = kindOf[status] ?? "fault";
  return new CallFailure({
    ...told,
    kind,
    message: told.message ?? sentenceOf[kind] ?? "系统出了一点问题，已记录下来。请稍后再试。",
  });
}
