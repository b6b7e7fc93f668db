import { useState } from "react";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { reconcilingOperations } from "../../reconciling/contract.ts";
import { countingOperations } from "../contract.ts";
import { AnnulDialog } from "./Ledger.tsx";
import type { Answer } from "./scheme.ts";

/** 不再符合: counted, and the facts say otherwise by now; a person decides. */
export function Unmet({ scheme }: { scheme: Answer["scheme"] }) {
  const { can } = useActor();
  const { data, error, refetch } = useAnswer(reconcilingOperations.unmet, { schemeId: scheme.id });
  const [gone, setGone] = useState<{ id: string; name: string } | null>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  if (data.rows.length === 0)
    return (
      <div className="paper">
        <Empty title="台账里的项目都还符合口径">事实更正以后不再符合的，会列在这里，由人决定是否作废。</Empty>
      </div>
    );
  const may = can(countingOperations.annul.permission)
    ? null
    : { code: "schemes.scope", message: "台账由主任、科长或绩效专员维护" };
  return (
    <section className="paper section" aria-labelledby="unmet">
      <header>
        <h2 id="unmet">{`不再符合口径 ${data.rows.length} 个`}</h2>
      </header>
      <ul className="counting-rows">
        {data.rows.map((row) => (
          <li key={row.id}>
            <div>
              <PlaceLink to={`projects/${row.projectId}`}>{row.name}</PlaceLink>
              <span className="small soft">{`${row.happenedOn} 计入`}</span>
              <Money yuan={row.countedAmount} />
              <p className="small">{row.why}</p>
            </div>
            <StepButton title="作废" may={may} onStep={() => setGone(row)} />
          </li>
        ))}
      </ul>
      {data.isCut && <p className="small soft">只显示前 500 个。</p>}
      {gone && (
        <AnnulDialog
          row={{ ...gone, kind: scheme.kind === "library" ? "entered" : "first" }}
          close={() => setGone(null)}
        />
      )}
    </section>
  );
}
