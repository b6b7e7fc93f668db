import type { QueryClient } from "@tanstack/react-query";
import type { Output } from "#kit/base/operation.ts";
import { type Call, CallFailure, type Connection, createCall, headersOf, readFailure } from "#kit/ui/wire/call.ts";
import type { Files, Job, Services, StoredFile } from "#kit/ui/wire/Services.tsx";
import { type Session, sessionOperations } from "#records/people/sessions/contract.ts";
import { draftOperations, jobOperations, viewOperations } from "#records/workspace/contract.ts";
import { exportOperations } from "#records/workspace/exports/contract.ts";
import { noticeOperations } from "#records/workspace/notices/contract.ts";
import type { z } from "zod";

export type SessionAnswer = z.output<typeof Session>;
export type Ask = (accountId: string | null) => void;

/** The line to the server: which agency we speak of, the token we speak with, and what to do when the session ends. */
export interface Line {
  services: Services;
  /** Turns to another agency; null outside of one. */
  turnTo: (agency: string | null) => void;
  session: () => Promise<SessionAnswer>;
  /** The same question for a component that watches the answer. */
  question: (agency: string | null) => { queryKey: string[]; queryFn: () => Promise<SessionAnswer> };
  /** Someone waits for the person to sign in again; see WebSignInAgain. */
  asked: () => boolean;
  onAsk: (tell: () => void) => () => void;
  /** Answers all who wait: with the account that signed in, or null when it was given up. */
  answer: Ask;
  login: () => string;
  /** Keeps the session while somebody is at work without asking anything. */
  stay: () => Promise<void>;
  /** 锁定: ends the session here, and resolves once the person is back, or false when it was given up. */
  lock: () => Promise<boolean>;
}

export function createLine(queries: QueryClient): Line {
  let agency: string | null = null;
  let current: SessionAnswer | null = null;
  let waiting: { promise: Promise<boolean>; settle: (isSame: boolean) => void; of: SessionAnswer } | null = null;
  const listeners = new Set<() => void>();
  const change = () => {
    for (const tell of listeners) tell();
  };

  const connection: Connection = {
    agency: () => agency,
    csrf: () => current?.csrf ?? null,
    renew: async () => void (await fresh()),
    signInAgain: () => {
      if (!current?.account) return Promise.resolve(false);
      if (!waiting) {
        let settle: (isSame: boolean) => void = () => {};
        const promise = new Promise<boolean>((resolve) => {
          settle = resolve;
        });
        waiting = { promise, settle, of: current };
        change();
      }
      return waiting.promise;
    },
  };
  const call = createCall(connection);
  const ask = async (): Promise<SessionAnswer> => {
    const answer = await call(sessionOperations.current, {});
    // Between two steps of signing in again nobody is here; the page stays the one of whoever is awaited.
    if (waiting && !answer.account) return waiting.of;
    current = answer;
    return current;
  };
  const question = (of: string | null) => ({ queryKey: ["session", of ?? ""], queryFn: ask });
  const fresh = () => queries.fetchQuery({ ...question(agency), staleTime: 0 });

  return {
    services: servicesOf(call, connection, () => agency ?? ""),
    turnTo: (next) => {
      agency = next;
    },
    session: () => queries.fetchQuery({ ...question(agency), staleTime: 60_000 }),
    question,
    asked: () => waiting !== null,
    onAsk: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    answer: (accountId) => void settle(accountId),
    login: () => current?.account?.login ?? "",
    stay: async () => void (await call(sessionOperations.current, {}).catch(() => null)),
    lock: async () => {
      const isBack = connection.signInAgain();
      await call(sessionOperations.signOut, {}).catch(() => null);
      return isBack;
    },
  };

  async function settle(accountId: string | null): Promise<void> {
    const before = waiting?.of.account?.id;
    if (accountId !== null) await fresh();
    const settled = waiting;
    waiting = null;
    change();
    settled?.settle(accountId !== null && accountId === before);
    // Another person sat down: what the first one saw and typed is not theirs.
    if (accountId !== null && accountId !== before) window.location.assign("/");
  }
}

function servicesOf(call: Call, connection: Connection, agency: () => string): Services {
  return {
    call,
    drafts: {
      get: (form) => call(draftOperations.get, { form }),
      save: (form, values) => call(draftOperations.save, { form, values }),
      drop: async (form) => void (await call(draftOperations.drop, { form })),
    },
    views: {
      list: (list) => call(viewOperations.list, { list }),
      save: async (list, name, state) => void (await call(viewOperations.save, { list, name, state })),
      drop: async (id) => void (await call(viewOperations.drop, { id })),
    },
    jobs: {
      list: async () => (await call(jobOperations.list, {})).map(readJob),
      cancel: async (id) => void (await call(jobOperations.cancel, { id })),
    },
    exports: {
      permission: exportOperations.start.permission,
      start: async (asked) => void (await call(exportOperations.start, asked)),
    },
    files: filesOf(connection, agency),
    notices: {
      unread: async () => (await call(noticeOperations.count, {})).unread,
      latest: async () => (await call(noticeOperations.list, { descending: true, limit: 8 })).rows,
      read: async (id) => void (await call(noticeOperations.read, { id })),
      readAll: async () => void (await call(noticeOperations.readAll, {})),
    },
  };
}

const readJob = (job: Output<typeof jobOperations.list>[number]): Job => ({
  ...job,
  result: job.result as Job["result"],
});

function filesOf(connection: Connection, agency: () => string): Files {
  const upload: Files["upload"] = async (file, progress, signal) => {
    try {
      return await send(connection, file, progress, signal);
    } catch (failure) {
      if (!(failure instanceof CallFailure && failure.kind === "signedOut") || !(await connection.signInAgain()))
        throw failure;
      return send(connection, file, progress, signal);
    }
  };
  return { upload, address: (id) => `/files/${id}?agency=${encodeURIComponent(agency())}` };
}

/** XMLHttpRequest, because fetch does not tell how much has been sent. */
const send = (
  connection: Connection,
  file: File,
  progress: (part: number) => void,
  signal: AbortSignal,
): Promise<StoredFile> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.set("file", file);
    request.open("POST", "/api/files.upload");
    for (const [name, value] of Object.entries(headersOf(connection))) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => {
      if (request.status < 300) resolve(request.response as StoredFile);
      else reject(readFailure(request.status, request.response));
    };
    request.onerror = () => reject(new CallFailure({ kind: "offline", message: "文件没有传完，请检查网络后重试。" }));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
