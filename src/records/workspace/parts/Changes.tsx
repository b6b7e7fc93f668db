import { useState } from "react";
import "./changes.css";

export interface ChangeWords {
  key: string;
  title: string;
  before: string | null;
  after: string | null;
  /** Why the values are not told. */
  withheld?: string | null;
}

interface ChangesProps {
  changes: ChangeWords[];
  /** Nothing stood there before: only what was written is said. */
  isNew?: boolean;
  /** Beside something that matters more. */
  isQuiet?: boolean;
  /** So many stand open; the rest behind a button. */
  most?: number;
}

/** 改前 → 改后, field by field, in the words of the forms. */
export function Changes({ changes, isNew = false, isQuiet = false, most = 8 }: ChangesProps) {
  const [isWhole, setWhole] = useState(false);
  const told = changes.filter(({ before, after, withheld }) => withheld || before !== null || after !== null);
  const shown = isWhole ? told : told.slice(0, most);
  return (
    <>
      <dl className="changes" data-quiet={isQuiet || undefined}>
        {shown.map(({ key, title, before, after, withheld }) => (
          <div key={key}>
            <dt>{title}</dt>
            <dd>
              {withheld ? (
                <span className="soft">{withheld}</span>
              ) : isNew ? (
                (after ?? before)
              ) : (
                <>
                  {before === null ? <span className="soft">空</span> : <del>{before}</del>}
                  <span className="changes-to">
                    <span aria-hidden="true">→</span>
                    <span className="unseen">改为</span>
                  </span>
                  {after === null ? <span className="soft">清空</span> : <ins>{after}</ins>}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {told.length > shown.length && (
        <button type="button" className="bare text-link small changes-more" onClick={() => setWhole(true)}>
          {`还有 ${told.length - shown.length} 项`}
        </button>
      )}
    </>
  );
}
