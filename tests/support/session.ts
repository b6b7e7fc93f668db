import { expect } from "vitest";
import { callerOf } from "#app/caller.ts";
import { served } from "#app/house.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Operation, Output, Sent } from "#kit/base/operation.ts";
import { type Actor, nobody } from "#kit/server/context.ts";
import { ask, type House, run } from "#kit/server/serve.ts";
import { testNow } from "./people.ts";

/** The failure that a promise must end in; another error is a fault of the program and fails the test. */
export const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );

/** The same house some minutes later. */
export const later = (house: House, minutes: number): House => ({
  ...house,
  now: () => new Date(testNow.getTime() + minutes * 60_000),
});

/** Asked of this very house, where its clock or kind is another than the stage's. */
export const askOf = <O extends Operation>(
  house: House,
  actor: Actor,
  operation: O,
  sent: Sent<O>,
): Promise<Output<O>> => ask(house, served, actor, operation, sent);

/** Signs in as the door does, from this machine, and returns what the cookie would hold. */
export async function cookieOf(house: House, operation: Operation, sent: unknown): Promise<string> {
  const found = served.find((each) => each.operation.address === operation.address);
  if (!found) throw new Error(`operation ${operation.address} is not served`);
  const { session } = (await run(house, found, { ...nobody, isLocal: true }, sent)).after;
  return session && "token" in session ? session.token : "";
}

/** Whom the door takes the bearer of a cookie for. */
export const whoIs = async (house: House, cookie: string, agencyCode: string | null = null): Promise<Actor> =>
  (await callerOf(house, "", { cookie, bearer: null, agencyCode, isLocal: false, as: null })).actor;
