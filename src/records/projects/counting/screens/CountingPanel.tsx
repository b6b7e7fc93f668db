import { useState } from "react";
import type { z } from "zod";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { countingOperations } from "../contract.ts";
import { CountDialog } from "./CountDialog.tsx";
import { AnnulDialog, KindTag } from "./Ledger.tsx";
import "./counting.css";

type InScheme = z.output<typeof countingOperations.ofProject.output>["schemes"][number];

/** In which schemes a project stands, since when and for how much; why not in the others. */
export function CountingPanel({ id }: { id: string }) {
  const { data, error, refetch } = useAnswer(countingOperations.ofProject, { projectId: id });
  const [open, setOpen] = useState<InScheme | null>(null);
  const [gone, setGone] = useState<z.output<typeof countingOperations.ofProject.output>["rows"][number] | null>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { rows, schemes, may } = data;
  return (
    <>
      {schemes.length === 0 && (
        <>
          <p className="soft">还没有使用中的计数口径。先设立口径，再把项目计入。</p>
          <PlaceLink to="schemes">打开计数口径</PlaceLink>
        </>
      )}
      <ul className="counting-rows">
        {schemes.map((scheme) => (
          <li key={scheme.id}>
            <div>
              <PlaceLink to={`schemes/${scheme.id}`}>{scheme.name}</PlaceLink>
              <Tag kind={scheme.isIn ? "done" : "plain"}>{scheme.isIn ? "已计入" : "未计入"}</Tag>
              {scheme.isIn && (
                <>
                  <span className="small soft">{`自 ${scheme.sinceOn}`}</span>
                  <Money yuan={scheme.amount} />
                  {scheme.credit < 100 && <span className="small soft">{`份额 ${scheme.credit}%`}</span>}
                </>
              )}
              {scheme.refusal && <p className="small soft">{scheme.refusal.message}</p>}
              <ul className="counting-parts">
                {rows
                  .filter(({ schemeId }) => schemeId === scheme.id)
                  .map((row) => (
                    <li key={row.id}>
                      <KindTag kind={row.kind} isVoided={row.voidedAt !== null} />
                      <span className="small soft">{row.happenedOn}</span>
                      {row.countedAmount !== "0.00" && <Money yuan={row.countedAmount} />}
                      {row.kind === "shared" && <span className="small">{`${row.holder || "—"} ${row.credit}%`}</span>}
                      {row.voidReason && <span className="small soft">{row.voidReason}</span>}
                      {!row.voidedAt && (
                        <span className="unprinted">
                          <StepButton title="作废" may={may} onStep={() => setGone(row)} />
                        </span>
                      )}
                    </li>
                  ))}
              </ul>
            </div>
            <span className="unprinted">
              <StepButton
                title={scheme.isIn ? "再登记" : "计入"}
                may={may ?? scheme.refusal}
                onStep={() => setOpen(scheme)}
              />
            </span>
          </li>
        ))}
      </ul>
      {open && <CountDialog projectId={id} scheme={open} close={() => setOpen(null)} />}
      {gone && <AnnulDialog row={gone} close={() => setGone(null)} />}
    </>
  );
}
