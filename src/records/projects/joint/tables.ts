import { sql } from "drizzle-orm";
import { date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { inherits } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Attached } from "../papers/tables.ts";
import { projects } from "../tables.ts";
import type { JointRole } from "./words.ts";

/** 联合招商约定: what was agreed, with its document; voided and made anew, never changed. One stands for a project. */
export const jointPromotions = pgTable(
  "joint_promotion",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    agreedOn: date().notNull(),
    document: text().notNull(),
    ownRole: text().$type<JointRole>().notNull(),
    ownShare: integer().notNull(),
    note: text().notNull().default(""),
    files: jsonb().$type<Attached[]>().notNull(),
    typedAt: moment().notNull(),
    byId: uuid(),
    voidedAt: moment(),
    voidReason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("joint_promotion_once").on(t.agencyId, t.projectId).where(sql`voided_at is null`),
    index("joint_promotion_agreed").on(t.agencyId, t.agreedOn, t.id),
  ],
);
inherits(jointPromotions, { parent: projects, key: jointPromotions.projectId });

/** 合作方, of one agreement; the shares of all and our own are a hundred. */
export const jointPartners = pgTable(
  "joint_partner",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    promotionId: uuid().notNull(),
    name: text().notNull(),
    region: text(),
    role: text().$type<JointRole>().notNull(),
    share: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("joint_partner_promotion").on(t.agencyId, t.promotionId),
    index("joint_partner_region").on(t.agencyId, t.region),
  ],
);
inherits(jointPartners, { parent: jointPromotions, key: jointPartners.promotionId });
