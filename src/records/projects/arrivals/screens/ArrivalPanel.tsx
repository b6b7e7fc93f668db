import { PlusOutlined } from "@ant-design/icons";
import { useState } from "react";
import { currencies } from "#kit/base/currencies.ts";
import { groupThousands } from "#kit/base/decimals.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { arrivalOperations } from "../contract.ts";
import { whyNotVerifyArrival } from "../rules.ts";
import { arrivalKinds, arrivalProofs } from "../words.ts";
import type { Answer, Row, Statistic } from "./arrival.ts";
import { AnnulDialog, AnnulStatisticDialog, ArrivalDialog, CorrectDialog, StatisticDialog } from "./ArrivalDialogs.tsx";
import "./arrivals.css";

type Open =
  | { of: "arrival" | "statistic" }
  | { of: "correct" | "annul"; row: Row }
  | { of: "annulStatistic"; statistic: Statistic }
  | null;

/** 到位资金 of a project: sums by year, every row with its proof, statistics beside it, the 口径 below. */
export function ArrivalPanel({ id }: { id: string }) {
  const { data, error, refetch } = useAnswer(arrivalOperations.list, { projectId: id });
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      {data.years.length > 0 && <Years years={data.years} counted={data.counted} />}
      {data.rows.length === 0 && <p className="soft">还没有到位资金。资金到账后凭验资报告、进账凭证等登记。</p>}
      <ul className="project-rows">
        {data.rows.map((row) => (
          <Arrival key={row.id} row={row} may={data.may} all={data.rows} open={setOpen} />
        ))}
      </ul>
      <Statistics statistics={data.statistics} may={data.may.manage} open={setOpen} />
      <p className="small soft">{`口径：${data.definition.text}依据：${data.definition.document}`}</p>
      <p className="steps unprinted">
        <StepButton
          title="登记到位资金"
          icon={<PlusOutlined />}
          may={data.may.register}
          onStep={() => setOpen({ of: "arrival" })}
        />
        <StepButton title="登记统计数" may={data.may.manage} onStep={() => setOpen({ of: "statistic" })} />
      </p>
      {open?.of === "arrival" && <ArrivalDialog projectId={id} kinds={data.kinds} close={close} />}
      {open?.of === "statistic" && <StatisticDialog projectId={id} close={close} />}
      {open?.of === "correct" && <CorrectDialog row={open.row} kinds={data.kinds} close={close} />}
      {open?.of === "annul" && <AnnulDialog row={open.row} close={close} />}
      {open?.of === "annulStatistic" && <AnnulStatisticDialog statistic={open.statistic} close={close} />}
    </>
  );
}

function Years({ years, counted }: Pick<Answer, "years" | "counted">) {
  const money = (yuan: string | null) => (yuan === null ? "—" : <Money yuan={yuan} />);
  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="arrival-scroll" role="region" aria-label="按年度" tabIndex={0}>
      <table className="arrival-years" aria-label="按年度">
        <thead>
          <tr>
            <th scope="col">年度</th>
            <th scope="col">已核验计入</th>
            <th scope="col">待核验</th>
            <th scope="col">统计数（并列）</th>
            <th scope="col">与统计数之差</th>
          </tr>
        </thead>
        <tbody>
          {years.map((each) => (
            <tr key={each.year}>
              <th scope="row">{`${each.year} 年`}</th>
              <td>{money(each.counted)}</td>
              <td>{money(each.waiting)}</td>
              <td>{money(each.statistic)}</td>
              <td>{money(each.difference)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">合计</th>
            <td>
              <strong>{money(counted)}</strong>
            </td>
            <td colSpan={3}>只合计已核验的</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

interface ArrivalProps {
  row: Row;
  all: Row[];
  may: Answer["may"];
  open: (open: Open) => void;
}

function Arrival({ row, all, may, open }: ArrivalProps) {
  const { personId } = useActor();
  const isPart = row.countedAmount !== row.arrivedAmount;
  const alike = all.find(({ id }) => id === row.resemblesId);
  /** Whoever may verify may correct what was verified; the others only what was not. */
  const touch = may.manage ?? (row.verifiedAt === null ? null : may.verify);
  return (
    <li>
      <div>
        <Tag kind={row.verifiedAt ? "done" : "watch"}>{row.verifiedAt ? "已核验" : "待核验"}</Tag>
        <strong>{arrivalKinds[row.kind]}</strong>
        <span className="soft">{row.fromOn ? `${row.fromOn} 至 ${row.happenedOn}` : row.happenedOn}</span>
        <Money yuan={row.arrivedAmount} />
        {row.resemblesId && (
          <Tag kind="watch">{alike ? `疑似与 ${alike.happenedOn} 一笔重复` : "疑似与他处一笔重复"}</Tag>
        )}
      </div>
      {row.currency !== "CNY" && (
        <p className="small soft">
          {`${groupThousands(row.originalAmount)} ${currencies[row.currency].title}，汇率 ${row.exchangeRate}（${row.ratedOn}，${row.rateSource}）`}
        </p>
      )}
      {isPart && (
        <p className="small">
          计入 <Money yuan={row.countedAmount} />
          {`：${row.countedReason}`}
        </p>
      )}
      <p className="small soft">
        {[
          `${arrivalProofs[row.proofKind]}${row.proofNumber && ` ${row.proofNumber}`}`,
          row.byName && `${row.byName}登记`,
          row.verifierName && `${row.verifierName}核验`,
          row.note,
        ]
          .filter(Boolean)
          .join("；")}
      </p>
      <FileLinks files={row.files} />
      <span className="steps unprinted">
        {row.verifiedAt === null && (
          <CommandButton
            operation={arrivalOperations.verify}
            input={{ projectId: row.projectId, id: row.id }}
            title="核验通过"
            may={may.verify ?? whyNotVerifyArrival(row, personId)}
            confirm={
              <p>
                核对凭证无误后通过，
                <Money yuan={row.countedAmount} />
                {`计入 ${row.happenedOn.slice(0, 4)} 年到位资金。`}
              </p>
            }
          />
        )}
        <StepButton title="更正" may={touch ?? may.register} onStep={() => open({ of: "correct", row })} />
        <StepButton title="作废" may={touch} onStep={() => open({ of: "annul", row })} />
      </span>
    </li>
  );
}

interface StatisticsProps {
  statistics: Statistic[];
  may: Answer["may"]["manage"];
  open: (open: Open) => void;
}

/** 统计数, as it was given; it changes nothing above. */
function Statistics({ statistics, may, open }: StatisticsProps) {
  if (statistics.length === 0) return null;
  return (
    <>
      <h3 className="small soft">统计部门的数（原样登记，与上面的数互不改动）</h3>
      <ul className="project-rows">
        {statistics.map((statistic) => (
          <li key={statistic.id}>
            <div>
              <strong>{`${statistic.year} 年`}</strong>
              <Money yuan={statistic.amount} />
              <span className="soft">{`${statistic.issuer}，${statistic.issuedOn}`}</span>
              <span className="unprinted">
                <StepButton title="作废" may={may} onStep={() => open({ of: "annulStatistic", statistic })} />
              </span>
            </div>
            {statistic.note && <p className="small soft">{statistic.note}</p>}
            <FileLinks files={statistic.files} />
          </li>
        ))}
      </ul>
    </>
  );
}
