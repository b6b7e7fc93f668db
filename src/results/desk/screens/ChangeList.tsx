import { useState } from "react";
import type { z } from "zod";
import { addDays, dayOf, monthOf } from "#kit/base/dates.ts";
import { momentText } from "#kit/ui/value/Days.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import type { DeskHome } from "../contract.ts";

type Changes = NonNullable<z.output<typeof DeskHome>["changes"]>;
const few = 8;

/** 动态: one line for each record that changed since the last working day. */
export function ChangeList({ changes: { since, rows, total } }: { changes: Changes }) {
  const { today } = useActor();
  const [isWhole, setWhole] = useState(false);
  const title = since === addDays(today, -1) ? "昨天以来的变化" : `${monthOf(since)}月${dayOf(since)}日以来的变化`;
  const shown = isWhole ? rows : rows.slice(0, few);
  return (
    <section className="paper section" aria-labelledby="desk-changes">
      <header>
        <h2 id="desk-changes">{title}</h2>
        {total > 0 && <span className="small soft">{`${total.toLocaleString("zh-CN")} 条记录`}</span>}
      </header>
      {rows.length === 0 ? (
        <p className="soft">您看得到的记录都没有变化。</p>
      ) : (
        <ul className="desk-rows">
          {shown.map((row) => (
            <li key={`${row.kind} ${row.id}`}>
              <div className="desk-line">
                <PlaceLink to={row.to}>{row.name}</PlaceLink>
                <span className="small soft desk-due">{momentText(row.at)}</span>
              </div>
              <p className="small soft">{happened(row)}</p>
            </li>
          ))}
        </ul>
      )}
      {!isWhole && rows.length > few && (
        <button type="button" className="bare text-link desk-more" onClick={() => setWhole(true)}>
          {total > rows.length ? `再看最近 ${rows.length} 条` : `再看 ${rows.length - few} 条`}
        </button>
      )}
    </section>
  );
}

/** 修改：注册资本、地址（张三等 2 人，共 3 次） */
function happened({ title, by, count, peopleCount }: Changes["rows"][number]): string {
  const who = `${by ?? "系统"}${peopleCount > 1 ? `等 ${peopleCount} 人` : ""}`;
  return `${title} · ${who}${count > 1 ? `，共 ${count} 次` : ""}`;
}
