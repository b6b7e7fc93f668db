import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { agencyWide, inherits } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import { conditionColumns } from "../conditions/tables.ts";
import type { Attached } from "../papers/tables.ts";
import { projects } from "../tables.ts";
import type {
  LegalityOutcome,
  MeetingOutcome,
  PanelOutcome,
  ReviewState,
  ReviewStep,
  SeatWay,
  Stance,
} from "./words.ts";

/** 项目评审: one intake, its steps as the pack had them that day, one exit. */
export const projectReviews = pgTable(
  "project_review",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    purpose: text().notNull(),
    steps: jsonb().$type<ReviewStep[]>().notNull(),
    /** The step it is at; the last one once it is closed. */
    step: text().$type<ReviewStep>().notNull(),
    state: text().$type<ReviewState>().notNull(),
    openedOn: date().notNull(),
    openedById: uuid(),
    closedOn: date(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_review_project").on(t.agencyId, t.projectId),
    index("project_review_opened").on(t.agencyId, t.state, t.openedOn, t.id),
    index("project_review_by").on(t.agencyId, t.openedById),
  ],
);
inherits(projectReviews, { parent: projects, key: projectReviews.projectId });

/** 部门意见: asked, answered, adopted or not and why. */
export const reviewOpinions = pgTable(
  "review_opinion",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    reviewId: uuid().notNull(),
    department: text().notNull(),
    askedOn: date().notNull(),
    dueOn: date().notNull(),
    stance: text().$type<Stance>(),
    opinion: text().notNull().default(""),
    answeredOn: date(),
    file: jsonb().$type<Attached>(),
    isAdopted: boolean(),
    adoption: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("review_opinion_department").on(t.agencyId, t.reviewId, t.department),
    index("review_opinion_project").on(t.agencyId, t.projectId),
  ],
);
inherits(reviewOpinions, { parent: projects, key: reviewOpinions.projectId });

/** 专家库 */
export const experts = pgTable(
  "expert",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    employer: text().notNull(),
    field: text().notNull(),
    /** 申报的利害关系: companies and groups this expert has to do with. */
    relations: jsonb().$type<string[]>().notNull().default([]),
    addedOn: date().notNull(),
    retiredOn: date(),
    version: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.id] }), index("expert_added").on(t.agencyId, t.addedOn, t.id)],
);
agencyWide(experts);

/** 论证席位: an expert in one review, drawn or chosen; recused or with scores. */
export const reviewSeats = pgTable(
  "review_seat",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    reviewId: uuid().notNull(),
    expertId: uuid().notNull(),
    way: text().$type<SeatWay>().notNull(),
    reason: text().notNull().default(""),
    recusal: text(),
    scores: jsonb().$type<Record<string, number>>(),
    comment: text().notNull().default(""),
    seatedOn: date().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("review_seat_expert").on(t.agencyId, t.reviewId, t.expertId),
    index("review_seat_project").on(t.agencyId, t.projectId),
    index("review_seat_of").on(t.agencyId, t.expertId),
  ],
);
inherits(reviewSeats, { parent: projects, key: reviewSeats.projectId });

/** 环节结论: append-only; a meeting that postponed is one, the next meeting another. */
export const reviewOutcomes = pgTable(
  "review_outcome",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    reviewId: uuid().notNull(),
    step: text().$type<ReviewStep>().notNull(),
    outcome: text().$type<PanelOutcome | LegalityOutcome | MeetingOutcome>().notNull(),
    /** 平均分, of a panel. */
    score: numeric({ precision: 6, scale: 2 }),
    /** 会议 and its number, of a meeting. */
    meeting: text().notNull().default(""),
    meetingNumber: text().notNull().default(""),
    happenedOn: date().notNull(),
    opinion: text().notNull(),
    file: jsonb().$type<Attached>(),
    byId: uuid(),
    typedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("review_outcome_review").on(t.agencyId, t.reviewId),
    index("review_outcome_project").on(t.agencyId, t.projectId),
    index("review_outcome_by").on(t.agencyId, t.byId),
  ],
);
inherits(reviewOutcomes, { parent: projects, key: reviewOutcomes.projectId });

/** 附带条件: what a meeting wants done, by whom and when. */
export const reviewConditions = pgTable(
  "review_condition",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    reviewId: uuid().notNull(),
    ...conditionColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("review_condition_review").on(t.agencyId, t.reviewId),
    index("review_condition_project").on(t.agencyId, t.projectId),
    index("review_condition_person").on(t.agencyId, t.personId),
  ],
);
inherits(reviewConditions, { parent: projects, key: reviewConditions.projectId });
