import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { tell } from "#kit/ui/look/Notes.tsx";
import { CommandButton, type May } from "#kit/ui/record/StepButton.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { readable } from "#kit/base/money.ts";
import { countingOperations } from "../contract.ts";
import { lookedAt } from "../../schemes/rules.ts";
import { countingKinds } from "../../schemes/words.ts";
import type { Answer } from "./scheme.ts";

type Candidate = z.output<typeof countingOperations.candidates.output>["rows"][number];

/** 可计入: what meets the scheme by its facts and is not in it, with the reasons; below, what the scheme shuts out. */
export function Candidates({ scheme, may }: { scheme: Answer["scheme"]; may: May }) {
  const { data, error, refetch } = useAnswer(countingOperations.candidates, { schemeId: scheme.id });
  const [left, setLeft] = useState<Set<string>>(new Set());
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const open = data.rows.filter(({ refusal, kind }) => refusal === null && kind !== "landed");
  const landed = data.rows.filter(({ refusal, kind }) => refusal === null && kind === "landed");
  const shut = data.rows.filter(({ refusal }) => refusal !== null);
  const chosen = open.filter(({ projectId }) => !left.has(projectId));
  const toggle = (id: string) =>
    setLeft((now) => new Set(now.has(id) ? [...now].filter((each) => each !== id) : [...now, id]));
  const clauses = lookedAt(scheme);
  if (data.rows.length === 0)
    return (
      <div className="paper">
        <Empty title="没有可计入的项目">期间内按事实符合口径的项目都已计入，或不在您的数据范围内。</Empty>
      </div>
    );
  return (
    <>
      {open.length > 0 && (
        <section className="paper section" aria-labelledby="candidates-open">
          <header>
            <h2 id="candidates-open">{`可计入 ${open.length} 个`}</h2>
            <span className="steps unprinted">
              <Button onClick={() => setLeft(new Set(chosen.length > 0 ? open.map(({ projectId }) => projectId) : []))}>
                {chosen.length > 0 ? "全不选" : "全选"}
              </Button>
              <CommandButton
                operation={countingOperations.accept}
                input={{ schemeId: scheme.id, projectIds: chosen.map(({ projectId }) => projectId), isChecked: true }}
                title={`计入选中的 ${chosen.length} 个`}
                may={may ?? (chosen.length === 0 ? { code: "none", message: "先选中要计入的项目" } : null)}
                primary
                confirm={
                  <>
                    <p>{`按各自的事实日期和金额计入“${scheme.name}”，每个项目一行。`}</p>
                    {clauses.length > 0 && (
                      <>
                        <p>计入即表示已核对这些项目不属于以下情形：</p>
                        <ul className="counting-clauses">
                          {clauses.map(({ clause }) => (
                            <li key={clause}>{clause}</li>
                          ))}
                        </ul>
                      </>
                    )}
                  </>
                }
                done={({ count, amount }) => tell({ kind: "done", text: `已计入 ${count} 个，${readable(amount)}` })}
              />
            </span>
          </header>
          <ul className="counting-rows">
            {open.map((row) => (
              <li key={row.projectId}>
                <input
                  type="checkbox"
                  aria-label={`选中 ${row.name}`}
                  checked={!left.has(row.projectId)}
                  onChange={() => toggle(row.projectId)}
                />
                <Row row={row} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {landed.length > 0 && (
        <section className="paper section" aria-labelledby="candidates-landed">
          <header>
            <h2 id="candidates-landed">{`已落地、待登记库内落地 ${landed.length} 个`}</h2>
          </header>
          <ul className="counting-rows">
            {landed.map((row) => (
              <li key={row.projectId}>
                <Row row={row} />
                <CommandButton
                  operation={countingOperations.count}
                  input={{
                    schemeId: scheme.id,
                    projectId: row.projectId,
                    kind: "landed",
                    happenedOn: row.happenedOn,
                  }}
                  title="登记库内落地"
                  may={may}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {shut.length > 0 && (
        <section className="paper section" aria-labelledby="candidates-shut">
          <header>
            <h2 id="candidates-shut">{`期间内有事实、按口径不计 ${shut.length} 个`}</h2>
          </header>
          <ul className="counting-rows">
            {shut.map((row) => (
              <li key={row.projectId}>
                <Row row={row} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {data.isCut && <p className="small soft">只显示前 500 个，计入以后再看其余的。</p>}
    </>
  );
}

function Row({ row }: { row: Candidate }) {
  return (
    <div>
      <PlaceLink to={`projects/${row.projectId}`}>{row.name}</PlaceLink>
      <span className="small soft">{row.code}</span>
      {row.amount && <Money yuan={row.amount} />}
      <p className={row.refusal ? "small" : "small soft"}>
        {row.refusal ? row.refusal.message : `${countingKinds[row.kind]}：${row.reasons.join("，")}`}
      </p>
    </div>
  );
}
