import { Button } from "antd";
import Select from "antd/es/select";
import { useState } from "react";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { MadeFile } from "#records/workspace/parts/MadeFile.tsx";
import { ReportRow, reportOperations } from "../contract.ts";
import { type ReportChange, reportChanges } from "../words.ts";
import { VersionTag } from "./ReportList.tsx";
import { countsText, SnapshotTable } from "./SnapshotTable.tsx";
import "../../screens/projects.css";

type Answer = z.output<(typeof reportOperations.get)["output"]>;

/** 一次上报, as it was sent. */
export function ReportPage() {
  const id = useParam("id");
  const { can } = useActor();
  const { go } = usePlace();
  const { data, error, refetch } = useAnswer(reportOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { report, columns, versions, isIntact, hidden, may } = data;
  const counts = {
    rows: report.rowCount,
    added: report.addedCount,
    changed: report.changedCount,
    gone: report.goneCount,
  };
  return (
    <>
      <PageHead
        title={`${report.title}（截至 ${report.toOn}）`}
        from={{ title: "项目上报", to: "reporting" }}
        tags={
          <>
            <VersionTag report={report} />
            <Tag kind={isIntact ? "done" : "late"}>{isIntact ? "与上报时一致" : "与校验值不符"}</Tag>
          </>
        }
        acts={
          <>
            {can(reportOperations.write.permission) && (
              <MadeFile operation={reportOperations.write} input={{ id }} title="导出上报表" />
            )}
            <StepButton title="更正" may={may.correct} onStep={() => go("reporting/new", { corrects: id })} />
          </>
        }
      />
      <section className="paper section" aria-label="上报情况">
        <Facts
          shape={ReportRow}
          of={report}
          fields={[
            "authority",
            "fromOn",
            "toOn",
            "typedAt",
            "byName",
            "digest",
            ...(report.note ? (["note"] as const) : []),
            ...(report.reason ? (["reason"] as const) : []),
          ]}
        />
        {versions.length > 1 && <Versions versions={versions} id={id} />}
      </section>
      <Rows key={id} id={id} columns={columns} hidden={hidden} told={countsText(counts)} />
    </>
  );
}

function Versions({ versions, id }: { versions: Answer["versions"]; id: string }) {
  return (
    <div className="report-versions">
      <h3>各版</h3>
      <ol className="project-rows">
        {versions.map((version, at) => (
          <li key={version.id}>
            <div>
              <Tag kind={version.correctedById ? "plain" : "done"}>{at === 0 ? "原件" : `第 ${at} 次更正`}</Tag>
              {version.id === id ? (
                <strong>本版</strong>
              ) : (
                <PlaceLink to={`reporting/${version.id}`}>{momentText(version.typedAt)}</PlaceLink>
              )}
              <span className="soft">{version.reason ?? ""}</span>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

interface RowsProps {
  id: string;
  columns: Answer["columns"];
  hidden: number;
  told: string;
}

function Rows({ id, columns, hidden, told }: RowsProps) {
  const [change, setChange] = useState<ReportChange | null>(null);
  const [limit, setLimit] = useState(100);
  const asked = { id, limit, ...(change && { change }) };
  const { data, error, refetch } = useAnswer(reportOperations.rows, asked, { keep: true });
  return (
    <section className="paper section" aria-labelledby="report-rows">
      <header>
        <h2 id="report-rows">{told}</h2>
        <Select
          aria-label="与上次相比"
          allowClear
          placeholder="全部行"
          value={change}
          options={Object.entries(reportChanges).map(([value, label]) => ({ value, label }))}
          onChange={(next) => setChange((next as ReportChange | undefined) ?? null)}
        />
      </header>
      {error ? (
        <Problem failure={error} retry={() => void refetch()} />
      ) : data ? (
        <SnapshotTable rows={data.rows} columns={columns} />
      ) : (
        <Busy />
      )}
      {data?.next && limit < 500 && (
        <Button block onClick={() => setLimit(500)}>
          再看一些
        </Button>
      )}
      {data?.next && limit >= 500 && <p className="small soft">这里列到 500 行，其余请导出上报表查看。</p>}
      {hidden > 0 && <p className="small soft">{`另有 ${hidden} 行不在您的查看范围，已计入上面的个数。`}</p>}
    </section>
  );
}
