import { useEffect, useRef } from "react";
import { Empty } from "#kit/ui/look/Empty.tsx";
import type { Span } from "../contract.ts";
import { FindingCard } from "./FindingCard.tsx";
import { FindingFilter } from "./FindingFilter.tsx";
import type { Entry } from "./listing.ts";
import type { Findings } from "./useFindings.ts";
import "./findings.css";

interface FindingListProps {
  findings: Findings;
  select: (entry: Entry) => void;
  look: (span: Span) => void;
  isSmall: boolean;
}

/** 疑点, in the order of the text; j and k, or the arrow keys, go from one to the next. */
export function FindingList({ findings, select, look, isSmall }: FindingListProps) {
  const { all, heads, selected } = findings;
  const list = useRef<HTMLOListElement>(null);
  const number = selected?.number;
  useEffect(() => {
    const card = list.current?.querySelector<HTMLElement>(`[data-finding="${number}"]`);
    if (!card) return;
    bringToView(card);
    // The keyboard goes along, unless it is at work inside of the card already.
    if (!card.contains(document.activeElement)) card.querySelector("button")?.focus({ preventScroll: true });
  }, [number]);
  if (all.length === 0) return <Empty title="没有发现疑点">比过的每一处都对得上，见“核对通过”。</Empty>;
  return (
    <div className="findings">
      <FindingFilter findings={findings} />
      {heads.length === 0 && <p className="soft findings-none">没有符合筛选的疑点。</p>}
      <ol ref={list}>
        {heads.map((entry) => (
          <FindingCard
            key={entry.number}
            entry={entry}
            selected={number}
            select={select}
            look={look}
            hasJump={isSmall}
          />
        ))}
      </ol>
      {!isSmall && (
        <p className="small soft findings-keys">
          <kbd>J</kbd> <kbd>K</kbd> 下一条、上一条
        </p>
      )}
    </div>
  );
}

/** Inside its own scrolling panel only: the paper must not move because the list does. */
function bringToView(card: HTMLElement): void {
  const panel = card.closest<HTMLElement>("[role=tabpanel]");
  if (!panel) return;
  const [box, at] = [panel.getBoundingClientRect(), card.getBoundingClientRect()];
  const head = 56;
  if (at.top < box.top + head) panel.scrollTop -= box.top + head - at.top;
  else if (at.bottom > box.bottom) panel.scrollTop += Math.min(at.bottom - box.bottom + 8, at.top - box.top - head);
}
