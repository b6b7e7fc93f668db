import type { ReactNode } from "react";
import { PageHead } from "../frame/PageHead.tsx";
import "./record.css";
import { Missing, type MissingFact } from "./Missing.tsx";

export interface RecordSection {
  key: string;
  title: string;
  /** Filled of asked; shown beside the heading. */
  complete?: { done: number; of: number };
  acts?: ReactNode;
  children: ReactNode;
}

interface RecordPageProps {
  /** Its name. */
  title: string;
  /** P2023-0042 */
  code?: string;
  /** Where one comes from: `{ title: "企业库", to: "companies" }`. */
  from?: { title: string; to: string };
  /** A Tag. */
  state?: ReactNode;
  /** Who answers for it: `[["项目专员", "王晓"]]`. */
  people?: [string, ReactNode][];
  /** `<Steps>` or buttons: what comes next. */
  next?: ReactNode;
  /** A refusal or notice about the whole record: archived, merged. */
  notice?: ReactNode;
  sections: RecordSection[];
  missing?: MissingFact[];
  fill?: (field: string) => void;
  /** `<Timeline>`; stands on the right, below on small screens. */
  timeline: ReactNode;
}

/** One record: its head, on the left the facts in sections, on the right what is missing and what happened. */
export function RecordPage({
  title,
  code,
  from,
  state,
  people = [],
  next,
  notice,
  sections,
  missing = [],
  fill,
  timeline,
}: RecordPageProps) {
  return (
    <>
      <PageHead title={title} {...(from && { from })} tags={state} acts={next}>
        {(code || people.length > 0) && (
          <dl className="record-people">
            {code && (
              <div>
                <dt>编号</dt>
                <dd>{code}</dd>
              </div>
            )}
            {people.map(([role, name]) => (
              <div key={role}>
                <dt>{role}</dt>
                <dd>{name}</dd>
              </div>
            ))}
          </dl>
        )}
      </PageHead>
      {notice}
      <div className="record">
        <div className="record-main">
          {sections.map(({ key, title: head, complete, acts, children }) => (
            <section key={key} id={`section-${key}`} className="paper section" aria-labelledby={`head-${key}`}>
              <header>
                <h2 id={`head-${key}`}>{head}</h2>
                {complete && <Completeness {...complete} />}
                <span className="record-acts unprinted">{acts}</span>
              </header>
              {children}
            </section>
          ))}
        </div>
        <div className="record-side">
          <Missing missing={missing} {...(fill && { fill })} />
          <section className="paper section" aria-labelledby="timeline-head">
            <header>
              <h2 id="timeline-head">时间线</h2>
            </header>
            {timeline}
          </section>
        </div>
      </div>
    </>
  );
}

function Completeness({ done, of }: { done: number; of: number }) {
  return <span className="small soft">{done >= of ? "已填全" : `已填 ${done} / ${of}`}</span>;
}
