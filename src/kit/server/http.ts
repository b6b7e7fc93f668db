import { randomUUID, timingSafeEqual } from "node:crypto";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import limit from "@fastify/rate-limit";
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import type { Readable } from "node:stream";
import type { Logger } from "pino";
import { Failure, statusOf } from "#kit/base/errors.ts";
import { anyone } from "#kit/base/operation.ts";
import type { Actor, Origin } from "./context.ts";
import { openapi } from "./openapi.ts";
import { type Done, type House, run, type Served } from "./serve.ts";

/** Who is asking, as the module that knows accounts tells it. `csrf` is null where no cookie speaks (a token, nobody). */
export interface Caller {
  actor: Actor;
  csrf: string | null;
}

export interface Asked {
  cookie: string | null;
  bearer: string | null;
  agencyCode: string | null;
  isLocal: boolean;
  /** The local operator's account, vouched for by the data folder's own key. */
  as: string | null;
  /** Where it came from. */
  from?: Origin;
}

export interface Door {
  house: House;
  served: readonly Served[];
  log: Logger;
  /** Behind a proxy of one's own whose X-Forwarded headers may be believed. */
  trustsProxy: boolean;
  callerOf: (asked: Asked) => Promise<Caller>;
  /** Takes one uploaded file in; the module that owns files gives it. */
  upload: (actor: Actor, file: { stream: Readable; name: string }) => Promise<unknown>;
  download: (actor: Actor, id: string) => Promise<{ stream: Readable; headers: Record<string, string> }>;
  isReady: () => boolean;
  /** Origins outside of this installation whose pictures pages may show (底图); none unless said. */
  pictures?: readonly string[];
}

export const cookieName = "luodi_session";
const agencyCode = /^[a-z0-9-]{2,30}$/;

/**
 * The web door: a thin shell that turns a request into a run and a failure into JSON. It knows no business.
 * Commands from a browser must carry the session's own token in a header, which no foreign page can read or send.
 */
export async function openDoor(door: Door): Promise<FastifyInstance> {
  const { house, served, log } = door;
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    trustProxy: door.trustsProxy,
    bodyLimit: 1024 * 1024,
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
    // Slow senders must not hold the door: headers and body within this time.
    requestTimeout: 120_000,
    return503OnClosing: true,
  });
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The component library writes its style sheets at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:", ...(door.pictures ?? [])],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Only where https is really spoken; over plain http in a closed network browsers would warn for nothing.
    strictTransportSecurity: door.trustsProxy,
    crossOriginEmbedderPolicy: false,
    originAgentCluster: false,
    crossOriginOpenerPolicy: false,
  });
  await app.register(limit, { global: false });
  await app.register(multipart, { limits: { files: 1, fields: 0, fileSize: 100 * 1024 * 1024 } });

  app.addHook("onSend", async (request, reply) => {
    void reply.header("x-request-id", request.id);
    if (request.url.startsWith("/api/") || request.url.startsWith("/files/"))
      void reply.header("cache-control", "no-store");
  });
  app.addHook("onResponse", async (request, reply) => {
    // Path without its query: what people searched for is nobody's business here.
    log.info(
      {
        id: request.id,
        method: request.method,
        path: request.url.split("?")[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "request",
    );
  });
  app.setErrorHandler((error, request, reply) => answerError(log, error, request, reply));

  app.get("/healthz", async (_request, reply) =>
    reply.code(door.isReady() ? 200 : 503).send({ ready: door.isReady() }),
  );
  const description = openapi(served.map(({ operation }) => operation));
  app.get("/api/openapi.json", async () => description);

  for (const each of served) {
    const { operation } = each;
    app.post(`/api/${operation.address}`, limitsOf(door, each), async (request, reply) => {
      const caller = await callerOf(door, request);
      if (operation.kind === "command") guard(request, caller);
      const done = await run(house, each, caller.actor, request.body ?? {}, hungUp(reply));
      keepCookie(request, reply, done);
      return reply.send(done.answer);
    });
  }

  app.post("/api/files.upload", async (request, reply) => {
    const caller = await callerOf(door, request);
    guard(request, caller);
    const part = await request.file();
    if (!part) throw new Failure("invalid", "files.none", "没有收到文件，请重新选择");
    return reply.send(await door.upload(caller.actor, { stream: part.file, name: part.filename }));
  });
  app.get<{ Params: { id: string } }>("/files/:id", async (request, reply) => {
    const { stream, headers } = await door.download((await callerOf(door, request)).actor, request.params.id);
    return reply.headers(headers).send(stream);
  });
  app.all("/api/*", async (request) => {
    throw new Failure("missing", "http.unknown", `没有这项操作：${request.url.split("?")[0]?.slice(5, 85)}`);
  });
  return app;
}

function callerOf(door: Door, request: FastifyRequest): Promise<Caller> {
  const { agency } = request.query as { agency?: unknown };
  const asked = request.headers["x-luodi-agency"] ?? agency;
  const bearer = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(request.headers.authorization ?? "")?.[1] ?? null;
  const as = request.headers["x-luodi-as"];
  return door.callerOf({
    cookie: request.cookies[cookieName] ?? null,
    bearer,
    agencyCode: typeof asked === "string" && agencyCode.test(asked) ? asked : null,
    isLocal: isLoopback(request.ip) && request.headers["x-forwarded-for"] === undefined,
    as: typeof as === "string" ? as : null,
    from: { address: request.ip, agent: (request.headers["user-agent"] ?? "").slice(0, 400) },
  });
}

const isLoopback = (ip: string): boolean => ip === "127.0.0.1" || ip === "::1" || ip === "::ffff:127.0.0.1";

/** 防跨站: a command with a cookie needs the session's own token; one without (sign-in) must not come from another site. */
function guard(request: FastifyRequest, { csrf }: Caller): void {
  const site = request.headers["sec-fetch-site"];
  const isForeign = site !== undefined && site !== "same-origin" && site !== "none";
  if (isForeign) throw new Failure("forbidden", "http.foreign", "请求来自其他网站，已拒绝");
  if (csrf === null) return;
  const sent = Buffer.from(String(request.headers["x-luodi-csrf"] ?? ""));
  const wanted = Buffer.from(csrf);
  if (sent.length !== wanted.length || !timingSafeEqual(sent, wanted))
    throw new Failure("forbidden", "http.csrf", "页面已过期，请刷新后再试");
}

function keepCookie(request: FastifyRequest, reply: FastifyReply, { after }: Done): void {
  if (!after.session) return;
  const options = { path: "/", httpOnly: true, sameSite: "lax", secure: request.protocol === "https" } as const;
  if ("token" in after.session) void reply.setCookie(cookieName, after.session.token, options);
  else void reply.clearCookie(cookieName, options);
}

/** Sentences for what the HTTP layer itself refuses. */
const ofTheDoor: Record<string, [status: number, kind: string, message: string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, "invalid", "内容过大，请分批提交"],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, "invalid", "请以 JSON 提交"],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, "invalid", "正文为空，应为 JSON"],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, "invalid", "正文不是完整的 JSON"],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, "invalid", "内容长度与声明不符"],
  FST_REQ_FILE_TOO_LARGE: [413, "invalid", "文件超过 100 MB，请拆分后再上传"],
  FST_FILES_LIMIT: [400, "invalid", "一次只能上传一个文件"],
  FST_INVALID_MULTIPART_CONTENT_TYPE: [400, "invalid", "请以文件表单上传"],
  FST_ERR_BAD_URL: [400, "invalid", "地址不正确"],
};

