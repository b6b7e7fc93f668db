import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { currencies } from "#kit/base/currencies.ts";
import { groupThousands } from "#kit/base/decimals.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAddressState } from "#kit/ui/wire/usePlace.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { MadeFile } from "#records/workspace/parts/MadeFile.tsx";
import { DayInput } from "../../counting/screens/DayInput.tsx";
import { meetingOutcomes } from "../../reviews/words.ts";
import { signingKinds } from "../../words.ts";
import { sheetOperations } from "../contract.ts";
import { neighborDay, type Progress, type SheetAnswer, stageText } from "../rules.ts";
import { type SheetKind, sheetFigures, sheetFormats, sheetKinds, sheetProblems } from "../words.ts";
import { SheetFigure } from "./SheetFigure.tsx";
import "../../counting/screens/counting.css";
import "../../screens/projects.css";
import "./sheets.css";

/** 周报月报: of a week or month, which stands in the address; every figure opens its rows. */
export function SheetPage() {
  const { today, can } = useActor();
  const [kind, setKind] = useAddressState<SheetKind>("kind", "week");
  const [onDay, setDay] = useAddressState<string>("day", today);
  const { data, error, refetch } = useAnswer(sheetOperations.show, { kind, onDay }, { keep: true });
  return (
    <>
      <PageHead
        title="周报月报"
        lead="各数都从记录得来，点开就是那些行；没有为它另填的数。"
        acts={
          can(sheetOperations.write.permission) &&
          (["docx", "xlsx"] as const).map((format) => (
            <MadeFile
              key={format}
              operation={sheetOperations.write}
              input={{ kind, onDay, format }}
              title={`导出 ${sheetFormats[format]}`}
            />
          ))
        }
      />
      <div className="paper section sheet-period unprinted">
        <fieldset className="sheet-kinds">
          <legend className="unseen">周报或月报</legend>
          {(Object.keys(sheetKinds) as SheetKind[]).map((each) => (
            <Button
              key={each}
              type={each === kind ? "primary" : "default"}
              aria-pressed={each === kind}
              onClick={() => setKind(each)}
            >
              {sheetKinds[each]}
            </Button>
          ))}
        </fieldset>
        <span className="steps">
          <Button icon={<LeftOutlined />} onClick={() => setDay(neighborDay(kind, onDay, -1))}>
            上一期
          </Button>
          <Button icon={<RightOutlined />} onClick={() => setDay(neighborDay(kind, onDay, 1))}>
            下一期
          </Button>
        </span>
        <DayInput key={onDay} title="期内任一天" value={onDay} change={(day) => setDay(day || today)} />
      </div>
      {error ? (
        <Problem failure={error} retry={() => void refetch()} />
      ) : data ? (
        <Shown sheet={data} onDay={onDay} />
      ) : (
        <Busy />
      )}
    </>
  );
}

interface Part {
  sheet: SheetAnswer;
  onDay: string;
}

function Shown({ sheet, onDay }: Part) {
  return (
    <>
      <Totals sheet={sheet} onDay={onDay} />
      <Signings sheet={sheet} onDay={onDay} />
      <Funds sheet={sheet} onDay={onDay} />
      <section className="sheet-part" aria-labelledby="sheet-progress">
        <h2 id="sheet-progress">项目进展</h2>
        <List
          key={`${sheet.kind} ${sheet.period.from}`}
          operation={sheetOperations.progress}
          given={{ kind: sheet.kind, onDay }}
          columns={progressColumns}
          sort={{ by: "activeOn", descending: true }}
          open={({ id }) => `projects/${id}`}
          slot="progress"
          empty={<Empty title="本期没有登记进展">在项目上登记的洽谈、签约、到位等，当期就列在这里。</Empty>}
        />
      </section>
      <div className="sheet-pair">
        <Meetings sheet={sheet} />
        <Problems sheet={sheet} />
      </div>
    </>
  );
}

const progressColumns = [
  { key: "name", width: 240 },
  { key: "stage", render: (row: Progress) => stageText(row) },
  {
    key: "told",
    width: 420,
    render: ({ told, more }: Progress) => (
      <span className="sheet-told">
        {told.split("\n").map((line, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- two entries of a day may read alike
          <span key={at}>{line}</span>
        ))}
        {more > 0 && <span className="small soft">{`另有 ${more} 条`}</span>}
      </span>
    ),
  },
  "officerName" as const,
  "totalInvestment" as const,
];

