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
  const told =
    failure && failure.kind !== "invalid"
      ? failure.message
      : found.length > 0
        ? `有 ${found.length} 处需要改`
        : failure?.message;
  const link = (path: string, message: string) => (
    <FieldLink place={placeOf(id, path, shapes)}>{rowOf(path, shapes) + message}</FieldLink>
  );
  // A refusal about one field is its own sentence, said once.
  const [only, ...others] = found;
  const isOne = only !== undefined && others.length === 0 && only[1] === told;
  return (
    <div className="form-errors" role="alert" id={`${id}-summary`} tabIndex={-1}>
      <p>
        <Sign kind="late" />
        <strong>{isOne ? link(...only) : told}</strong>
      </p>
      {found.length > 0 && !isOne && (
        <ul>
          {found.map(([path, message]) => (
            <li key={path}>{link(path, message)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** To the field it is about; what has no input of its own is told without a link. */
function FieldLink({ place, children }: { place: string | null; children: string }) {
  if (!place) return children;
  return (
    <a
      href={`#${place}`}
      onClick={(event) => {
        event.preventDefault();
        jumpTo(place);
      }}
    >
      {children}
    </a>
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
