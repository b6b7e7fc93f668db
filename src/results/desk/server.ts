import type { Offers } from "#kit/server/offer.ts";
import { serve, type Served } from "#kit/server/serve.ts";
import { deskOperations } from "./contract.ts";
import { deskHome } from "./queries.ts";
import { search } from "./search/queries.ts";

/** `offers` of every module, in floor order; handed over by the app, like all that crosses modules. */
export function deskServer(offers: readonly Offers[]): Served[] {
  return serve(deskOperations, {
    home: (ctx, input) => deskHome(ctx, offers, input),
    search: (ctx, input) =>
      search(
        ctx,
        offers.flatMap(({ finders = [] }) => finders),
        input,
      ),
  });
}
