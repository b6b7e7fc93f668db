import type { Database } from "./database.ts";
import type { readMigrations } from "./migrate.ts";

/** What is examined. */
export interface Patient {
  database: Database;
  /** The data folder. */
  place: string;
  migrations: ReturnType<typeof readMigrations>;
  now: Date;
  /** LUODI_KEY, where the key is kept there. */
  keyFromEnvironment?: string | undefined;
}

/** One finding: `watch` can wait until somebody has time, `bad` cannot. */
export interface Finding {
  title: string;
  state: "ok" | "watch" | "bad";
  message: string;
}

export type Answer = Omit<Finding, "title">;

export interface Check {
  title: string;
  look: (patient: Patient) => Promise<Answer>;
}

export const ok = (message: string): Answer => ({ state: "ok", message });
export const watch = (message: string): Answer => ({ state: "watch", message });
export const bad = (message: string): Answer => ({ state: "bad", message });
