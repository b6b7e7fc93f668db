import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Panels } from "#kit/ui/frame/Panels.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { RecordPage } from "#kit/ui/record/RecordPage.tsx";
import { CommandButton, StepButton, Steps } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { PagedTimeline } from "#records/workspace/parts/PagedTimeline.tsx";
import { IntermediaryPage as Answer, intermediaryOperations } from "../contract.ts";
import { intermediaryKinds, intermediaryStates } from "../words.ts";
import { DeclarationTag } from "./DeclarationTag.tsx";
import { intermediaryFields } from "./intermediaryfields.tsx";
import { MandateSection } from "./MandateSection.tsx";

type Shown = z.output<typeof Answer>;
const Shape = Answer.shape.intermediary;

export function IntermediaryPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(intermediaryOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Record {...data} /> : <Busy />;
}

function Record({ intermediary: row, timeline, may }: Shown) {
  const [asked, ask] = useState<"update" | "declare" | "remove" | null>(null);
  const [phone, show] = useState<string | null>(null);
  const { id, version, state } = row;
  const close = () => ask(null);
  // Half a number is never sent back: until it was looked at, the field stays empty and the number as it is.
  const edited = { ...row, phone: phone ?? undefined };
  const shared = { given: { id, version }, narrow: true, draft: false, cancel: close, done: close } as const;
  const known = (value: string | null, title: string | null) => (value ? { value, title: title ?? "（已选）" } : null);
  return (
    <>
      <RecordPage
        title={row.name}
        from={{ title: "中介机构", to: "intermediaries" }}
        state={<Tag kind={state === "active" ? "done" : "plain"}>{intermediaryStates[state]}</Tag>}
        people={[
          ["类型", intermediaryKinds[row.kind]],
          ["责任专员", row.officerName ?? "未定"],
          ["科室", row.divisionName ?? "—"],
        ]}
        next={
          state === "active" ? (
            <Steps
              steps={[
                { title: "修改", may: may.update, onStep: () => ask("update") },
                { title: "出册", may: may.remove, onStep: () => ask("remove") },
              ]}
            />
          ) : (
            <CommandButton
              operation={intermediaryOperations.restore}
              input={{ id, version }}
              may={may.restore}
              primary
            />
          )
        }
        sections={[
          {
            key: "facts",
            title: "基本情况",
            acts: row.phone && !phone && (
              <CommandButton
                operation={intermediaryOperations.reveal}
                input={{ id }}
                title="查看电话"
                may={may.reveal}
                done={({ phone: told }) => show(told)}
              />
            ),
            children: (
              <Facts
                shape={Shape}
                of={row}
                fields={[
                  ...(row.kind === "person" ? [] : (["creditCode", "companyName"] as const)),
                  "contactName",
                  "phone",
                  "regions",
                  "strengths",
                  "registeredOn",
                  ...(row.stateReason ? (["stateReason"] as const) : []),
                  "note",
                ]}
                render={{
                  ...(phone && { phone }),
                  ...(row.companyId &&
                    row.companyName && {
                      companyName: <PlaceLink to={`companies/${row.companyId}`}>{row.companyName}</PlaceLink>,
                    }),
                }}
              />
            ),
          },
          {
            key: "declaration",
            title: "回避声明",
            acts: <StepButton title="登记声明" may={may.declare} onStep={() => ask("declare")} />,
            children: (
              <>
                <Facts
                  shape={Shape}
                  of={row}
                  fields={["declaration", "declaredOn", "declarationNote"]}
                  render={{ declaration: <DeclarationTag declaration={row.declaration} /> }}
                />
                <p className="small soft">公职人员及其近亲属、投资方或本机构的关联方不签委托协议，也不参与奖励。</p>
              </>
            ),
          },
          {
            key: "mandates",
            title: "委托招商协议",
            children: <MandateSection intermediaryId={id} maySign={may.mandate} mayChange={may.update} />,
          },
        ]}
        timeline={<PagedTimeline kind="intermediary" id={id} first={timeline} />}
      />
      <Panels on="intermediary" id={id} />
      {asked === "update" && (
        <Window title={`修改 ${row.name}`} width={680} close={close}>
          <Form
            operation={intermediaryOperations.update}
            record={edited}
            fields={intermediaryFields(known(row.officerId, row.officerName), known(row.companyId, row.companyName))}
            narrow
            submit="保存"
            cancel={close}
            done={close}
          />
        </Window>
      )}
      {asked === "declare" && (
        <Window title="登记回避声明" width={560} close={close}>
          <Form
            operation={intermediaryOperations.declare}
            fields={["declaration", "declaredOn", { key: "declarationNote", help: "声明文件的名称或编号" }]}
            {...shared}
          />
        </Window>
      )}
      {asked === "remove" && (
        <Window title={`${row.name} 出册`} width={520} close={close}>
          <Form operation={intermediaryOperations.remove} fields={["reason"]} {...shared} />
        </Window>
      )}
    </>
  );
}
