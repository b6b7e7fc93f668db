import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { PaperMenu } from "#kit/ui/papers/PaperMenu.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { ErasurePage as Answer, erasureOperations } from "../erasures/contract.ts";
import { ErasureTag } from "./ErasureTag.tsx";

type Shown = z.output<typeof Answer>;
const Shape = Answer.shape.erasure.extend({ name: Answer.shape.name });

export function ErasurePage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(erasureOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Application {...data} /> : <Busy />;
}

function Application({ erasure, name, page, may }: Shown) {
  const { can } = useActor();
  const [asking, setAsking] = useState<"confirm" | "reject" | null>(null);
  const close = () => setAsking(null);
  const { state } = erasure;
  return (
    <>
      <PageHead
        title={`删除申请 ${erasure.code}`}
        from={{ title: "个人信息删除", to: "erasures" }}
        tags={<ErasureTag state={state} />}
        acts={
          <span className="steps">
            {state === "requested" && (
              <>
                <StepButton title="确认删除" may={may.confirm} danger onStep={() => setAsking("confirm")} />
                <StepButton title="驳回申请" may={may.reject} onStep={() => setAsking("reject")} />
              </>
            )}
            {state === "done" && may.receipt === null && (
              <PaperMenu title="下载回执" operation={erasureOperations.receipt} input={{ id: erasure.id }} />
            )}
          </span>
        }
      />
      <section className="paper section" aria-label="删除申请">
        <Facts
          shape={Shape}
          of={{ ...erasure, name }}
          fields={[
            ...(name === null ? [] : (["name"] as const)),
            "subjectKind",
            "label",
            "applicant",
            "appliedOn",
            "document",
            "reason",
            "requestedBy",
            "requestedOn",
            ...(state === "requested" ? [] : (["decidedBy", "decidedAt", "decision"] as const)),
          ]}
          render={{
            ...(page && can("companies.read") && { label: <PlaceLink to={page}>{erasure.label}</PlaceLink> }),
          }}
        />
      </section>
      {asking && (
        <Window title={asking === "confirm" ? "确认删除" : "驳回申请"} width={520} close={close}>
          {asking === "confirm" && (
            <p>
              {`请核对书面申请与姓名“${name ?? ""}”一致。删除后，姓名和联系方式从记录、时间线和留痕中一并删除，任何人都不能恢复。`}
            </p>
          )}
          <Form
            operation={asking === "confirm" ? erasureOperations.confirm : erasureOperations.reject}
            record={erasure}
            fields={[{ key: "opinion", help: "写入留痕，不要写姓名" }]}
            draft={false}
            narrow
            outcome={() => ({ kind: "told", text: asking === "confirm" ? "已删除，可以下载回执" : "已驳回" })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}
