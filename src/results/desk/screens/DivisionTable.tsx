import type { z } from "zod";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import type { DeskHome } from "../contract.ts";

type Divisions = NonNullable<z.output<typeof DeskHome>["divisions"]>;

/** 各科室: what is late or lacking, by unit; each number opens its list. */
export function DivisionTable({ divisions: { columns, rows } }: { divisions: Divisions }) {
  return (
    <section className="paper section" aria-labelledby="desk-divisions">
      <header>
        <h2 id="desk-divisions">各科室的逾期与缺口</h2>
      </header>
      {rows.length === 0 ? (
        <p className="soft">还没有科室。科室由系统管理员在“本机构”登记。</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        <div className="desk-scroll" role="region" aria-label="各科室的逾期与缺口" tabIndex={0}>
          <table className="desk-table">
            <thead>
              <tr>
                <th scope="col">科室</th>
                {columns.map(({ code, title }) => (
                  <th key={code} scope="col" className="number">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, name, cells }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  {cells.map(({ to, search, count }, at) => (
                    <td key={columns[at]?.code} className="number">
                      {count === 0 ? (
                        <span className="soft">0</span>
                      ) : (
                        <PlaceLink
                          to={to}
                          {...(search && { search })}
                          aria-label={`${name}，${columns[at]?.title}${count}`}
                        >
                          {count.toLocaleString("zh-CN")}
                        </PlaceLink>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