/** Doors that need no key are where a stranger can knock again and again. */
function limitsOf(door: Door, served: Served): { bodyLimit?: number; config?: { rateLimit: object } } {
  const { operation } = served;
  if ("work" in served) {
    const { bytes, strangers } = served.load;
    const isKnown = async (request: FastifyRequest) => (await callerOf(door, request)).actor.accountId !== null;
    return { bodyLimit: bytes, config: { rateLimit: { ...perAddress(strangers), allowList: isKnown } } };
  }
  const isOpen = operation.permission === anyone && operation.kind === "command";
  return isOpen ? { config: { rateLimit: perAddress({ times: 30, minutes: 1 }) } } : {};
}

const perAddress = ({ times, minutes }: { times: number; minutes: number }) => ({
  max: times,
  timeWindow: minutes * 60_000,
  errorResponseBuilder: (_: FastifyRequest, { ttl }: { ttl: number }) =>
    Object.assign(new Error("too many"), { statusCode: 429, minutes: Math.ceil(ttl / 60_000) }),
});

/** Aborted when the caller closes the connection before the answer was sent: work nobody waits for is not done. */
function hungUp(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function answerError(log: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof Failure) {
    const { kind, code, message, fields, details } = error;
    return reply.code(statusOf[kind]).send({
      error: { kind, code, message, ...(fields.length > 0 ? { fields } : {}), ...(details ? { details } : {}) },
    });
  }
  const {
    code = "",
    statusCode = 500,
    minutes = 1,
  } = error as { code?: string; statusCode?: number; minutes?: number };
  if (statusCode === 429) {
    const message = `操作过于频繁，请${minutes > 1 ? ` ${minutes} ` : "一"}分钟后再试`;
    return reply.code(429).send({ error: { kind: "refused", code: "http.tooMany", message } });
  }
  const known = ofTheDoor[code];
  if (known) return reply.code(known[0]).send({ error: { kind: known[1], code: `http.${code}`, message: known[2] } });
  // What reads forms has no code for one that breaks off or lacks its boundary.
  if (error instanceof Error && /multipart|terminated early/i.test(error.message))
    return reply
      .code(400)
      .send({ error: { kind: "invalid", code: "http.form", message: "上传的内容不完整，请重新选择文件上传" } });
  if (statusCode >= 400 && statusCode < 500)
    return reply.code(400).send({ error: { kind: "invalid", code: "http.request", message: "请求格式不正确" } });
  log.error({ id: request.id, path: request.url.split("?")[0], fault: faultOf(error) }, "fault");
  return reply.code(500).send({
    error: {
      kind: "fault",
      code: "fault",
      message: "系统出现故障，已记录。请稍后再试；仍不行请把编号告诉系统管理员。",
      id: request.id,
    },
  });
}

/** What a log may keep of a fault: where it happened and its code, not the values of a statement (个人信息). */
export function faultOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: "not an error" };
  const cause = error.cause instanceof Error ? error.cause : error;
  const { code } = cause as { code?: unknown };
  const message = error.cause ? cause.message : error.message;
  return {
    name: error.name,
    code,
    message: message.slice(0, 300),
    stack: error.stack
      ?.split("\n")
      .filter((each) => each.includes(" at "))
      .slice(0, 8),
  };
}
