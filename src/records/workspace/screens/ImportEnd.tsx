import { Button } from "antd";
import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { jobOperations } from "../contract.ts";
import { importOperations } from "../imports/contract.ts";
import type { Batch } from "./batch.ts";
import { ImportRows } from "./ImportRows.tsx";
import { MadeFile } from "../parts/MadeFile.tsx";

/** 已导入、已撤销、未完成: what came of it and what can be done next. */
export function ImportEnd({ batch }: { batch: Batch }) {
  const { go } = usePlace();
  const [isAsking, setAsking] = useState(false);
  const { id, kind, kindTitle, state, counts, message, committedAt, revertedAt, may } = batch;
  const { data: kept } = useAnswer(jobOperations.keeping, {});
  const again = () => go("imports/new", { kind });
  if (state === "failed") {
    return (
      <section className="paper section import-end" aria-labelledby="import-end">
        <h2 id="import-end">
          <Sign kind="late" />
          文件没有读成
        </h2>
        <p>{message ?? "读取时出了问题，请重新上传。"}</p>
        <div className="import-acts">
          <Button type="primary" onClick={again}>
            重新上传
          </Button>
          <CommandButton
            operation={importOperations.discard}
            input={{ id }}
            title="放弃"
            may={may.discard}
            done={() => go("imports", {}, { replace: true })}
          />
        </div>
      </section>
    );
  }
  const isIn = state === "committed";
  return (
    <>
      <section className="paper section import-end" aria-labelledby="import-end">
        <h2 id="import-end">
          <Sign kind={isIn ? "done" : "plain"} />
          {isIn ? `已导入：${wordsOf(counts, "新增", "", "更新", "")}` : "这一批已撤销"}
        </h2>
        <p className="soft">
          {isIn && committedAt && `${momentText(committedAt)} 导入，改动写入每条记录的时间线和留痕。`}
          {isIn && kept && `${kept.staging} 日之内可以整批撤销，之后暂存的行清除，只能逐条更正。`}
          {!isIn &&
            revertedAt &&
            `${momentText(revertedAt)} 撤销：${wordsOf(counts, "新增的", "已归档", "更新的", "已恢复原值")}。`}
        </p>
        {counts.error > 0 && isIn && (
          <p>
            {`有误的 ${counts.error.toLocaleString("zh-CN")} 行没有导入。下载后按末列的原因改正，把改好的文件再导入一次即可。`}
          </p>
        )}
        <div className="import-acts">
          <Button type={isIn ? "primary" : "default"} onClick={() => go(kind)}>{`查看${kindTitle}`}</Button>
          {counts.error > 0 && <MadeFile operation={importOperations.failedRows} input={{ id }} may={may.failedRows} />}
          <Button onClick={again}>再导入一个文件</Button>
          {isIn && <StepButton title="撤销导入" danger may={may.revert} onStep={() => setAsking(true)} />}
        </div>
      </section>
      <ImportRows batch={batch} />
      {isAsking && (
        <Window title="撤销导入" width={520} close={() => setAsking(false)}>
          <p className="import-asked">
            {`${wordsOf(counts, "新增的", "归档", "更新的", "恢复原值")}。导入之后又被人修改过的记录不会被覆盖：只要有一条，就整批不撤销，并说明是哪几行。`}
          </p>
          <Form
            operation={importOperations.revert}
            given={{ id }}
            fields={[{ key: "reason", help: "写入留痕，例如：文件传错了、金额单位选错" }]}
            draft={false}
            narrow
            quiet
            cancel={() => setAsking(false)}
            done={() => setAsking(false)}
          />
        </Window>
      )}
    </>
  );
}

/** 新增 12 条，更新 3 条: what there is none of is not said. */
function wordsOf({ create, update }: Batch["counts"], made: string, madeTo: string, set: string, setTo: string) {
  const told = [
    create > 0 && `${made} ${create.toLocaleString("zh-CN")} 条${madeTo}`,
    update > 0 && `${set} ${update.toLocaleString("zh-CN")} 条${setTo}`,
  ];
  return told.filter(Boolean).join("，");
}
