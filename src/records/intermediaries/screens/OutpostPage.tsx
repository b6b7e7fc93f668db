import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Panels } from "#kit/ui/frame/Panels.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { RecordPage } from "#kit/ui/record/RecordPage.tsx";
import { StepButton, Steps } from "#kit/ui/record/StepButton.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { PagedTimeline } from "#records/workspace/parts/PagedTimeline.tsx";
import { OutpostPage as Answer, outpostOperations } from "../outposts/contract.ts";
import { outpostCosts, outpostKinds, outpostResults } from "../outposts/words.ts";
import { outpostFields } from "./outpostfields.tsx";
import { todayHere } from "./today.ts";
import "./intermediaries.css";

type Shown = z.output<typeof Answer>;
type Asked =
  | "update"
  | "close"
  | "post"
  | "spend"
  | "achieve"
  | Shown["members"][number]
  | Shown["entries"][number]
  | null;

export function OutpostPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(outpostOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Record {...data} /> : <Busy />;
}

function Record({ outpost, members, entries, timeline, may }: Shown) {
  const [asked, ask] = useState<Asked>(null);
  const { id, toOn } = outpost;
  const scope = may.update?.code === "intermediaries.scope" ? may.update : null;
  return (
    <>
      <RecordPage
        title={outpost.name}
        from={{ title: "驻外机构", to: "outposts" }}
        state={<Tag kind={toOn ? "plain" : "done"}>{toOn ? "已撤销" : "在运行"}</Tag>}
        people={[
          ["类型", outpostKinds[outpost.kind]],
          ["责任专员", outpost.officerName ?? "未定"],
        ]}
        next={
          <Steps
            steps={[
              { title: "修改", may: may.update, onStep: () => ask("update") },
              { title: "撤销", may: may.close, onStep: () => ask("close") },
            ]}
          />
        }
        sections={[
          {
            key: "facts",
            title: "基本情况",
            children: (
              <Facts
                shape={Answer.shape.outpost}
                of={outpost}
                fields={[
                  "place",
                  "fromOn",
                  "mandatedUntil",
                  ...(toOn ? (["toOn", "closeReason"] as const) : []),
                  "basis",
                  "intermediaryName",
                  "spent",
                  "tasks",
                ]}
                render={{
                  ...(outpost.light && {
                    mandatedUntil: (
                      <>
                        {outpost.mandatedUntil} <Light light={outpost.light} />
                      </>
                    ),
                  }),
                  ...(outpost.intermediaryId &&
                    outpost.intermediaryName && {
                      intermediaryName: (
                        <PlaceLink to={`intermediaries/${outpost.intermediaryId}`}>
                          {outpost.intermediaryName}
                        </PlaceLink>
                      ),
                    }),
                }}
              />
            ),
          },
          {
            key: "members",
            title: "驻点人员",
            acts: <StepButton title="派驻人员" may={may.update} onStep={() => ask("post")} />,
            children: <Members members={members} may={scope} ask={ask} />,
          },
          {
            key: "entries",
            title: "年度费用与自报成果",
            acts: (
              <>
                <StepButton title="登记费用" may={scope} onStep={() => ask("spend")} />{" "}
                <StepButton title="登记成果" may={scope} onStep={() => ask("achieve")} />
              </>
            ),
            children: <Entries entries={entries} may={scope} ask={ask} />,
          },
        ]}
        timeline={<PagedTimeline kind="outpost" id={id} first={timeline} />}
      />
      <Panels on="outpost" id={id} />
      {asked && <Asking outpost={outpost} asked={asked} close={() => ask(null)} />}
    </>
  );
}

interface Part {
  may: Shown["may"]["update"];
  ask: (asked: Asked) => void;
}

