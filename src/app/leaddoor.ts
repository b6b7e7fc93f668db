import type { FastifyInstance } from "fastify";
import { multiplyDecimals } from "#kit/base/decimals.ts";
import { Failure } from "#kit/base/errors.ts";
import { nobody } from "#kit/server/context.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { newToken } from "#kit/server/tokens.ts";
import { intakeDoorOperations } from "#records/projects/intakes/contract.ts";
import { served } from "./house.ts";
import { leadForm, leadKnown, leadRefused, leadThanks, type Typed, valuesOf } from "./leadpage.ts";
import { isFromHere, type LinkRequest, often, seldom, send, takeForms, told } from "./publicdoor.ts";

const { form, submit } = intakeDoorOperations;
const place = "/lead/:agency/:token";

/** 公开线索表单的门: who fills it in has no account, learns nothing, and loses nothing of what was typed. */
export function openLeadDoor(door: FastifyInstance, house: House): void {
  void door.register(async (own) => {
    takeForms(own);
    own.setErrorHandler((error: { statusCode?: number }, request, reply) => {
      const kept = request.body instanceof URLSearchParams ? request.body : null;
      const { status, message } = faults[error.statusCode ?? 0] ?? other;
      return send(reply, status, leadRefused(message, kept));
    });
    own.get(place, { config: often }, async (request: LinkRequest, reply) =>
      told(reply, leadRefused, async () =>
        leadForm(await ask(house, served, nobody, form, request.params), { ...blank, slip: newToken() }),
      ),
    );
    own.post(place, { config: seldom }, async (request: LinkRequest, reply) => {
      if (!isFromHere(request)) return send(reply, 403, leadRefused("请从公布的链接打开后填写。"));
      const sent = request.body as URLSearchParams;
      const refused = (message: string) => leadRefused(message, sent);
      return told(reply, refused, () => handIn(house, request.params, sent));
    });
  });
}

const blank: Omit<Typed, "slip"> = { values: {}, isConsented: false, problems: {} };

const faults: Record<number, { status: number; message: string }> = {
  413: { status: 413, message: "填写的内容太长，请删减后再提交。" },
  429: { status: 429, message: "提交过于频繁，请一分钟后再试。" },
};
const other = { status: 400, message: "没有办成，请再试一次；仍不行请通过机构公布的电话联系。" };

async function handIn(house: House, link: { agency: string; token: string }, sent: URLSearchParams): Promise<string> {
  const shown = await ask(house, served, nobody, form, link);
  const values = valuesOf(sent);
  const isConsented = sent.get("isConsented") === "yes";
  const slip = sent.get("slip") ?? newToken();
  const { companyName = "", brief = "", sourcePlace = "", contactName = "", phone = "", creditCode, amount } = values;
  const typed = { companyName, brief, sourcePlace, contactName, phone };
  try {
    return leadThanks(
      await ask(house, served, nobody, submit, {
        ...link,
        ...typed,
        slip,
        isConsented,
        creditCode: creditCode || null,
        amount: amount ? yuanOf(amount) : null,
        trap: sent.get("website") ?? "",
      }),
    );
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === "missing") throw error;
    if (error.code === "intakes.door.twice") return leadKnown(error.message);
    return leadForm(shown, { values, slip, isConsented, problems: problemsOf(error) });
  }
}

/** 万元 as typed; what is no number goes on as it is, to be refused in the contract's words. */
const yuanOf = (wan: string): string => (/^\d{1,9}(\.\d{1,6})?$/.test(wan) ? multiplyDecimals(wan, "10000") : wan);

function problemsOf({ code, message, fields }: Failure): Record<string, string> {
  if (code === "intakes.door.consent") return { isConsented: message };
  if (!fields || fields.length === 0) return { "": message };
  return Object.fromEntries(fields.map((field) => [field.path, field.message]));
}
