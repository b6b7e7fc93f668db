import { PlusOutlined } from "@ant-design/icons";
import { useState } from "react";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { commitmentOperations } from "../contract.ts";
import { FulfillmentTag } from "../parts/FulfillmentTag.tsx";
import { ShareBar } from "../parts/ShareBar.tsx";
import { commitmentKinds, handlingKinds } from "../words.ts";
import type { Annulled, Answer, Row } from "./commitment.ts";
import { ActualDialog, AnnulDialog, CommitmentDialog, HandlingDialog, KeepDialog } from "./CommitmentDialogs.tsx";
import "./commitments.css";

type Open =
  | { of: "commitment" | "keep" }
  | { of: "actual" | "handling"; row: Row }
  | { of: "annul"; annulled: Annulled }
  | null;

/** 承诺与履约 of a project by year: goal and actual as a bar, what is late and by how much, what was done about it. */
export function CommitmentPanel({ id }: { id: string }) {
  const { data, error, refetch } = useAnswer(commitmentOperations.show, { projectId: id });
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { may } = data;
  const held = data.rows.filter(({ isLegacy }) => !isLegacy);
  const legacy = data.rows.filter(({ isLegacy }) => isLegacy);
  return (
    <>
      {data.rows.length === 0 && (
        <p className="soft">还没有登记承诺。按投资协议逐年登记投资、产值、用工等承诺，到期系统提醒。</p>
      )}
      {[...new Set(held.map(({ year }) => year))].map((year) => (
        <section key={year} aria-label={`${year} 年承诺`}>
          <h3 className="small soft">{`${year} 年`}</h3>
          <ul className="project-rows">
            {held
              .filter((row) => row.year === year)
              .map((row) => (
                <Commitment key={row.id} row={row} may={may} open={setOpen} />
              ))}
          </ul>
        </section>
      ))}
      {legacy.length > 0 && (
        <section aria-label="历史承诺">
          <h3 className="small soft">历史承诺（只供查阅，不考核、不据此兑现）</h3>
          <ul className="project-rows">
            {legacy.map((row) => (
              <Legacy key={row.id} row={row} may={may.manage} open={setOpen} />
            ))}
          </ul>
        </section>
      )}
      {held.length > 0 && <p className="small soft">{data.rule}</p>}
      <p className="steps unprinted">
        <StepButton
          title="登记承诺"
          icon={<PlusOutlined />}
          may={may.register}
          onStep={() => setOpen({ of: "commitment" })}
        />
        <StepButton title="登记历史承诺" may={may.manage} onStep={() => setOpen({ of: "keep" })} />
      </p>
      {open?.of === "commitment" && <CommitmentDialog projectId={id} close={close} />}
      {open?.of === "keep" && <KeepDialog projectId={id} close={close} />}
      {open?.of === "actual" && <ActualDialog row={open.row} close={close} />}
      {open?.of === "handling" && <HandlingDialog row={open.row} close={close} />}
      {open?.of === "annul" && <AnnulDialog projectId={id} annulled={open.annulled} close={close} />}
    </>
  );
}

interface PartProps {
  row: Row;
  may: Answer["may"];
  open: (open: Open) => void;
}

function Commitment({ row, may, open }: PartProps) {
  const title = commitmentKinds[row.kind];
  const annul = (of: Annulled["of"], id: string, named: string) => () =>
    open({ of: "annul", annulled: { of, id, title: named } });
  return (
    <li>
      <div className="commitment-head">
        <FulfillmentTag state={row.state} />
        <strong>{title}</strong>
        <span>{`${row.isCeiling ? "上限" : "目标"} ${row.targetText}，完成 ${row.actualText}${row.actualOn ? `（至 ${row.actualOn}）` : ""}`}</span>
      </div>
      <ShareBar
        share={row.share ?? 0}
        state={row.state}
        label={`${row.year} 年${title}：目标 ${row.targetText}，完成 ${row.actualText}`}
      />
      <p>{row.why}</p>
      <p className="small soft">
        {[`期限 ${row.dueOn}`, `${row.source}（${row.agreedOn}）`, row.note].filter(Boolean).join("；")}
      </p>
      <FileLinks files={row.files} />
      {row.actuals.length + row.handlings.length > 0 && (
        <ul className="commitment-parts">
          {row.actuals.map((actual) => (
            <li key={actual.id}>
              <span>{`至 ${actual.happenedOn} 完成 ${actual.text}`}</span>
              <span className="small soft">
                {[actual.byName && `${actual.byName}登记`, actual.note].filter(Boolean).join("；")}
              </span>
              <FileLinks files={actual.files} />
              <span className="unprinted">
                <StepButton title="作废" may={may.manage} onStep={annul("actual", actual.id, "完成情况")} />
              </span>
            </li>
          ))}
          {row.handlings.map((handling) => (
            <li key={handling.id}>
              <Tag kind="watch">{handlingKinds[handling.kind]}</Tag>
              <span>{handling.decision}</span>
              <span className="small soft">
                {[`${handling.decider} ${handling.happenedOn} 决定`, handling.untilOn && `至 ${handling.untilOn}`]
                  .filter(Boolean)
                  .join("，")}
              </span>
              <FileLinks files={handling.files} />
              <span className="unprinted">
                <StepButton
                  title="作废"
                  may={may.manage}
                  onStep={annul("handling", handling.id, handlingKinds[handling.kind])}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
      {row.handlings.some(({ kind }) => kind === "withdraw") && row.state === "breached" && (
        <p className="small">同意清退的，在页首“推进状态”里转为“清退”，原因选“未履行协议”；此后不再预警。</p>
      )}
      <span className="steps unprinted">
        <StepButton title="登记完成情况" may={may.manage} onStep={() => open({ of: "actual", row })} />
        {["soon", "late", "breached"].includes(row.state) && (
          <StepButton title="登记处置" may={may.manage} onStep={() => open({ of: "handling", row })} />
        )}
        <StepButton title="作废" may={may.manage} onStep={annul("commitment", row.id, `${row.year} 年${title}承诺`)} />
      </span>
    </li>
  );
}

interface LegacyProps extends Omit<PartProps, "may"> {
  may: Answer["may"]["manage"];
}

function Legacy({ row, may, open }: LegacyProps) {
  const title = `${row.year} 年${commitmentKinds[row.kind]}承诺`;
  return (
    <li>
      <div>
        <FulfillmentTag state={row.state} />
        <strong>{`${row.year} 年${commitmentKinds[row.kind]}`}</strong>
        {row.kind === "tax" &&
          (row.taxTarget === null ? (
            <span className="soft">没有数额，或涉税不可见</span>
          ) : (
            <Money yuan={row.taxTarget} />
          ))}
        <span className="unprinted">
          <StepButton
            title="作废"
            may={may}
            onStep={() => open({ of: "annul", annulled: { of: "commitment", id: row.id, title } })}
          />
        </span>
      </div>
      {row.note && <p>{row.note}</p>}
      <p className="small soft">{`${row.source}（${row.agreedOn}）`}</p>
      <FileLinks files={row.files} />
    </li>
  );
}
