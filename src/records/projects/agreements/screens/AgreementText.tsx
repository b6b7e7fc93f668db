import { memo, useEffect, useRef } from "react";
import type { Hit } from "./agreement.ts";

interface AgreementTextProps {
  paragraphs: readonly string[];
  hits: readonly Hit[];
  chosen: string | null;
  choose: (id: string) => void;
}

/** 协议文本, the questioned words marked; a mark says by its line whether it stops the signing, and by its number which it is. */
export const AgreementText = memo(function AgreementText({ paragraphs, hits, chosen, choose }: AgreementTextProps) {
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen) sheet.current?.querySelector(`[data-hit="${chosen}"]`)?.scrollIntoView({ block: "center" });
  }, [chosen]);
  return (
    <section ref={sheet} className="paper agreement-sheet" aria-label="协议文本">
      {paragraphs.map((text, at) => (
        <p key={at}>
          <Marked text={text} hits={hits.filter(({ paragraph }) => paragraph === at)} chosen={chosen} choose={choose} />
        </p>
      ))}
    </section>
  );
});

function Marked({ text, hits, chosen, choose }: Omit<AgreementTextProps, "paragraphs"> & { text: string }) {
  const pieces = [];
  let end = 0;
  for (const hit of hits) {
    // Hits of two rules may lie over one another: the one behind begins where the one before ends.
    const from = Math.max(hit.from, end);
    const to = Math.max(hit.to, from);
    pieces.push(text.slice(end, from));
    pieces.push(
      <button
        key={hit.id}
        type="button"
        className="bare agreement-mark"
        data-hit={hit.id}
        data-action={hit.action}
        data-done={hit.conclusion !== null || undefined}
        data-chosen={hit.id === chosen || undefined}
        onClick={() => choose(hit.id)}
      >
        {text.slice(from, to)}
        <sup>{hit.rule}</sup>
      </button>,
    );
    end = to;
  }
  return [...pieces, text.slice(end)];
}
