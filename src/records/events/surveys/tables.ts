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
import { inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import { events } from "../tables.ts";
import type { EventKind } from "../words.ts";
import type { QuestionKind, SurveyState } from "./words.ts";

export interface Question {
  kind: QuestionKind;
  text: string;
  options: string[];
  isRequired: boolean;
  /** 总体满意度: the one question the rate is counted by. */
  isOverall: boolean;
}

/** 满意度调查 of one event. */
export const surveys = pgTable(
  "survey",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    eventId: uuid().notNull(),
    title: text().notNull(),
    intro: text().notNull().default(""),
    state: text().$type<SurveyState>().notNull().default("draft"),
    questions: jsonb().$type<Question[]>().notNull(),
    /** The last day it takes answers. */
    closesOn: date().notNull(),
    /** 公开链接: its digest and how many answers it takes; null where only named links are given out. */
    openDigest: text(),
    openLimit: integer(),
    createdOn: date().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("survey_event").on(t.agencyId, t.eventId),
    index("survey_created").on(t.agencyId, t.createdOn, t.id),
    uniqueIndex("survey_open").on(t.agencyId, t.openDigest),
  ],
);
inherits(surveys, { parent: events, key: surveys.eventId });

/**
 * 答卷凭据: one answer each. That it was used is known, by which answer is not: the answer does not name it, and the
 * moment is kept to the day.
 */
export const surveyTickets = pgTable(
  "survey_ticket",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    surveyId: uuid().notNull(),
    /** Null for one of the open link. */
    guestId: uuid(),
    digest: text().notNull(),
    madeOn: date().notNull(),
    usedOn: date(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("survey_ticket_digest").on(t.agencyId, t.digest),
    index("survey_ticket_survey").on(t.agencyId, t.surveyId),
    index("survey_ticket_guest").on(t.agencyId, t.guestId),
  ],
);
inherits(surveyTickets, { parent: surveys, key: surveyTickets.surveyId });

/** 答卷: append-only; a fact the figures of satisfaction are counted from. */
export const surveyAnswers = pgTable(
  "survey_answer",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    surveyId: uuid().notNull(),
    eventId: uuid().notNull(),
    kind: text().$type<EventKind>().notNull(),
    /** One for each question, in their order; null where nothing was said. */
    answers: jsonb().$type<(string | null)[]>().notNull(),
    isSatisfied: boolean().notNull(),
    officerId: uuid(),
    divisionId: uuid(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("survey_answer_survey").on(t.agencyId, t.surveyId),
    index("survey_answer_day").on(t.agencyId, t.happenedOn),
  ],
);
scoped(surveyAnswers, {
  noun: "events",
  officer: surveyAnswers.officerId,
  division: surveyAnswers.divisionId,
  id: surveyAnswers.eventId,
});
