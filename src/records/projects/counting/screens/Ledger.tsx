import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { useAddress } from "#kit/ui/wire/usePlace.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { countingOperations, CountingRow } from "../contract.ts";
import { countingKinds } from "../../schemes/words.ts";
import type { Answer } from "./scheme.ts";

type Row = z.output<typeof CountingRow>;

/** 一个口径的台账: the rows, and their sums under the same filter. */
export function Ledger({ scheme, may }: { scheme: Answer["scheme"]; may: May }) {
  const [gone, setGone] = useState<Row | null>(null);
  return (
    <>
      <Sums schemeId={scheme.id} />
      <List
        operation={countingOperations.list}
        given={{ schemeId: scheme.id }}
        columns={[
          { key: "name", width: 240, render: (row) => <ProjectName {...row} /> },
          { key: "kind", render: ({ kind, voidedAt }) => <KindTag kind={kind} isVoided={voidedAt !== null} /> },
          "happenedOn",
          "number",
          "countedAmount",
          "size",
          { key: "entryNumber", wideOnly: true },
          { key: "byName", wideOnly: true },
        ]}
        sort={{ by: "happenedOn", descending: true }}
        filters={["kind", "size", "capital", "fromOn", "toOn", "isVoided"]}
        panel={(row) => (
          <>
            <Facts
              shape={CountingRow}
              of={row}
              fields={[
                "kind",
                "happenedOn",
                "typedAt",
                "byName",
                "number",
                "countedAmount",
                "credit",
                "holder",
                "reason",
                ...(row.voidedAt ? (["voidedAt", "voidReason"] as const) : []),
              ]}
            />
            {!row.voidedAt && (
              <p className="steps">
                <StepButton title="作废" may={may} onStep={() => setGone(row)} />
              </p>
            )}
          </>
        )}
        empty={<Empty title="台账还没有行">在“可计入”里成批计入，或在项目页逐个计入。</Empty>}
      />
      {gone && <AnnulDialog row={gone} close={() => setGone(null)} />}
    </>
  );
}

const ProjectName = ({ projectId, name }: Pick<Row, "projectId" | "name">) =>
  projectId ? <PlaceLink to={`projects/${projectId}`}>{name}</PlaceLink> : <span>{name}</span>;

export const KindTag = ({ kind, isVoided }: { kind: Row["kind"]; isVoided: boolean }) => (
  <Tag kind={isVoided ? "plain" : kind === "first" || kind === "entered" ? "done" : "primary"}>
    {`${countingKinds[kind]}${isVoided ? "（已作废）" : ""}`}
  </Tag>
);

/** 合计 of what the list shows: the filter stands in the address. */
function Sums({ schemeId }: { schemeId: string }) {
  const { search } = useAddress();
  const filter = Object.fromEntries(
    ["kind", "size", "capital", "fromOn", "toOn", "isVoided"].flatMap((key) =>
      search[key] === undefined ? [] : [[key, search[key]]],
    ),
  );
  const asked = countingOperations.totals.input.safeParse({ schemeId, ...filter });
  const { data } = useAnswer(countingOperations.totals, asked.success ? asked.data : { schemeId }, { keep: true });
  if (!data) return null;
  return (
    <p className="counting-sums" role="status">
      {`您范围内 ${data.rowCount.toLocaleString("zh-CN")} 行：${data.count.toLocaleString("zh-CN")} 个，`}
      <Money yuan={data.amount} />
      {data.landedCount > 0 && `，库内落地 ${data.landedCount.toLocaleString("zh-CN")} 个`}
    </p>
  );
}

export function AnnulDialog({ row, close }: { row: Pick<Row, "id" | "kind" | "name">; close: () => void }) {
  return (
    <Window title={`作废 ${row.name} 的${countingKinds[row.kind]}`} width={480} close={close}>
      <Form
        operation={countingOperations.annul}
        given={{ id: row.id }}
        fields={["reason"]}
        draft={false}
        narrow
        outcome={() => ({ kind: "told", text: "已作废，行和原因留在台账里" })}
        cancel={close}
        done={close}
      />
    </Window>
  );
}
