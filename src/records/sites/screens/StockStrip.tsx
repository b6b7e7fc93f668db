import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { percentText } from "#kit/ui/value/Numbers.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { siteOperations } from "../contract.ts";
import { areaText } from "../rules.ts";
import { siteKinds } from "../words.ts";
import "./sites.css";

/** 今天的存量 by kind: how much is free of how much, each a step to its list. */
export function StockStrip() {
  const { data } = useAnswer(siteOperations.stock, {});
  if (!data || data.rows.every(({ total }) => total === 0)) return null;
  return (
    <dl className="stock">
      {data.rows
        .filter(({ total }) => total > 0)
        .map(({ kind, total, used, free, rate }) => (
          <div key={kind} className="paper stock-kind">
            <dt>
              <PlaceLink to="sites" search={{ kind }}>
                {siteKinds[kind]}
              </PlaceLink>
              <span className="small soft">可招商</span>
            </dt>
            <dd>
              <strong>{areaText(kind, free)}</strong>
              <span className="stock-bar" aria-hidden="true">
                <span style={{ width: `${(used / total) * 100}%` }} />
              </span>
              <span className="small soft">
                {`共 ${areaText(kind, total)}，已使用 ${rate === null ? "—" : percentText(rate, 1)}`}
              </span>
            </dd>
          </div>
        ))}
    </dl>
  );
}
