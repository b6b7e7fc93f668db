import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { RecordPage } from "#kit/ui/record/RecordPage.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { PagedTimeline } from "#records/workspace/parts/PagedTimeline.tsx";
import { Group, type GroupPage as Answer, groupOperations } from "../contract.ts";
import { groupFields } from "./GroupForm.tsx";
import "./groups.css";

type Shown = z.output<typeof Answer>;

export function GroupPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(groupOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Record {...data} /> : <Busy />;
}

function Record({ group, members, seen, hiddenCount, timeline, may }: Shown) {
  const [isEditing, setEditing] = useState(false);
  const { id, headId, headName } = group;
  const record = { ...group, team: group.team.map((each) => each.id) };
  return (
    <>
      <RecordPage
        title={group.name}
        from={{ title: "集团", to: "groups" }}
        state={group.endedOn && <Tag>已并入其他集团</Tag>}
        people={[
          ["分级包联", group.tierTitle ?? "未定"],
          ["包联负责人", group.leadName ?? "未定"],
        ]}
        next={<StepButton title="修改" may={may.update} primary onStep={() => setEditing(true)} />}
        sections={[
          {
            key: "facts",
            title: "基本情况",
            children: (
              <Facts
                shape={Group}
                of={group}
                fields={[
                  "headName",
                  "memberCount",
                  "createdOn",
                  ...(group.endedOn ? (["endedOn"] as const) : []),
                  "note",
                ]}
                render={{
                  headName: headName ? (
                    <PlaceLink to={`companies/${headId}`}>{headName}</PlaceLink>
                  ) : (
                    <span className="soft">不在您的查看范围</span>
                  ),
                }}
              />
            ),
          },
          {
            key: "team",
            title: "核心团队",
            children: (
              <p>{group.team.map(({ name }) => name).join("、") || <span className="soft">还没有指定。</span>}</p>
            ),
          },
          {
            key: "members",
            title: "成员企业",
            children: <Members members={members} seen={seen} hiddenCount={hiddenCount} />,
          },
        ]}
        timeline={<PagedTimeline kind="group" id={id} first={timeline} />}
      />
      {isEditing && (
        <Window title={`修改 ${group.name}`} width={560} close={() => setEditing(false)}>
          <Form
            operation={groupOperations.update}
            record={record}
            fields={groupFields(group.leadId ? { value: group.leadId, title: group.leadName ?? "" } : null, group.team)}
            narrow
            submit="保存"
            cancel={() => setEditing(false)}
            done={() => setEditing(false)}
          />
        </Window>
      )}
    </>
  );
}

function Members({ members, seen, hiddenCount }: Pick<Shown, "members" | "seen" | "hiddenCount">) {
  return (
    <div className="group-scroll">
      <table className="group-tree">
        <thead>
          <tr>
            <th scope="col">企业名称</th>
            <th scope="col" className="number">
              持股比例
            </th>
            <th scope="col">起始日期</th>
            <th scope="col" className="number">
              注册资本（万元）
            </th>
            <th scope="col">责任专员</th>
          </tr>
        </thead>
        <tbody>
          {members.map(({ id, name, depth, sharePercent, fromOn, registeredCapital, officerName }) => (
            <tr key={id}>
              <td style={{ paddingInlineStart: 8 + depth * 20 }}>
                <PlaceLink to={`companies/${id}`}>{name}</PlaceLink>
              </td>
              <td className="number" data-title="持股比例">
                {sharePercent && `${sharePercent}%`}
              </td>
              <td data-title="起始日期">{fromOn}</td>
              <td className="number" data-title="注册资本（万元）">
                {registeredCapital && <Money yuan={registeredCapital} unit="万元" bare />}
              </td>
              <td data-title="责任专员">{officerName}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>{`您看到的 ${seen.count} 家合计`}</th>
            <td className="number" data-title="注册资本（万元）">
              <Money yuan={seen.registeredCapital} unit="万元" bare />
            </td>
          </tr>
        </tfoot>
      </table>
      {hiddenCount > 0 && <p className="soft">{`另有 ${hiddenCount} 家不在您的查看范围，未计入合计。`}</p>}
    </div>
  );
}