function Members({ members, may, ask }: Part & Pick<Shown, "members">) {
  if (members.length === 0) return <p className="soft">还没有派驻人员。</p>;
  return (
    <ul className="mandate-rows">
      {members.map((member) => (
        <li key={member.id} className="mandate-head">
          <strong>{member.name}</strong>
          <span>{member.task}</span>
          <span className="soft">{`${member.fromOn} 起${member.toOn ? `，${member.toOn} 撤回` : ""}`}</span>
          {!member.toOn && <StepButton title="撤回" may={may} onStep={() => ask(member)} />}
        </li>
      ))}
    </ul>
  );
}

function Entries({ entries, may, ask }: Part & Pick<Shown, "entries">) {
  if (entries.length === 0) return <p className="soft">还没有登记。费用写凭证，成果写佐证；填错的作废后重新登记。</p>;
  return (
    <div className="outpost-scroll">
      <table className="outpost-table">
        <thead>
          <tr>
            <th scope="col">年度</th>
            <th scope="col">项目</th>
            <th scope="col">数</th>
            <th scope="col">凭证或佐证</th>
            <th scope="col">
              <span className="unseen">办理</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td>{entry.year}</td>
              <td>{entry.cost ? outpostCosts[entry.cost] : entry.result && outpostResults[entry.result]}</td>
              <td>{entry.amount === null ? entry.quantity : <Money yuan={entry.amount} />}</td>
              <td className="outpost-text">{entry.evidence}</td>
              <td>
                <StepButton title="作废" may={may} onStep={() => ask(entry)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Asking({
  outpost,
  asked,
  close,
}: {
  outpost: Shown["outpost"];
  asked: NonNullable<Asked>;
  close: () => void;
}) {
  const { id, version, officerId, officerName, intermediaryId, intermediaryName } = outpost;
  const shared = { narrow: true, draft: false, cancel: close, done: close } as const;
  const year = Number(todayHere().slice(0, 4));
  if (asked === "update")
    return (
      <Window title={`修改 ${outpost.name}`} width={640} close={close}>
        <Form
          operation={outpostOperations.update}
          record={outpost}
          fields={outpostFields(
            officerId ? { value: officerId, title: officerName ?? "（已选）" } : null,
            intermediaryId ? { value: intermediaryId, title: intermediaryName ?? "（已选）" } : null,
          )}
          submit="保存"
          {...shared}
        />
      </Window>
    );
  if (asked === "close")
    return (
      <Window title={`撤销 ${outpost.name}`} width={520} close={close}>
        <Form operation={outpostOperations.close} given={{ id, version }} fields={["toOn", "reason"]} {...shared} />
      </Window>
    );
  if (asked === "post")
    return (
      <Window title="派驻人员" width={560} close={close}>
        <Form
          operation={outpostOperations.post}
          given={{ id }}
          fields={[
            { key: "personId", input: PersonPicker },
            { key: "name", when: ({ personId }) => !personId },
            "task",
            "fromOn",
          ]}
          {...shared}
        />
      </Window>
    );
  if (asked === "spend")
    return (
      <Window title="登记年度费用" width={520} close={close}>
        <Form
          operation={outpostOperations.spend}
          given={{ id }}
          initial={{ year }}
          fields={["year", "cost", "amount", "evidence"]}
          {...shared}
        />
      </Window>
    );
  if (asked === "achieve")
    return (
      <Window title="登记年度成果" width={520} close={close}>
        <Form
          operation={outpostOperations.achieve}
          given={{ id }}
          initial={{ year }}
          fields={["year", "result", "quantity", "evidence"]}
          {...shared}
        />
      </Window>
    );
  if ("year" in asked)
    return (
      <Window title="作废这一条" width={520} close={close}>
        <Form operation={outpostOperations.voidEntry} given={{ id: asked.id }} fields={["reason"]} {...shared} />
      </Window>
    );
  return (
    <Window title={`撤回 ${asked.name}`} width={520} close={close}>
      <Form
        operation={outpostOperations.recall}
        given={{ id: asked.id, version: asked.version }}
        fields={["toOn"]}
        {...shared}
      />
    </Window>
  );
}
