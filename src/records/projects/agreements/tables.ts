import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { inherits } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Attached } from "../papers/tables.ts";
import { projects } from "../tables.ts";
import type { SigningKind } from "../words.ts";
import type { HitAction } from "../scanning/words.ts";
import type { AgreementState, ExceptionGround, HitConclusion, LegalGround, ReviewConclusion } from "./words.ts";

/** 项目协议: a text that goes through drafts; its state is what was concluded about the newest. */
export const projectAgreements = pgTable(
  "project_agreement",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    title: text().notNull(),
    kind: text().$type<SigningKind>().notNull(),
    state: text().$type<AgreementState>().notNull(),
    /** 第几稿, the newest. */
    number: integer().notNull(),
    drafterId: uuid(),
    textOn: date().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_agreement_project").on(t.agencyId, t.projectId),
    index("project_agreement_drafter").on(t.agencyId, t.drafterId),
    index("project_agreement_state").on(t.agencyId, t.state, t.textOn, t.id),
  ],
);
inherits(projectAgreements, { parent: projects, key: projectAgreements.projectId });

/** 协议文本: append-only. */
export const agreementTexts = pgTable(
  "agreement_text",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    agreementId: uuid().notNull(),
    number: integer().notNull(),
    paragraphs: jsonb().$type<string[]>().notNull(),
    file: jsonb().$type<Attached>(),
    note: text().notNull().default(""),
    textOn: date().notNull(),
    typedAt: moment().notNull(),
    byId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("agreement_text_number").on(t.agencyId, t.agreementId, t.number),
    index("agreement_text_project").on(t.agencyId, t.projectId),
    index("agreement_text_by").on(t.agencyId, t.byId),
  ],
);
inherits(agreementTexts, { parent: projects, key: agreementTexts.projectId });

/** 命中, as the pack in force on that day had it; its conclusion is written once and changed only while the draft is open. */
export const agreementHits = pgTable(
  "agreement_hit",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    agreementId: uuid().notNull(),
    /** Of which draft. */
    number: integer().notNull(),
    rule: text().notNull(),
    title: text().notNull(),
    article: text().notNull(),
    action: text().$type<HitAction>().notNull(),
    canBeLifted: boolean().notNull(),
    paragraph: integer().notNull(),
    fromAt: integer().notNull(),
    toAt: integer().notNull(),
    quote: text().notNull(),
    conclusion: text().$type<HitConclusion>(),
    ground: text().notNull().default(""),
    legalGround: text().$type<LegalGround>(),
    document: text().notNull().default(""),
    exceptionGround: text().$type<ExceptionGround>(),
    alternative: text().notNull().default(""),
    endsOn: date(),
    endCondition: text().notNull().default(""),
    file: jsonb().$type<Attached>(),
    judgedById: uuid(),
    judgedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("agreement_hit_agreement").on(t.agencyId, t.agreementId, t.number),
    index("agreement_hit_project").on(t.agencyId, t.projectId),
    index("agreement_hit_judge").on(t.agencyId, t.judgedById),
  ],
);
inherits(agreementHits, { parent: projects, key: agreementHits.projectId });

/** 公平竞争审查记录: append-only, of one draft. */
export const agreementReviews = pgTable(
  "agreement_review",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    agreementId: uuid().notNull(),
    number: integer().notNull(),
    conclusion: text().$type<ReviewConclusion>().notNull(),
    drafterContact: text().notNull(),
    industry: text().notNull(),
    opinions: text().notNull(),
    expertOpinion: text().notNull(),
    headOpinion: text().notNull(),
    ground: text().notNull(),
    concludedOn: date().notNull(),
    reviewerId: uuid(),
    typedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("agreement_review_agreement").on(t.agencyId, t.agreementId),
    index("agreement_review_project").on(t.agencyId, t.projectId),
    index("agreement_review_reviewer").on(t.agencyId, t.reviewerId),
  ],
);
inherits(agreementReviews, { parent: projects, key: agreementReviews.projectId });
