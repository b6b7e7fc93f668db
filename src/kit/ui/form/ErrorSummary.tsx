import { Sign } from "../look/Sign.tsx";
import type { CallFailure } from "../wire/call.ts";
import type { FieldShape } from "../wire/shape.ts";
import { jumpTo } from "../wire/jump.ts";

interface ErrorSummaryProps {
  id: string;
  problems: Record<string, string>;
  shapes: Map<string, FieldShape>;
  failure: CallFailure | null;
}

/** All that is wrong, on top of the form, each linked to its field. */
export function ErrorSummary({ id, problems, shapes, failure }: ErrorSummaryProps) {
  const found = Object.entries(problems);
  if (found.length === 0 && !failure) return null;
  return (
    <div className="form-errors" role="alert" id={`${id}-summary`} tabIndex={-1}>
      <p>
        <Sign kind="late" />
        <strong>
          {failure && failure.kind !== "invalid"
            ? failure.message
            : found.length > 0
              ? `有 ${found.length} 处需要改`
              : failure?.message}
        </strong>
      </p>
      {found.length > 0 && (
        <ul>
          {found.map(([path, message]) => {
            const place = placeOf(id, path, shapes);
            const said = rowOf(path, shapes) + message;
            return (
              <li key={path}>
                {place ? (
                  <a
                    href={`#${place}`}
                    onClick={(event) => {
                      event.preventDefault();
                      jumpTo(place);
                    }}
                  >
                    {said}
                  </a>
                ) : (
                  said
                )}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

/** Which row it is that wants mending. */
function rowOf(path: string, shapes: Map<string, FieldShape>): string {
  const [key = "", row] = path.split(".");
  return row !== undefined && shapes.get(key)?.kind === "rows"
    ? `${shapes.get(key)?.title}第 ${Number(row) + 1} 行：`
    : "";
}

/** `contacts.0.phone` is the input with that id; what has no input of its own is told without a link. */
function placeOf(id: string, path: string, shapes: Map<string, FieldShape>): string | null {
  const [key = "", ...rest] = path.split(".");
  if (!shapes.has(key)) return null;
  return rest.length === 2 ? `${id}-${key}-${rest.join("-")}` : `${id}-${key}`;
}
