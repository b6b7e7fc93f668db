import type { Document } from "#kit/documents/document.ts";
import type { CheckReport, FactRow, Finding, Passage } from "./contract.ts";
import { type Fact } from "./facts/fact.ts";
import { placeOf, type Passage as ReadPassage } from "./facts/passages.ts";
import { readText, type Text } from "./facts/text.ts";
import { type Observation, stretchOf } from "./judgement/claim.ts";
import { heldOf, judgeAll, type Outcome, spanOf } from "./judgement/findings.ts";
import { numberOf } from "./judgement/print.ts";
import { products } from "./relations/averages/products.ts";
import { closedGaps } from "./relations/growth/closedgaps.ts";
import { relations } from "./relations/list.ts";
import { definite } from "./relations/reader/definite.ts";
import { moves } from "./relations/reader/moves.ts";
import { quotients } from "./relations/reader/quotients.ts";
import { sums } from "./relations/reader/sums.ts";
import { misprintsIn } from "./relations/misprints.ts";
import { oddPlaces } from "./relations/print/places.ts";
import { retyped } from "./relations/retold/retyped.ts";
import { closedRates } from "./relations/shares/closedrates.ts";
import { saidRates } from "./relations/shares/saidrates.ts";
import { jointSums } from "./relations/second/jointsums.ts";
import { movedLevels } from "./relations/second/movedlevels.ts";
import { namedRatesSaid } from "./relations/second/namedrates.ts";
import { partitions } from "./relations/second/partitions.ts";
import { toldBases } from "./relations/second/toldbases.ts";
import { toldRests } from "./relations/second/toldrests.ts";
import { wordShares } from "./relations/shares/wordshares.ts";
import { closedSums } from "./relations/sums/closedsums.ts";
import { roles } from "./words.ts";

/** 核对: reads a document into figures, finds the relations between them, and judges each. Pure; needs no database. */
export function checkDocument(document: Document, { format = "text", unread = [] as string[] } = {}): CheckReport {
  const text = readText(document);
  const { findings, held } = outcomeOf(text);
  return {
    format,
    unread,
    characters: text.passages.reduce((sum, passage) => sum + passage.text.length, 0),
    passages: text.passages.map(passageRow),
    findings,
    held: held.map(heldOf),
    facts: text.facts.map(factRow),
  };
}

/** The same for who reads the findings only: what a large document holds besides is never put into words. */
export function findingsIn(document: Document): { findings: Finding[]; held: number } {
  const { findings, held } = outcomeOf(readText(document));
  return { findings, held: held.length };
}

const outcomeOf = (text: Text): Outcome =>
  judgeAll(observationsIn(text), text, (isSettled) => leftovers(text, isSettled));

function* observationsIn(text: Text): Generator<Observation> {
  for (const find of relations) yield* find(text);
}

/** What may be wrong with figures that no relation speaks of. */
function* leftovers(text: Text, isSettled: (fact: Fact) => boolean): Generator<Observation> {
  yield* moves(text, isSettled);
  yield* quotients(text, isSettled);
  yield* definite(text, isSettled);
  yield* sums(text, isSettled);
  yield* saidRates(text, isSettled);
  yield* wordShares(text, isSettled);
  yield* partitions(text, isSettled);
  yield* toldBases(text, isSettled);
  yield* toldRests(text, isSettled);
  yield* namedRatesSaid(text, isSettled);
  yield* movedLevels(text, isSettled);
  yield* jointSums(text, isSettled);
  yield* products(text, isSettled);
  yield* closedSums(text, isSettled);
  yield* closedRates(text, isSettled);
  yield* closedGaps(text, isSettled);
  yield* misprintsIn(text, isSettled);
  yield* oddPlaces(text, isSettled);
  yield* retyped(text, isSettled);
}

function passageRow(passage: ReadPassage): Passage {
  const { line, label } = placeOf(passage, 0);
  const { kind, level, text, cell } = passage;
  return { kind, level, text, line: line ?? null, place: label ?? null, cell };
}

/** What a figure measures; of a change or a base only its part in the sentence, the clause names nothing else. */
const subjectIn = ({ role, subject, noun }: Fact): string =>
  ["level", "target", "rate"].includes(role) ? subject || noun || roles[role] : roles[role];

const factRow = (fact: Fact): FactRow => ({
  at: spanOf(stretchOf(fact)),
  subject: subjectIn(fact),
  period: fact.period || null,
  value: numberOf(fact),
  unit: fact.unit?.title ?? "",
});
