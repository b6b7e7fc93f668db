import Input from "antd/es/input/Input";
import TextArea from "antd/es/input/TextArea";
import Select from "antd/es/select";
import { useState } from "react";
import { addDays } from "#kit/base/dates.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAddressState, usePlace } from "#kit/ui/wire/usePlace.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { DayInput } from "../../counting/screens/DayInput.tsx";
import { ProjectStart } from "../../parts/ProjectStart.tsx";
import { reportOperations } from "../contract.ts";
import { countsText, SnapshotTable } from "./SnapshotTable.tsx";
import "../../counting/screens/counting.css";

/** 预览上报: which sheet and period stand in the address; what is shown is what would be sent. */
export function NewReport() {
  const [corrects] = useAddressState<string>("corrects", "");
  const { data, error, refetch } = useAnswer(reportOperations.get, { id: corrects }, { enabled: corrects !== "" });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (corrects === "") return <Chosen />;
  if (!data) return <Busy />;
  const { sheet, fromOn, toOn, title } = data.report;
  return (
    <>
      <PageHead
        title={`更正${title}`}
        from={{ title: `${title}（截至 ${toOn}）`, to: `reporting/${corrects}` }}
        lead={`按今天的记录重出 ${fromOn} 至 ${toOn} 这一期，另成一版；已上报的那一版不变。`}
      />
      <Preview key={corrects} asked={{ sheet, fromOn, toOn }} correctsId={corrects} />
    </>
  );
}

function Chosen() {
  const { today } = useActor();
  const { data, error, refetch } = useAnswer(reportOperations.sheets, {});
  const [chosen, choose] = useAddressState<string>("sheet", "");
  const [from, setFrom] = useAddressState<string>("from", "");
  const [to, setTo] = useAddressState<string>("to", "");
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const sheet = data.sheets.find(({ code }) => code === chosen) ?? data.sheets[0];
  if (!sheet) return <p className="soft">现行规则包里没有上报表。</p>;
  // From the day after the last report, or from New Year.
  const fromOn = from || (sheet.lastOn ? addDays(sheet.lastOn, 1) : `${today.slice(0, 4)}-01-01`);
  const toOn = to || today;
  return (
    <>
      <PageHead
        title="预览上报"
        from={{ title: "项目上报", to: "reporting" }}
        lead={`${sheet.title}，报给${sheet.authority}；${sheet.rowsText}。`}
      />
      <div className="paper section report-asked unprinted">
        <div className="report-choice">
          <span className="small soft" aria-hidden="true">
            上报表
          </span>
          <Select
            aria-label="上报表"
            value={sheet.code}
            options={data.sheets.map(({ code, title }) => ({ value: code, label: title }))}
            onChange={choose}
          />
        </div>
        <DayInput key={`from ${fromOn}`} title="期间自" value={fromOn} change={setFrom} />
        <DayInput key={`to ${toOn}`} title="期间至" value={toOn} change={setTo} />
      </div>
      <Preview key={`${sheet.code} ${fromOn} ${toOn}`} asked={{ sheet: sheet.code, fromOn, toOn }} />
    </>
  );
}

interface Asked {
  sheet: string;
  fromOn: string;
  toOn: string;
}

function Preview({ asked, correctsId }: { asked: Asked; correctsId?: string }) {
  const { data, error, refetch } = useAnswer(reportOperations.preview, { ...asked, ...(correctsId && { correctsId }) });
  const { go } = usePlace();
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const [said, say] = useState("");
  const report = useCommand(reportOperations.report);
  const correct = useCommand(reportOperations.correct);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { rows, columns, counts, isCut, previous, digest, may } = data;
  const unsaid = rows.filter(({ needsReason }) => needsReason);
  const gone = unsaid.map(({ projectId }) => ({ projectId, reason: reasons[projectId] ?? "" }));
  const isSaid = gone.every(({ reason }) => reason.trim() !== "") && (!correctsId || said.trim() !== "");
  const failure = report.failure ?? correct.failure;
  const send = async () => {
    const done = correctsId
      ? await correct.run({ id: correctsId, digest, gone, reason: said })
      : await report.run({ ...asked, digest, gone, note: said });
    if (done) go(`reporting/${done.id}`);
  };
  const title = correctsId ? "更正上报" : "上报";
  const mayNot = may.report ?? (isSaid ? null : { code: "unsaid", message: "还有要写的原因没有写" });
  return (
    <section className="paper section" aria-labelledby="preview">
      <header>
        <h2 id="preview">{countsText(counts)}</h2>
      </header>
      <p className="small soft">
        {previous
          ? `与${correctsId ? "要更正的" : "上一次上报的"}（${previous.fromOn} 至 ${previous.toOn}）逐行逐格比对；有变化的写作“旧 → 新”。`
          : "第一次上报，没有可比的。"}
      </p>
      {rows.length > 0 ? (
        <SnapshotTable rows={rows} columns={columns} />
      ) : (
        <Empty title="这一期没有可上报的项目" acts={<ProjectStart />}>
          先选择项目，把这一期的进展补登完整，再回来预览；期间选错的改上面的日期。确实没有的，也可以照样上报，记为 0
          个项目。
        </Empty>
      )}
      {isCut && <p className="small soft">这里先列变化的行，共列 300 行；上报的是全部。</p>}
      <div className="report-said">
        {unsaid.map(({ projectId, name }) => (
          <label key={projectId}>
            <span>{`${name}：不再上报的原因`}</span>
            <Input
              maxLength={200}
              value={reasons[projectId] ?? ""}
              onChange={({ target }) => setReasons({ ...reasons, [projectId]: target.value })}
            />
          </label>
        ))}
        <label>
          <span>{correctsId ? "更正原因" : "说明（可不填）"}</span>
          <TextArea
            maxLength={correctsId ? 300 : 500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={said}
            onChange={({ target }) => say(target.value)}
          />
        </label>
        <span className="step">
          <StepButton
            title={title}
            primary
            may={mayNot}
            busy={report.busy || correct.busy}
            onStep={() => void send()}
          />
          {failure && (
            <span className="field-problem" role="alert">
              {failure.message}
            </span>
          )}
        </span>
      </div>
    </section>
  );
}
