import { jumpTo } from "../wire/jump.ts";

export interface MissingFact {
  field: string;
  title: string;
  /** Why it is asked for: 进入签约前须填. */
  why?: string;
}

interface MissingProps {
  missing: MissingFact[];
  /** How many facts are asked for in all; shows how far one is. */
  of?: number;
  /** Opens the editor at the field; without it the page scrolls to the fact. */
  fill?: (field: string) => void;
}

/** 还差什么: what is still to be filled in, each a step to its place. */
export function Missing({ missing, of, fill }: MissingProps) {
  if (missing.length === 0) return null;
  return (
    <section className="paper missing" aria-labelledby="missing-head">
      <h2 id="missing-head">{`还差 ${missing.length} 项`}</h2>
      {of !== undefined && of > 0 && (
        <div className="missing-bar" aria-hidden="true">
          <span style={{ width: `${((of - missing.length) / of) * 100}%` }} />
        </div>
      )}
      <ul>
        {missing.map(({ field, title, why }) => (
          <li key={field}>
            <button
              type="button"
              className="bare text-link"
              onClick={() => (fill ? fill(field) : jumpTo(`fact-${field}`))}
            >
              {title}
            </button>
            {why && <span className="small soft">{why}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
