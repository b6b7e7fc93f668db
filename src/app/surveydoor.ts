import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Failure, statusOf } from "#kit/base/errors.ts";
import { nobody } from "#kit/server/context.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { newToken } from "#kit/server/tokens.ts";
import { surveyDoorOperations } from "#records/events/surveys/contract.ts";
import { served } from "./house.ts";
import { formPage, refusedPage, thanksPage } from "./surveypage.ts";

type Link = FastifyRequest<{ Params: { agency: string; token: string } }>;

const { form, answer } = surveyDoorOperations;
const place = "/survey/:agency/:token";
/** Read often, handed in seldom: who tries links one after another is stopped by either. */
const often = { rateLimit: { max: 60, timeWindow: 60_000 } };
const seldom = { rateLimit: { max: 12, timeWindow: 60_000 } };

/** 公开问卷的门: plain pages and plain forms over the same two operations as everywhere. */
export function openSurveyDoor(door: FastifyInstance, house: House): void {
  void door.register(async (own) => {
    own.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: 64 * 1024 },
      (_, body, done) => done(null, new URLSearchParams(String(body))),
    );
    own.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      const isTooOften = error.statusCode === 429;
      const message = isTooOften ? "操作过于频繁，请一分钟后再试。" : "没有办成，请返回重试；仍不行请与主办单位联系。";
      return send(reply, isTooOften ? 429 : 400, refusedPage(message));
    });
    own.get(place, { config: often }, async (request: Link, reply) =>
      told(reply, async () => {
        const shown = await ask(house, served, nobody, form, request.params);
        return formPage(shown, shown.isOpenLink ? newToken() : null, { values: [], problem: null });
      }),
    );
    own.post(place, { config: seldom }, async (request: Link, reply) => {
      const site = request.headers["sec-fetch-site"];
      if (site !== undefined && site !== "same-origin" && site !== "none")
        return send(reply, 403, refusedPage("请从问卷链接打开后作答。"));
      return told(reply, () => handIn(house, request.params, request.body as URLSearchParams));
    });
  });
}

async function handIn(house: House, link: { agency: string; token: string }, sent: URLSearchParams): Promise<string> {
  const shown = await ask(house, served, nobody, form, link);
  const values = shown.questions.map((_, at) => sent.get(`q${at}`)?.trim() ?? "");
  const slip = shown.isOpenLink ? sent.get("slip") : null;
  try {
    return thanksPage(
      await ask(house, served, nobody, answer, { ...link, slip, values: values.map((each) => each || null) }),
    );
  } catch (error) {
    // What can be put right is shown with what was typed; an answer that is in already is an end.
    const isCorrectable = error instanceof Failure && correctable.has(error.code);
    if (isCorrectable) return formPage(shown, slip, { values, problem: error.message });
    throw error;
  }
}

const correctable = new Set(["surveys.answer.missing", "surveys.answer.value", "input.invalid"]);

async function told(reply: FastifyReply, work: () => Promise<string>): Promise<FastifyReply> {
  try {
    return await send(reply, 200, await work());
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return send(reply, statusOf[error.kind], refusedPage(error.message));
  }
}

/** A page of its own: no script at all, and a form that goes nowhere but back here. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const send = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply
    .code(status)
    .headers({ "content-security-policy": policy, "cache-control": "no-store", "referrer-policy": "no-referrer" })
    .type("text/html; charset=utf-8")
    .send(html);
