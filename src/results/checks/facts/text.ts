import type { Document } from "#kit/documents/document.ts";
import type { Fact } from "./fact.ts";
import { leadingMark, type Mark } from "./marks.ts";
import { type Passage, passagesOf } from "./passages.ts";
import { reportingYear } from "./periods.ts";
import { type Reading, readPassage } from "./quantities.ts";
import type { Table } from "./table.ts";
import { readTables } from "./tablereading.ts";

/** A whole document as read: what every relation looks at. */
export interface Text {
  passages: Passage[];
  /** One per passage, at its index. */
  readings: Reading[];
  facts: Fact[];
  tables: Table[];
  /** 报告年度 */
  year: number | null;
  /** Index of the heading each passage stands under, -1 before the first. */
  section: number[];
  /** The mark each passage begins with. */
  heads: (Mark | null)[];
}

export function readText(document: Document): Text {
  const { passages, grids } = passagesOf(document);
  const year = reportingYear(passages);
  const readings: Reading[] = [];
  let count = 0;
  for (const passage of passages) {
    const reading = readPassage(passage, count, year);
    count += reading.facts.length;
    readings.push(reading);
  }
  const tables = grids.flatMap((grid) => readTables(grid, readings));
  let heading = -1;
  const section = passages.map((passage) => {
    if (passage.kind === "heading" || passage.kind === "title") heading = passage.index;
    return heading;
  });
  return {
    passages,
    readings,
    facts: readings.flatMap((reading) => reading.facts),
    tables,
    year,
    section,
    heads: readings.map(({ passage, marks }) => leadingMark(passage.plain, marks)),
  };
}
