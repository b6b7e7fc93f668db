import { PlaceLink } from "../wire/PlaceLink.tsx";
import type { RowsView } from "./ListTable.tsx";
import { toggled } from "./ListTable.tsx";

/** The same rows on a phone: one card each, the first column on top, the next four below. */
export function ListCards<Row>({ title, rows, columns, open, hasPanel, state, selected, select }: RowsView<Row>) {
  const [first, ...others] = columns;
  return (
    <ul className="cards" aria-label={title}>
      {rows.map((row) => (
        <li key={row.id} className="card" data-open={state.open === row.id || undefined}>
          <div className="card-head">
            {selected && (
              <input
                type="checkbox"
                aria-label="选择这一条"
                checked={selected.has(row.id)}
                onChange={() => select(toggled(selected, row.id))}
              />
            )}
            {open ? (
              <PlaceLink to={open(row)} className="list-name">
                {first?.cell(row)}
              </PlaceLink>
            ) : hasPanel ? (
              <button type="button" className="bare list-name" onClick={() => state.setOpen(row.id)}>
                {first?.cell(row)}
              </button>
            ) : (
              <strong>{first?.cell(row)}</strong>
            )}
          </div>
          <dl>
            {others.slice(0, 5).map((column) => (
              <div key={column.key}>
                <dt>{column.title}</dt>
                <dd>{column.cell(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
