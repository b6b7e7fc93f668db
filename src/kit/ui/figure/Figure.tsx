import { lazy, Suspense } from "react";
import { inYuan } from "#kit/base/money.ts";
import { Hint } from "../look/Hint.tsx";
import { Light } from "../look/Light.tsx";
import { useAddress } from "../wire/usePlace.ts";
import { type FigureAnswer, type LoadEvidence, operandText } from "./figure.ts";
import "./figure.css";

const EvidenceDrawer = lazy(async () => ({ default: (await import("./EvidenceDrawer.tsx")).EvidenceDrawer }));

interface FigureProps {
  figure: FigureAnswer;
  /** Loads the rows behind it, page by page. */
  evidence?: LoadEvidence;
  /** Exports these rows; it is shown only where given. */
  exportRows?: () => Promise<unknown>;
  /** Under agency and year: the page of a row. */
  openRow?: (row: Record<string, unknown>) => string;
  /** Tells two figures of one metric on a page apart. */
  id?: string;
  /** A tile with its title above, or the bare number inside a text. */
  look?: "tile" | "text";
  /** The title on this page, where the metric's own is too long. */
  title?: string;
}

/** Any computed number: hover shows formula and exact value, a click opens the rows it was counted from. */
export function Figure({
  figure,
  evidence,
  exportRows,
  openRow,
  id = figure.metric,
  look = "tile",
  title = figure.title,
}: FigureProps) {
  const { search, change } = useAddress();
  const isOpen = search.figure === id;
  const shown = (
    <button
      type="button"
      className="bare figure-number"
      aria-label={`${title} ${figure.text}${evidence ? "，查看来源" : ""}`}
      aria-expanded={evidence ? isOpen : undefined}
      onClick={() => evidence && change({ figure: isOpen ? undefined : id }, { push: !isOpen })}
    >
      {look === "tile" ? <Parts text={figure.text} value={figure.value} /> : figure.text}
    </button>
  );
  const number = <Hint text={hintOf(figure, Boolean(evidence))}>{shown}</Hint>;
  const drawer = evidence && isOpen && (
    <Suspense fallback={null}>
      <EvidenceDrawer
        figure={figure}
        load={evidence}
        {...(exportRows && { exportRows })}
        {...(openRow && { openRow })}
        close={() => change({ figure: undefined })}
      />
    </Suspense>
  );
  if (look === "text") {
    return (
      <span className="figure-text">
        {number}
        {drawer}
      </span>
    );
  }
  return (
    <div className="figure">
      <span className="figure-title">{title}</span>
      {number}
      {figure.light && <Light light={figure.light} />}
      {drawer}
    </div>
  );
}

/** The number large, its unit small. */
function Parts({ text, value }: { text: string; value: string | null }) {
  const match = /^([+\-−]?[\d,.]+)(.*)$/.exec(text);
  if (value === null || !match) return <span className="figure-none">{text}</span>;
  return (
    <>
      <span className="figure-large">{match[1]}</span>
      <span className="figure-unit">{match[2]}</span>
    </>
  );
}

function hintOf({ value, unit, formula, numerator, denominator }: FigureAnswer, isOpenable: boolean): string {
  const exact = value !== null && unit === "元" ? `${inYuan(value)} 元` : null;
  const halves = numerator && denominator ? `${operandText(numerator)} ÷ ${operandText(denominator)}` : null;
  return [exact, formula, halves, isOpenable ? "点击看来源" : null].filter(Boolean).join("\n");
}
