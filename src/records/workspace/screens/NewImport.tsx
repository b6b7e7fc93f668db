import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { defaultLimits } from "#kit/documents/limits.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import "#kit/ui/form/form.css";
import { Upload } from "#kit/ui/form/Upload.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import type { StoredFile } from "#kit/ui/wire/Services.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { useAddressState, usePlace } from "#kit/ui/wire/usePlace.ts";
import { type ImportKindWords, importOperations } from "../imports/contract.ts";
import { ImportRail } from "./ImportRail.tsx";
import { MadeFile } from "../parts/MadeFile.tsx";
import "./imports.css";

type Kind = z.output<typeof ImportKindWords>;

/** 上传: which kind of record, which file. Reading begins by itself as soon as the file is there. */
export function NewImport() {
  const { data: kinds, error, refetch } = useAnswer(importOperations.kinds, {});
  const [wanted, choose] = useAddressState<string>("kind", "");
  const kind = kinds?.find((each) => each.kind === wanted) ?? (kinds?.length === 1 ? kinds[0] : undefined);
  return (
    <>
      <PageHead
        title={kind ? `导入${kind.title}` : "从 Excel 导入"}
        from={{ title: "导入记录", to: "imports" }}
        lead="先上传，再核对，确认之前什么都不会写入。"
      />
      <ImportRail at="上传" />
      {error ? (
        <Problem failure={error} retry={() => void refetch()} />
      ) : !kinds ? (
        <Busy />
      ) : kinds.length === 0 ? (
        <div className="paper">
          <Empty title="没有您可以导入的内容">需要导入时，请联系本机构的安全管理员。</Empty>
        </div>
      ) : (
        <>
          {kinds.length > 1 && <KindChoice kinds={kinds} chosen={kind} choose={choose} />}
          {kind && <FirstStep key={kind.kind} kind={kind} />}
        </>
      )}
    </>
  );
}

function KindChoice({
  kinds,
  chosen,
  choose,
}: {
  kinds: Kind[];
  chosen: Kind | undefined;
  choose: (kind: string) => void;
}) {
  return (
    <fieldset className="paper section">
      <legend className="unseen">导入什么</legend>
      <div className="input-radios">
        {kinds.map(({ kind, title }) => (
          <label key={kind}>
            <input type="radio" name="kind" checked={kind === chosen?.kind} onChange={() => choose(kind)} />
            {title}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const { bytes, rows, columns } = defaultLimits;
const limits = `一个文件不超过 ${bytes / 1024 / 1024} MB、${(rows - 1) / 10_000} 万行、${columns} 列`;

function FirstStep({ kind }: { kind: Kind }) {
  const { go } = usePlace();
  const start = useCommand(importOperations.start);
  const [about] = useAddressState<string | undefined>("about", undefined);
  const [files, setFiles] = useState<StoredFile[]>([]);
  const begin = async (file: StoredFile | undefined) => {
    start.forget();
    if (!file) return;
    const batch = await start.run({ kind: kind.kind, fileId: file.id, ...(about ? { aboutId: about } : {}) });
    if (batch) go(`imports/${batch.id}`, {}, { replace: true });
  };
  const [file] = files;
  return (
    <div className="import-first">
      <section className="paper section" aria-labelledby="import-file">
        <header>
          <h2 id="import-file">上传文件</h2>
        </header>
        <div className="import-drop">
          <Upload
            id="import-upload"
            files={files}
            max={1}
            accept=".xlsx,.csv,.tsv,.txt"
            title="选择表格文件"
            change={(next) => {
              setFiles(next);
              void begin(next[0]);
            }}
          />
        </div>
        {start.failure && (
          <p className="field-problem import-said" role="alert">
            {start.failure.message}
          </p>
        )}
        {file && !start.failure && start.busy && (
          <p className="soft import-said" role="status">
            正在打开
          </p>
        )}
        {file && !start.busy && (
          <Button type="primary" onClick={() => void begin(file)}>
            读取这个文件
          </Button>
        )}
        <ul className="import-notes small soft">
          <li>Excel 或 WPS 另存的 .xlsx，或 .csv、.tsv；旧版 .xls、带宏或带密码的请先另存为 .xlsx。</li>
          <li>{limits}。</li>
          <li>列的名称和顺序不限：表头上方有标题、单位、填表说明也可以，下一步自己认，认错了可以改。</li>
          <li>同样表头的文件再次导入，会带出上次的对应。</li>
        </ul>
      </section>
      <section className="paper section" aria-labelledby="import-template">
        <header>
          <h2 id="import-template">没有现成的表？</h2>
        </header>
        <p className="soft import-template-lead">下载模板照着填，导入时列会自动对上。已有台账不必改成模板的样子。</p>
        <MadeFile operation={importOperations.template} input={{ kind: kind.kind }} title={`下载${kind.title}模板`} />
        <h3 className="import-fields-head">可以导入的内容</h3>
        <dl className="import-fields">
          {kind.fields.map(({ field, title, required, hint }) => (
            <div key={field}>
              <dt>
                {title}
                {required && <span className="import-must">必填</span>}
              </dt>
              {hint && <dd className="small soft">{hint}</dd>}
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
