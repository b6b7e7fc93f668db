import { Button } from "antd";
import { CommandButton } from "#kit/ui/record/StepButton.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { importOperations } from "../imports/contract.ts";
import type { Batch } from "./batch.ts";
import { ImportRows } from "./ImportRows.tsx";
import { MadeFile } from "../parts/MadeFile.tsx";

/** 核对: what would happen, row by row, before anything does. */
export function ImportPreview({ batch, remap }: { batch: Batch; remap: () => void }) {
  const { go } = usePlace();
  const { id, version, counts, may } = batch;
  const number = counts.create + counts.update;
  return (
    <>
      <section className="paper section import-verdict" aria-labelledby="import-verdict">
        <h2 id="import-verdict">{verdictOf(counts)}</h2>
        {counts.error > 0 && (
          <p className="soft">
            {may.amend
              ? `有误的行不会导入，也不影响其余的行。${may.amend.message}。`
              : "有误的行可以就在下面改正，改好即算入本批；不改的不会导入，也不影响其余的行。多的话，下载下来按末列的原因改好，另行导入。"}
          </p>
        )}
        {batch.amended > 0 && (
          <p className="soft">{`在预览里改正过 ${inWords(batch.amended)} 行，留痕写明改了什么；原文件不变。`}</p>
        )}
        <div className="import-acts">
          <CommandButton
            operation={importOperations.commit}
            input={{ id, version }}
            title={number > 0 ? `确认导入（${inWords(number)} 条）` : "确认导入"}
            may={may.commit}
            primary
          />
          <Button onClick={remap}>返回改列</Button>
          {counts.error > 0 && <MadeFile operation={importOperations.failedRows} input={{ id }} may={may.failedRows} />}
          <CommandButton
            operation={importOperations.discard}
            input={{ id }}
            title="放弃"
            may={may.discard}
            confirm={<p>放弃后，这一批的校验结果不再保留，已在库的记录不受影响。</p>}
            done={() => go("imports", {}, { replace: true })}
          />
        </div>
      </section>
      <ImportRows batch={batch} />
    </>
  );
}

const inWords = (count: number) => count.toLocaleString("zh-CN");

function verdictOf({ create, update, same, aside, error }: Batch["counts"]): string {
  const told = [
    create > 0 && `新增 ${inWords(create)} 条`,
    update > 0 && `更新 ${inWords(update)} 条`,
    same > 0 && `${inWords(same)} 行无变化`,
    aside > 0 && `${inWords(aside)} 行不是记录、略去`,
    error > 0 && `${inWords(error)} 行有误`,
  ].filter(Boolean);
  if (told.length === 0) return "标题行下面没有内容";
  return `共 ${inWords(create + update + same + aside + error)} 行：${told.join("，")}`;
}
