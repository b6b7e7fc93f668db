import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { CompanyPicker } from "../../parts/CompanyPicker.tsx";
import { type GroupPlace, groupOperations } from "../contract.ts";
import { groupFields } from "./GroupForm.tsx";
import "./groups.css";

type Place = z.output<typeof GroupPlace>;
type Asked = "attach" | "detach" | "create" | null;

/** 集团 on the page of a company: where it stands, and what it has from its head. */
export function GroupPanel({ id }: { id: string }) {
  const { data, error, refetch } = useAnswer(groupOperations.place, { companyId: id });
  const [asked, ask] = useState<Asked>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      <Standing id={id} place={data} />
      <p className="group-acts unprinted">
        {!data.parent && !data.hasHiddenParent && (
          <StepButton title="挂接上级企业" may={data.may.attach} onStep={() => ask("attach")} />
        )}
        {(data.parent || data.hasHiddenParent) && (
          <StepButton title="解除上级企业" may={data.may.detach} onStep={() => ask("detach")} />
        )}
        {!data.group && <StepButton title="登记为集团总部" may={data.may.create} onStep={() => ask("create")} />}
      </p>
      {asked && <Asking id={id} asked={asked} close={() => ask(null)} />}
    </>
  );
}

function Standing({
  id,
  place: { group, parent, hasHiddenParent, children, hiddenCount },
}: {
  id: string;
  place: Place;
}) {
  if (!group) return <p className="soft">还没有登记所属集团。挂接上级企业后，分级包联和负责人随集团。</p>;
  const isHead = group.headId === id;
  const from = isHead ? "本企业是集团总部" : `继承自 ${group.name}`;
  return (
    <dl className="facts">
      <div>
        <dt>所属集团</dt>
        <dd>
          <PlaceLink to={`groups/${group.id}`}>{group.name}</PlaceLink> {isHead && <Tag kind="primary">总部</Tag>}
        </dd>
      </div>
      <div>
        <dt>分级包联</dt>
        <dd>
          {group.tierTitle ?? <span className="soft">未定</span>} <span className="small soft">{from}</span>
        </dd>
      </div>
      <div>
        <dt>包联负责人</dt>
        <dd>{group.leadName ?? <span className="soft">未定</span>}</dd>
      </div>
      {(parent || hasHiddenParent) && (
        <div>
          <dt>上级企业</dt>
          <dd>{parent ? <Kin of={parent} /> : <span className="soft">不在您的查看范围</span>}</dd>
        </div>
      )}
      {children.length + hiddenCount > 0 && (
        <div data-wide>
          <dt>下级企业</dt>
          <dd>
            <ul className="group-kin">
              {children.map((child) => (
                <li key={child.id}>
                  <Kin of={child} />
                </li>
              ))}
              {hiddenCount > 0 && <li className="soft">{`另有 ${hiddenCount} 家不在您的查看范围`}</li>}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Kin({ of }: { of: NonNullable<Place["parent"]> }) {
  return (
    <>
      <PlaceLink to={`companies/${of.id}`}>{of.name}</PlaceLink>
      {of.sharePercent && <span className="small soft">{` 持股 ${of.sharePercent}%`}</span>}
    </>
  );
}

function Asking({ id, asked, close }: { id: string; asked: NonNullable<Asked>; close: () => void }) {
  const shared = { narrow: true, draft: false, cancel: close, done: close } as const;
  if (asked === "attach")
    return (
      <Window title="挂接上级企业" width={560} close={close}>
        <Form
          operation={groupOperations.attach}
          given={{ companyId: id }}
          fields={[
            { key: "parentId", input: CompanyPicker },
            { key: "sharePercent", help: "知道就填，如 51" },
            "fromOn",
          ]}
          {...shared}
        />
      </Window>
    );
  if (asked === "detach")
    return (
      <Window title="解除上级企业" width={520} close={close}>
        <Form
          operation={groupOperations.detach}
          given={{ companyId: id }}
          fields={[
            { key: "reason", help: "写入留痕，例如：股权转让" },
            { key: "toOn", help: "不填为今天" },
          ]}
          {...shared}
        />
      </Window>
    );
  return (
    <Window title="登记为集团总部" width={560} close={close}>
      <Form operation={groupOperations.create} given={{ headId: id }} fields={groupFields(null, [])} {...shared} />
    </Window>
  );
}
