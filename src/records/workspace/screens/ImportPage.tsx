import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddressState, useParam } from "#kit/ui/wire/usePlace.ts";
import { importOperations } from "../imports/contract.ts";
import { working } from "../imports/rules.ts";
import type { ImportState } from "../imports/words.ts";
import type { Batch } from "./batch.ts";
import { ImportEnd } from "./ImportEnd.tsx";
import { ImportMapping } from "./ImportMapping.tsx";
import { ImportPreview } from "./ImportPreview.tsx";
import { ImportRail, type ImportStage } from "./ImportRail.tsx";
import { ImportTag } from "./ImportTag.tsx";
import { ImportWork } from "./ImportWork.tsx";
import "./imports.css";

/** One batch at one address: what stands here follows its state, so that it can be left and found again. */
export function ImportPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(importOperations.get, { id });
  // A batch that was just given up is gone; until the next page is there, what was seen stays.
  if (data) return <Stage key={data.id} batch={data} />;
  return error ? <Problem isPage failure={error} retry={() => void refetch()} /> : <Busy />;
}

const stages: Record<ImportState, ImportStage> = {
  reading: "上传",
  failed: "上传",
  mapping: "对应列",
  staging: "对应列",
  previewed: "核对",
  committing: "导入",
  committed: "导入",
  reverting: "导入",
  reverted: "导入",
};

function Stage({ batch }: { batch: Batch }) {
  const { state, message, kindTitle, fileName, byName, createdAt } = batch;
  const [step, setStep] = useAddressState<string>("step", "");
  const isMapping = state === "mapping" || (state === "previewed" && step === "map");
  const isWorking = working.includes(state);
  const told = [fileName, byName, `${momentText(createdAt)} 上传`].filter(Boolean).join(" · ");
  return (
    <>
      <PageHead
        title={`导入${kindTitle}`}
        from={{ title: "导入记录", to: "imports" }}
        tags={<ImportTag state={state} />}
        lead={told}
      />
      <ImportRail at={isMapping ? "对应列" : stages[state]} over={state === "committed" || state === "reverted"} />
      {message && !isWorking && state !== "failed" && (
        <p className="import-message" role="status">
          <Sign kind="watch" />
          {message}
        </p>
      )}
      {isWorking ? (
        <ImportWork batch={batch} />
      ) : isMapping ? (
        <ImportMapping batch={batch} {...(state === "previewed" && { back: () => setStep("") })} />
      ) : state === "previewed" ? (
        <ImportPreview batch={batch} remap={() => setStep("map")} />
      ) : (
        <ImportEnd batch={batch} />
      )}
    </>
  );
}
