import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { factKinds } from "../../words.ts";
import { type FactRow, factOperations, taxOperations } from "../contract.ts";
import "./facts.css";

type Row = z.output<typeof FactRow>;
type Asked = { step: "record" | "reveal" } | { step: "correct" | "void"; row: Row } | null;
type Taxes = Map<string, string | null>;

/** 外部数据 of a company by year; 涉税 stays covered until somebody says what for. */
export function FactPanel({ id }: { id: string }) {
  const { can } = useActor();
  const { go } = usePlace();
  const { data, error, refetch } = useAnswer(factOperations.list, { companyId: id, limit: 200 });
  const [asked, ask] = useState<Asked>(null);
  const [taxes, tell] = useState<Taxes>(new Map());
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const manages = can(factOperations.record.permission);
  const hasTax = data.rows.some(({ kind }) => kind === "tax");
  return (
    <>
      {data.rows.length === 0 ? (
        <p className="soft">还没有外部数据。可以逐项登记，也可以按文件导入统计、税务等部门的数据。</p>
      ) : (
        <Years rows={data.rows} taxes={taxes} manages={manages} ask={ask} />
      )}
      <p className="fact-acts unprinted">
        {manages && <StepButton title="登记外部数据" onStep={() => ask({ step: "record" })} />}
        {manages && can(importOperations.start.permission) && (
          <StepButton title="从 Excel 导入" onStep={() => go("imports/new", { kind: "facts" })} />
        )}
        {hasTax && can(taxOperations.reveal.permission) && (
          <StepButton title="查看涉税数据" onStep={() => ask({ step: "reveal" })} />
        )}
      </p>
      {asked && <Asking id={id} asked={asked} close={() => ask(null)} tell={tell} />}
    </>
  );
}

interface YearsProps {
  rows: Row[];
  taxes: Taxes;
  manages: boolean;
  ask: (asked: Asked) => void;
}

function Years({ rows, taxes, manages, ask }: YearsProps) {
  const years = [...new Set(rows.map(({ year }) => year))].sort((a, b) => b - a);
  const order = Object.keys(factKinds);
  return (
    <div className="fact-years">
      {years.map((year) => (
        <section key={year} aria-label={`${year} 年`}>
          <h3 className="small soft">{`${year} 年`}</h3>
          <ul>
            {rows
              .filter((row) => row.year === year)
              .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
              .map((row) => (
                <li key={row.id}>
                  <span className="fact-kind">{factKinds[row.kind]}</span>
                  <strong className="fact-value">
                    <Told row={row} taxes={taxes} />
                  </strong>
                  <span className="small soft fact-source">
                    {[row.issuer, row.queriedOn && `${row.queriedOn} 查询`, row.document].filter(Boolean).join(" · ")}
                  </span>
                  {manages && (
                    <span className="fact-row-acts unprinted">
                      <StepButton title="更正" onStep={() => ask({ step: "correct", row })} />
                      <StepButton title="作废" danger onStep={() => ask({ step: "void", row })} />
                    </span>
                  )}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Told({ row, taxes }: { row: Row; taxes: Taxes }) {
  if (row.kind === "tax") {
    const told = taxes.get(row.id);
    return told ? <Money yuan={told} /> : <span className="soft">涉税，说明用途后可看</span>;
  }
  if (row.value === null) return <span className="soft">未填</span>;
  return row.unit === "人" ? `${Number(row.value).toLocaleString("zh-CN")} 人` : <Money yuan={row.value} />;
}

interface AskingProps {
  id: string;
  asked: NonNullable<Asked>;
  close: () => void;
  tell: (taxes: Taxes) => void;
}

function Asking({ id, asked, close, tell }: AskingProps) {
  const shared = { narrow: true, draft: false, cancel: close } as const;
  const value = { key: "value" as const, help: "金额按元，可写 1200万；用工人数直接填人数" };
  switch (asked.step) {
    case "record":
      return (
        <Window title="登记外部数据" width={560} close={close}>
          <Form
            operation={factOperations.record}
            given={{ companyId: id }}
            fields={[
              "year",
              "kind",
              value,
              { key: "issuer", help: "如 税务局、统计局、企业自报" },
              "queriedOn",
              "document",
            ]}
            {...shared}
            done={close}
          />
        </Window>
      );
    case "correct":
      return (
        <Window title={`更正 ${asked.row.year} 年${factKinds[asked.row.kind]}`} width={560} close={close}>
          <Form
            operation={factOperations.correct}
            given={{ id: asked.row.id }}
            initial={{ issuer: asked.row.issuer, document: asked.row.document, queriedOn: asked.row.queriedOn }}
            fields={[
              value,
              "issuer",
              "queriedOn",
              "document",
              { key: "reason", help: "原来的数作废并保留，此处写明为什么" },
            ]}
            {...shared}
            done={close}
          />
        </Window>
      );
    case "void":
      return (
        <Window title={`作废 ${asked.row.year} 年${factKinds[asked.row.kind]}`} width={480} close={close}>
          <Form
            operation={factOperations.void}
            given={{ id: asked.row.id }}
            fields={["reason"]}
            {...shared}
            done={close}
          />
        </Window>
      );
    case "reveal":
      return (
        <Window title="查看涉税数据" width={480} close={close}>
          <p className="soft">涉税数据只用于所说的用途，查看会留痕；对外只提供合计。</p>
          <Form
            operation={taxOperations.reveal}
            given={{ companyId: id }}
            fields={["purpose"]}
            quiet
            {...shared}
            done={({ rows }) => {
              tell(new Map(rows.map((row) => [row.id, row.value])));
              close();
            }}
          />
        </Window>
      );
  }
}
