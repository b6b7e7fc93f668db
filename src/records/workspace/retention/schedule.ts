import { clearJobs } from "#kit/server/jobs.ts";
import type { Patrol } from "#kit/server/patrols.ts";
import type { House } from "#kit/server/serve.ts";
import { clearDeliveries } from "../deliveries/actions.ts";
import { clearStaged } from "../imports/actions.ts";
import { clearNotices } from "../notices/actions.ts";
import { keptDays } from "./pack.ts";

const day = 86_400_000;

/** 保存期: what is old enough is cleared, a few times a day; the history keeps what happened. */
export function retentionWork({ database, pack, now }: House): Patrol {
  const work = async () => {
    const at = now();
    const kept = keptDays(pack(at.getFullYear()));
    const before = (days: number) => new Date(at.getTime() - days * day).toISOString();
    await database.transaction({ role: "owner" }, async (db) => {
      await clearJobs(db, before(kept.jobs));
      await clearNotices(db, before(kept.notices));
      await clearDeliveries(db, before(kept.notices));
      await clearStaged(db, before(kept.staging), at.toISOString());
    });
    return false;
  };
  return { name: "retention", every: day / 4, work };
}
