import type { FastifyInstance } from "fastify";
import { Failure } from "#kit/base/errors.ts";
import { nobody } from "#kit/server/context.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { newToken } from "#kit/server/tokens.ts";
import { surveyDoorOperations } from "#records/events/surveys/contract.ts";
import { served } from "./house.ts";
import { isFromHere, type LinkRequest, often, seldom, send, takeForms, told } from "./publicdoor.ts";
import { formPage, refusedPage, thanksPage } from "./surveypage.ts";

const { form, answer } = surveyDoorOperations;
const place = "/survey/:agency/:token";

/** 公开问卷的门: plain pages and plain forms over the same two operations as everywhere. */
export function openSurveyDoor(door: FastifyInstance, house: House): void {
  void door.register(async (own) => {
    takeForms(own);
    own.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      const isTooOften = error.statusCode === 429;
      const message = isTooOften ? "操作过于频繁，请一分钟后再试。" : "没有办成，请返回重试；仍不行请与主办单位联系。";
      return send(reply, isTooOften ? 429 : 400, refusedPage(message));
    });
    own.get(place, { config: often }, async (request: LinkRequest, reply) =>
      told(reply, refusedPage, async () => {
        const shown = await ask(house, served, nobody, form, request.params);
        return formPage(shown, shown.isOpenLink ? newToken() : null, { values: [], problem: null });
      }),
    );
    own.post(place, { config: seldom }, async (request: LinkRequest, reply) => {
      if (!isFromHere(request)) return send(reply, 403, refusedPage("请从问卷链接打开后作答。"));
      return told(reply, refusedPage, () => handIn(house, request.params, request.body as URLSearchParams));
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