function Totals({ sheet, onDay }: Part) {
  return (
    <section className="paper section" aria-labelledby="sheet-totals">
      <header>
        <h2 id="sheet-totals">{sheet.title}</h2>
      </header>
      <div className="outcome-scroll">
        <table className="outcome-table">
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">本期</th>
              <th scope="col">本期金额</th>
              <th scope="col">本年累计</th>
              <th scope="col">累计金额</th>
            </tr>
          </thead>
          <tbody>
            {sheet.lines.map(({ figure, period, yearToDate }) => {
              const shared = { sheet, onDay, figure } as const;
              return (
                <tr key={figure}>
                  <th scope="row">{sheetFigures[figure]}</th>
                  <td>
                    <SheetFigure {...shared} span="period" value={period.count} />
                  </td>
                  <td>{period.amount && <SheetFigure {...shared} span="period" value={period.amount} isAmount />}</td>
                  <td>{yearToDate ? <SheetFigure {...shared} span="yearToDate" value={yearToDate.count} /> : "—"}</td>
                  <td>
                    {yearToDate?.amount ? (
                      <SheetFigure {...shared} span="yearToDate" value={yearToDate.amount} isAmount />
                    ) : (
                      "—"
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="small soft">
        全机构的数；点开后只列您能查看的行，其余以条数计入。金额折合人民币，外币按各笔登记的汇率；期末在谈是存量，没有累计。
      </p>
    </section>
  );
}

/** 签约 by kind and currency; kinds and currencies are never summed. */
function Signings({ sheet, onDay }: Part) {
  if (sheet.signings.length === 0) return null;
  return (
    <section className="paper section" aria-labelledby="sheet-signings">
      <header>
        <h2 id="sheet-signings">签约</h2>
      </header>
      <div className="outcome-scroll">
        <table className="outcome-table">
          <thead>
            <tr>
              <th scope="col">种类与币种</th>
              <th scope="col">本期</th>
              <th scope="col">本期原币</th>
              <th scope="col">折合人民币</th>
              <th scope="col">本年累计</th>
              <th scope="col">累计原币</th>
              <th scope="col">折合人民币</th>
            </tr>
          </thead>
          <tbody>
            {sheet.signings.map((row) => {
              const { kind, currency } = row;
              const of = `${signingKinds[kind]} ${currencies[currency].title}`;
              const shared = { sheet, onDay, figure: "signings", cut: { signingKind: kind, currency }, of } as const;
              return (
                <tr key={of}>
                  <th scope="row">{of}</th>
                  <td>
                    <SheetFigure {...shared} span="period" value={row.count} />
                  </td>
                  <td>{groupThousands(row.original)}</td>
                  <td>
                    <SheetFigure {...shared} span="period" value={row.amount} isAmount />
                  </td>
                  <td>
                    <SheetFigure {...shared} span="yearToDate" value={row.yearCount} />
                  </td>
                  <td>{groupThousands(row.yearOriginal)}</td>
                  <td>
                    <SheetFigure {...shared} span="yearToDate" value={row.yearAmount} isAmount />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="small soft">各种协议、各币种分列，不相加；折合按各份登记的汇率。</p>
    </section>
  );
}

function Funds({ sheet, onDay }: Part) {
  if (sheet.funds.length === 0) return null;
  return (
    <section className="paper section" aria-labelledby="sheet-funds">
      <header>
        <h2 id="sheet-funds">到位资金</h2>
      </header>
      <div className="outcome-scroll">
        <table className="outcome-table">
          <thead>
            <tr>
              <th scope="col">币种</th>
              <th scope="col">本期</th>
              <th scope="col">计入金额</th>
              <th scope="col">本年累计</th>
              <th scope="col">计入金额</th>
            </tr>
          </thead>
          <tbody>
            {sheet.funds.map((row) => {
              const of = currencies[row.currency].title;
              const shared = { sheet, onDay, figure: "funds", cut: { currency: row.currency }, of } as const;
              return (
                <tr key={of}>
                  <th scope="row">{of}</th>
                  <td>
                    <SheetFigure {...shared} span="period" value={row.count} />
                  </td>
                  <td>
                    <SheetFigure {...shared} span="period" value={row.amount} isAmount />
                  </td>
                  <td>
                    <SheetFigure {...shared} span="yearToDate" value={row.yearCount} />
                  </td>
                  <td>
                    <SheetFigure {...shared} span="yearToDate" value={row.yearAmount} isAmount />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Meetings({ sheet: { meetings, moreMeetings } }: Pick<Part, "sheet">) {
  return (
    <section className="paper section" aria-labelledby="sheet-meetings">
      <header>
        <h2 id="sheet-meetings">上会</h2>
      </header>
      {meetings.length === 0 && <p className="soft">本期没有项目上会。</p>}
      <ul className="project-rows">
        {meetings.map(({ id, reviewId, projectName, meeting, outcome, happenedOn }) => (
          <li key={id}>
            <div>
              <Tag kind={outcome === "agreed" || outcome === "conditional" ? "done" : "watch"}>
                {meetingOutcomes[outcome]}
              </Tag>
              <PlaceLink to={`reviews/${reviewId}`}>{projectName}</PlaceLink>
              <span className="soft">{meeting}</span>
              <span className="small soft">{happenedOn}</span>
            </div>
          </li>
        ))}
      </ul>
      {moreMeetings > 0 && <p className="small soft">{`另有 ${moreMeetings} 次未列出。`}</p>}
    </section>
  );
}

/** 需要处理 as of today; each number opens the list that shows exactly these. */
function Problems({ sheet: { problems } }: Pick<Part, "sheet">) {
  return (
    <section className="paper section" aria-labelledby="sheet-problems">
      <header>
        <h2 id="sheet-problems">需要处理</h2>
      </header>
      <ul className="sheet-problems">
        {problems.map(({ problem, count, opens }) => (
          <li key={problem}>
            <PlaceLink to={opens.to} search={opens.search} aria-label={`${sheetProblems[problem]} ${count} 个`}>
              <span>{sheetProblems[problem]}</span>
              <strong>{count.toLocaleString("zh-CN")}</strong>
            </PlaceLink>
          </li>
        ))}
      </ul>
      <p className="small soft">按今天的记录，在您的查看范围内。</p>
    </section>
  );
}
