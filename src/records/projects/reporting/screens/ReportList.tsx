import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { type ReportRow, reportOperations } from "../contract.ts";
import "./reporting.css";

type Row = z.output<typeof ReportRow>;
type Sheet = z.output<typeof reportOperations.sheets.output>["sheets"][number];

/** 项目上报: the sheets the upper systems want, and what was reported so far. */
export function ReportList() {
  const { data } = useAnswer(reportOperations.sheets, {});
  const { go } = usePlace();
  return (
    <>
      <PageHead title="项目上报" lead="表式由规则包定；报过的原样留存，下一次逐行看出变化，有误的另出更正版。" />
      <div className="report-sheets">
        {data?.sheets.map(({ code, title, authority, rowsText, document, lastOn }) => (
          <section key={code} className="paper section" aria-labelledby={`sheet-${code}`}>
            <h2 id={`sheet-${code}`}>{title}</h2>
            <p className="soft">{`报给${authority}；${rowsText}。`}</p>
            <p className="small soft">{document}</p>
            <p>{lastOn ? `已报到 ${lastOn}` : "还没有上报过"}</p>
            <Button onClick={() => go("reporting/new", { sheet: code })}>{`预览${title}`}</Button>
          </section>
        ))}
      </div>
      <List
        operation={reportOperations.list}
        columns={[
          { key: "title", width: 260 },
          { key: "correctsId", title: "版本", render: (row: Row) => <VersionTag report={row} /> },
          "fromOn",
          "toOn",
          "rowCount",
          "addedCount",
          "changedCount",
          "goneCount",
          "reportedOn",
          "byName",
        ]}
        sort={{ by: "reportedOn", descending: true }}
        open={({ id }) => `reporting/${id}`}
        empty={data && <Nothing sheet={data.sheets[0]} />}
      />
    </>
  );
}

function Nothing({ sheet }: { sheet: Sheet | undefined }) {
  const { go } = usePlace();
  if (!sheet)
    return (
      <Empty title="规则包里没有上报表" acts={<Button onClick={() => go("packs")}>查看规则包</Button>}>
        上报哪些表、每一格报什么由规则包定；装入有上报表的规则包后，从这里预览和上报。
      </Empty>
    );
  return (
    <Empty
      title="还没有上报过"
      acts={
        <Button
          type="primary"
          onClick={() => go("reporting/new", { sheet: sheet.code })}
        >{`预览${sheet.title}`}</Button>
      }
    >
      先选一张表预览：哪些项目、每一格报什么，都从记录得来；核对后上报，报过的留在这里。
    </Empty>
  );
}

export function VersionTag({ report }: { report: Pick<Row, "correctsId" | "correctedById"> }) {
  if (report.correctedById) return <Tag kind="watch">已更正</Tag>;
  return report.correctsId ? <Tag kind="primary">更正版</Tag> : <Tag kind="done">现行</Tag>;
}
