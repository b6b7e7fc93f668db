import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Failure, statusOf } from "#kit/base/errors.ts";

/** A page under an agency's own link. */
export type LinkRequest = FastifyRequest<{ Params: { agency: string; token: string } }>;

/** Read often, handed in seldom: who tries links one after another is stopped by either. */
export const often = { rateLimit: { max: 60, timeWindow: 60_000 } };
/** Counted after the form was read, so that what was typed can be given back. */
export const seldom = { rateLimit: { max: 12, timeWindow: 60_000, hook: "preHandler" as const } };

/** 公开页面的门: plain pages and plain forms; of a form so much and no more. */
export function takeForms(door: FastifyInstance): void {
  door.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: 64 * 1024 },
    (_, body, done) => done(null, new URLSearchParams(String(body))),
  );
}

/** Handed in from a page of ours, not from somebody else's. */
export const isFromHere = ({ headers }: FastifyRequest): boolean => {
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none";
};

export async function told(
  reply: FastifyReply,
  refused: (message: string) => string,
  work: () => Promise<string>,
): Promise<FastifyReply> {
  try {
    return await send(reply, 200, await work());
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return send(reply, statusOf[error.kind], refused(error.message));
  }
}

/** A page of its own: no script at all, and a form that goes nowhere but back here. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export const send = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply
    .code(status)
    .headers({ "content-security-policy": policy, "cache-control": "no-store", "referrer-policy": "no-referrer" })
    .type("text/html; charset=utf-8")
    .send(html);
