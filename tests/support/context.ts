import { z } from "zod";
import { today } from "#kit/base/dates.ts";
import { command } from "#kit/base/operation.ts";
import { type Context, nobody } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { newTrail } from "#kit/server/history.ts";
import { secrets } from "#kit/server/secrets.ts";

/** A context by hand, for tests of kit/server that need no operation of a module. */
export function contextOf(db: Db, agencyId: string, accountId: string, now: Date): Context {
  return {
    db,
    actor: { ...nobody, accountId, agencyId, name: "测试人员", classes: new Set(["public", "internal"]), via: "test" },
    operation: command("tests.act", {
      title: "测试",
      permission: "tests.manage",
      input: z.object({}),
      output: z.object({}),
    }),
    agencyId,
    now,
    today: today(now),
    trail: newTrail(),
    secrets: secrets(Buffer.alloc(32, 7)),
    reactions: [],
    pack: () => ({}),
    instance: "live",
    outside: null,
    after: {},
  };
}
