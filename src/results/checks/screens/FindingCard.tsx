import { ArrowRightOutlined, CaretDownOutlined, CaretRightOutlined } from "@ant-design/icons";
import { useState } from "react";
import { Sign, type SignKind } from "#kit/ui/look/Sign.tsx";
import type { Span } from "../contract.ts";
import { type Severity, severities } from "../words.ts";
import { type Entry, placeOf, ruleTitle } from "./listing.ts";

export const signOf: Record<Severity, SignKind> = { error: "late", warning: "watch", note: "plain" };

interface FindingCardProps {
  entry: Entry;
  /** Number of the finding that is looked at. */
  selected: number | undefined;
  select: (entry: Entry) => void;
  look: (span: Span) => void;
  /** The paper is elsewhere: the way there is a button. */
  hasJump: boolean;
}

/** One finding: what is written, what comes out, the sum, and the way to every figure in it. */
export function FindingCard({ entry, selected, ...rest }: FindingCardProps) {
  const { followers } = entry;
  const [isUnfolded, setUnfolded] = useState(false);
  const isInside = followers.some(({ number }) => number === selected);
  const isOpen = isUnfolded || isInside;
  return (
    <li>
      <Card entry={entry} isSelected={entry.number === selected} {...rest} />
      {followers.length > 0 && (
        <button type="button" className="bare finding-fold" aria-expanded={isOpen} onClick={() => setUnfolded(!isOpen)}>
          {isOpen ? <CaretDownOutlined /> : <CaretRightOutlined />}
          {`同一原因的另有 ${followers.length} 处`}
        </button>
      )}
      {isOpen && (
        <ol className="finding-followers">
          {followers.map((follower) => (
            <li key={follower.number}>
              <Card entry={follower} isSelected={follower.number === selected} {...rest} />
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

interface CardProps extends Omit<FindingCardProps, "selected"> {
  isSelected: boolean;
}

function Card({ entry, isSelected, select, look, hasJump }: CardProps) {
  const { number, finding } = entry;
  const { severity, rule, at, message, stated, expected, because, cause, operands } = finding;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the button inside is for the keys
    <div
      className="finding"
      data-finding={number}
      data-severity={severity}
      data-selected={isSelected || undefined}
      onClick={() => select(entry)}
    >
      <button type="button" className="bare finding-head" aria-expanded={isSelected}>
        <span className="finding-line">
          <Sign kind={signOf[severity]} />
          <strong className="finding-severity">{severities[severity]}</strong>
          <span className="finding-rule">{ruleTitle(rule)}</span>
          <span className="small soft finding-place">{placeOf(at)}</span>
          <span className="finding-number">{number}</span>
        </span>
        <span className="finding-message">{message}</span>
      </button>
      {(stated !== null || expected !== null) && (
        <p className="finding-figures">
          {stated !== null && (
            <span>
              <span className="soft">写的</span> <strong>{stated}</strong>
            </span>
          )}
          {stated !== null && expected !== null && <ArrowRightOutlined />}
          {expected !== null && (
            <span>
              <span className="soft">算得</span> <strong>{expected}</strong>
            </span>
          )}
        </p>
      )}
      {because !== "" && <p className="finding-because">{because}</p>}
      {isSelected && (
        <div className="finding-more">
          {cause !== null && <p className="finding-cause">{cause}</p>}
          {operands.length > 0 && (
            <ul aria-label="相关各处">
              {operands.map((span, index) => (
                <li key={index}>
                  <Jump span={span} look={look} />
                </li>
              ))}
            </ul>
          )}
          {hasJump && (
            <button type="button" className="bare text-link" onClick={() => look(at)}>
              在原文中看
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** A figure one can go to. */
export function Jump({ span, look }: { span: Span; look: (span: Span) => void }) {
  return (
    <button
      type="button"
      className="bare jump"
      onClick={(event) => {
        event.stopPropagation();
        look(span);
      }}
    >
      <span className="jump-quote">{span.quote}</span>
      <span className="small soft">{placeOf(span)}</span>
    </button>
  );
}
