import a from "./figures/shili-a.json" with { type: "json" };
import b from "./figures/shili-b.json" with { type: "json" };
import c from "./figures/shili-c.json" with { type: "json" };
import d from "./figures/shili-d.json" with { type: "json" };
import e from "./figures/shili-e.json" with { type: "json" };

/** One published figure of an agency. What a file leaves out is filled in: the agency's year, the kind `input`. */
export interface Figure {
  id: string;
  subject: string;
  metric: string;
  /** null where the statement is qualitative. */
  value: number | null;
  unit: string;
  /** 2023, 2023-12, 2023-12-31, from/to, or /to for 截至. */
  period: string;
  kind: "input" | "derived" | "target" | "qualitative" | "published-only";
  /** Over other ids: `{000-C022}+{000-C023}`, or `count(…、…)` over a list. */
  formula?: string;
  bound?: string;
  approx?: string;
  valueMax?: number;
  /** The id of the figure this one repeats. */
  restates?: string;
  /** What was printed, where that is not the value; `accept` lists the values rounding allows. */
  published?: number;
  accept?: number[];
  /** The base of this value is not published. */
  questioned?: string;
  note?: string;
}

export interface AgencyFigures {
  agency: string;
  name: string;
  year: number;
  figures: Figure[];
}

type Written = Omit<Figure, "subject" | "period" | "kind"> & Partial<Pick<Figure, "period" | "kind">>;

interface Sheet {
  agency: string;
  name: string;
  year: number;
  subjects: Record<string, { title: string; figures: Written[] }>;
}

const sheets = [a, b, c, d, e] as unknown as Sheet[];

/** 公开数字: the published figures that the records of each demo agency reproduce. */
export const publishedFigures: AgencyFigures[] = sheets.map(({ agency, name, year, subjects }) => ({
  agency,
  name,
  year,
  figures: Object.entries(subjects).flatMap(([subject, { figures }]) =>
    figures.map((figure) => ({ period: String(year), kind: "input" as const, ...figure, subject })),
  ),
}));
