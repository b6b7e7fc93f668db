import type { House } from "./serve.ts";
import { instances } from "./tables.ts";

/** What this database was made for never changes: a demo does not become real work, nor the reverse. */
export async function keepInstance(house: House): Promise<void> {
  await house.database.transaction({ role: "owner" }, async (db) => {
    const [instance] = await db.select().from(instances);
    if (!instance) await db.insert(instances).values({ kind: house.instance, createdAt: house.now().toISOString() });
    else if (instance.kind !== house.instance) {
      const word = instance.kind === "demo" ? "演示库，不能用于正式工作" : "正式库，不能装入演示数据";
      throw new Error(`这个数据库是${word}。请检查 LUODI_DEMO、LUODI_DATA 或 DATABASE_URL。`);
    }
  });
}
