import type { SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Subject } from "#kit/base/subject.ts";
import type { Context } from "./context.ts";

/**
 * 工作台所示: what a module offers to the desk and to the search, declared in its `offers.ts`. The desk asks only for what the
 * actor has the permission of; within that every offer keeps to the scope of its own module, because it asks the module's
 * own lists and predicates.
 */
export interface Offers {
  todos?: Todo[];
  finders?: Finder[];
  stories?: Story[];
  tallies?: Tally[];
  headlines?: Headline[];
  /** 草稿 of these forms may be taken up again: operation address → where. */
  forms?: Record<string, FormPlace>;
}

/** A page under agency and year, with the state it opens in: the filters of a list. */
export interface Place {
  to: string;
  search?: Record<string, string | boolean>;
}

/** 待办: so many rows of one list wait for this person; it opens that very list, filtered to them. */
export interface Todo {
  /** `noun.word` */
  code: string;
  title: string;
  permission: string;
  /** Null where nothing of the kind can concern this actor. `dueOn` is the earliest, `items` the first few. */
  read: (ctx: Context) => Promise<Waiting | null>;
}

export interface Waiting {
  count: number;
  dueOn: string | null;
  items: (Place & { title: string; dueOn: string | null })[];
  /** Where all of them stand; 任务中心 is no page but opens over every one. */
  opens: Place | "taskCenter";
}

/** 检索: finds records of one kind by a piece of a name, its pinyin initials or the beginning of a code. */
export interface Finder {
  kind: string;
  title: string;
  permission: string;
  find: (ctx: Context, text: string, limit: number) => Promise<Hit[]>;
  /** The list that shows all it finds. */
  all?: (text: string) => Place;
}

export interface Hit extends Place {
  id: string;
  title: string;
  hint: string | null;
}

/** 动态: records of one kind whose timeline the desk may tell, to whoever reaches the record. */
export interface Story {
  subject: Subject;
  table: PgTable & { agencyId: PgColumn; id: PgColumn };
  title: PgColumn;
  reach: (ctx: Context) => Promise<SQL | undefined> | SQL | undefined;
}

/** 各科室: how many by division, for whoever sees the whole agency with this permission. */
export interface Tally {
  code: string;
  title: string;
  permission: string;
  read: (ctx: Context) => Promise<{ divisionId: string | null; count: number }[]>;
  opens: (divisionId: string) => Place;
}

/** 关键数字: a registered metric, cut by one of its groups. */
export interface Headline {
  metric: string;
  group: string;
  /** Which of the group, in the order they are shown. */
  values: readonly string[];
}

export interface FormPlace {
  title: string;
  permission: string;
  /** `key` is what the form's draft is told apart by: the record, or `new`. */
  opens: (key: string) => Place;
}
