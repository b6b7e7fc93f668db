import { useId } from "react";
import { letterOf } from "../staging/rules.ts";
import type { SheetHead } from "./batch.ts";

interface HeaderRowProps {
  sheets: SheetHead[];
  sheet: SheetHead;
  headerRow: number;
  choose: (sheet: SheetHead, headerRow: number) => void;
}

/** The first rows as they stand; the one that holds the column titles is clicked. */
export function HeaderRow({ sheets, sheet, headerRow, choose }: HeaderRowProps) {
  const id = useId();
  const width = Math.max(...sheet.rows.map(({ cells }) => cells.length));
  const letters = Array.from({ length: width }, (_, index) => letterOf(index));
  return (
    <section className="paper section" aria-labelledby={id}>
      <header>
        <h2 id={id}>标题行</h2>
        <span className="small soft">写着列名的那一行。上面的不读，下面的逐行导入；认错了就点对的那一行。</span>
      </header>
      {sheets.length > 1 && (
        <fieldset className="import-sheets">
          <legend className="unseen">工作表</legend>
          <div className="input-radios">
            {sheets.map((each) => (
              <label key={each.name}>
                <input
                  type="radio"
                  name={`${id}-sheet`}
                  checked={each === sheet}
                  onChange={() => choose(each, each.headerRow)}
                />
                {each.name}
                {each.isHidden && <span className="small soft">（隐藏）</span>}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div className="import-head" role="region" aria-label={`${sheet.name}的前 ${sheet.rows.length} 行`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">行号</span>
              </th>
              {letters.map((letter) => (
                <th key={letter} scope="col">
                  {letter}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.map(({ number, cells }) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the radio button inside takes the keys
              <tr
                key={number}
                data-at={number === headerRow ? "titles" : number < headerRow ? "above" : undefined}
                onClick={() => choose(sheet, number)}
              >
                <th scope="row">
                  <label>
                    <input
                      type="radio"
                      name={`${id}-row`}
                      checked={number === headerRow}
                      aria-label={`第 ${number} 行是标题行`}
                      onChange={() => choose(sheet, number)}
                    />
                    {number}
                  </label>
                </th>
                {letters.map((letter, index) => (
                  <td key={letter}>{cells[index] ?? ""}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
