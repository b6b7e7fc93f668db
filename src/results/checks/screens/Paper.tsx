import { type MouseEvent, memo, useEffect, useMemo, useRef } from "react";
import type { CheckReport } from "../contract.ts";
import { type ByPassage, type Lit, type Mark, piecesOf, worstOf } from "./marks.ts";
import { type Block, blocksOf, gutterOf, type Numbered, partsOf, type Table } from "./paper.ts";
import type { Target } from "./useFindings.ts";
import "./paper.css";

interface PaperProps {
  report: CheckReport;
  marks: ByPassage<Mark>;
  lit: ByPassage<Lit>;
  target: Target | null;
  pick: (number: number) => void;
}

const unlit: ByPassage<Lit> = new Map();

/** 原文: the document as read, questioned figures marked. Parts out of sight are left undrawn, yet can be searched. */
export function Paper({ report, marks, lit, target, pick }: PaperProps) {
  const sheet = useRef<HTMLElement>(null);
  const parts = useMemo(() => partsOf(blocksOf(report.passages)), [report]);
  useEffect(() => {
    if (target && sheet.current) bringToView(sheet.current, target);
  }, [target]);
  const click = (event: MouseEvent) => {
    const number = (event.target as HTMLElement).closest<HTMLElement>("mark[data-number]")?.dataset.number;
    if (number) pick(Number(number));
  };
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the list beside it does the same by keyboard
    <section ref={sheet} className="sheet" aria-label="原文" onClick={click}>
      {parts.map((blocks, index) => (
        <Part key={index} blocks={blocks} marks={marks} lit={isTouched(blocks, parts[index + 1], lit) ? lit : unlit} />
      ))}
    </section>
  );
}

function isTouched([first]: Block[], next: Block[] | undefined, lit: ByPassage<Lit>): boolean {
  const end = next?.[0]?.first ?? Number.POSITIVE_INFINITY;
  return [...lit.keys()].some((passage) => passage >= (first?.first ?? 0) && passage < end);
}

function bringToView(sheet: HTMLElement, { span: { passage, from, to } }: Target): void {
  const whole = sheet.querySelector(`[data-passage="${passage}"]`);
  if (!whole) return;
  const pieces = [...whole.querySelectorAll<HTMLElement>("[data-from]")].filter(
    ({ dataset }) => Number(dataset.from) >= from && Number(dataset.from) < to,
  );
  const places = pieces.length > 0 ? pieces : [whole];
  places[0]?.scrollIntoView({ block: "center", inline: "nearest" });
  // What was left undrawn above has its true height only now.
  requestAnimationFrame(() => places[0]?.scrollIntoView({ block: "center", inline: "nearest" }));
  for (const place of places) {
    place.classList.remove("jumped");
    requestAnimationFrame(() => place.classList.add("jumped"));
  }
}

interface PartProps {
  blocks: Block[];
  marks: ByPassage<Mark>;
  lit: ByPassage<Lit>;
}

const Part = memo(function Part({ blocks, marks, lit }: PartProps) {
  return (
    <div className="sheet-part">
      {blocks.map((block) =>
        block.kind === "table" ? (
          <Grid key={block.first} table={block} marks={marks} lit={lit} />
        ) : (
          <Line key={block.first} number={block.first} passage={block.passage} marks={marks} lit={lit} />
        ),
      )}
    </div>
  );
});

interface MarkedProps {
  marks: ByPassage<Mark>;
  lit: ByPassage<Lit>;
}

function Line({ number, passage, marks, lit }: Numbered & MarkedProps) {
  const { kind, level } = passage;
  const Tag = kind === "title" ? "h3" : kind === "heading" ? (`h${Math.min(6, 3 + level)}` as "h4") : "p";
  return (
    <div className="sheet-line" data-kind={kind} data-level={level}>
      <span className="sheet-gutter" aria-hidden="true">
        {gutterOf(passage)}
      </span>
      <Tag data-passage={number}>
        <Marked number={number} text={passage.text} marks={marks} lit={lit} />
      </Tag>
    </div>
  );
}

function Grid({ table, marks, lit }: { table: Table } & MarkedProps) {
  return (
    // Focusable, so that the keyboard can scroll a wide one.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="sheet-grid" role="region" aria-label="表格" tabIndex={0}>
      <table>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map(({ number, passage: { text, cell } }) => {
                const Tag = cell?.isHeader ? "th" : "td";
                const isNumber = /^[-−+]?[\d,.，]+%?$/.test(text.trim());
                return (
                  <Tag
                    key={number}
                    data-passage={number}
                    data-number={isNumber || undefined}
                    data-words={wordsOf(text, cell?.columns)}
                    rowSpan={cell?.rows}
                    colSpan={cell?.columns}
                  >
                    <Marked number={number} text={text} marks={marks} lit={lit} />
                  </Tag>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How much room a cell of words wants; one that lies over several columns has room enough. */
function wordsOf({ length }: string, columns = 1): "few" | "some" | "many" | undefined {
  if (columns > 1 || length < 3) return undefined;
  return length > 14 ? "many" : length > 6 ? "some" : "few";
}

function Marked({ number, text, marks, lit }: { number: number; text: string } & MarkedProps) {
  const [here, lights] = [marks.get(number), lit.get(number)];
  if (!here && !lights) return text;
  return piecesOf(text, here ?? [], lights ?? []).map((piece) => {
    if (piece.marks.length === 0 && !piece.lit) return piece.text;
    const worst = worstOf(piece.marks);
    return (
      <mark
        key={piece.from}
        data-from={piece.from}
        data-severity={worst?.severity}
        data-number={worst?.number}
        data-ends={piece.ends.map((mark) => mark.number).join("·") || undefined}
        data-lit={piece.lit ?? undefined}
      >
        <span>{piece.text}</span>
      </mark>
    );
  });
}
