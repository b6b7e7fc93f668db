import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
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
import { ProjectStart } from "../../parts/ProjectStart.tsx";
import { meetingOutcomes } from "../../reviews/words.ts";
import { sheetOperations } from "../contract.ts";
import { neighborDay, type Progress, stageText } from "../rules.ts";
import { type SheetKind, sheetFormats, sheetKinds, sheetProblems } from "../words.ts";
import { Funds, type Part, Signings, Totals } from "./SheetTables.tsx";
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
          empty={
            <Empty title="本期没有登记进展" acts={<ProjectStart />}>
              先选择项目，登记这一期的洽谈、签约、到位；发生日期落在本期的，随即列在这里并计入上面各数。
            </Empty>
          }
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
