import { PlusOutlined } from "@ant-design/icons";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { FileLinks } from "../parts/FileLinks.tsx";
import { FilesInput } from "../parts/FilesInput.tsx";
import { type Instruction, instructionOperations, type Member, memberOperations } from "../team/contract.ts";
import { memberRoles } from "../words.ts";
import type { Page } from "./project.ts";

type Open =
  | { of: "member" | "instruction" }
  | { of: "end"; member: z.output<typeof Member> }
  | { of: "annul"; instruction: z.output<typeof Instruction> }
  | null;

/** 项目团队、区（县）领导包联 and 领导批示. */
export function TeamPanel({ page: { project, may } }: { page: Page }) {
  const { data } = useAnswer(memberOperations.list, { projectId: project.id });
  const [open, setOpen] = useState<Open>(null);
  return (
    <>
      {data?.members.length === 0 && <p className="soft">还没有团队成员和包联领导。</p>}
      <ul className="project-rows">
        {data?.members.map((member) => (
          <li key={member.id}>
            <div>
              <Tag kind={member.toOn ? "plain" : "primary"}>{memberRoles[member.role]}</Tag>
              <strong>{member.name}</strong>
              {member.post && <span className="soft">{member.post}</span>}
              <span className="small soft">{`${member.fromOn} 至 ${member.toOn ?? "今"}`}</span>
              {!member.toOn && (
                <span className="unprinted">
                  <StepButton title="退出" may={may.stand} onStep={() => setOpen({ of: "end", member })} />
                </span>
              )}
            </div>
          </li>
        ))}
        {data?.instructions.map((instruction) => (
          <li key={instruction.id}>
            <div>
              <Tag kind="watch">批示</Tag>
              <strong>{instruction.leaderName}</strong>
              <span className="soft">{instruction.leaderPost}</span>
              <span className="small soft">{instruction.happenedOn}</span>
              <span className="unprinted">
                <StepButton title="作废" may={may.stand} onStep={() => setOpen({ of: "annul", instruction })} />
              </span>
            </div>
            <p>{instruction.content}</p>
            <FileLinks files={instruction.files} />
          </li>
        ))}
      </ul>
      <span className="steps">
        <StepButton title="加入团队" icon={<PlusOutlined />} may={may.stand} onStep={() => setOpen({ of: "member" })} />
        <StepButton
          title="登记批示"
          icon={<PlusOutlined />}
          may={may.stand}
          onStep={() => setOpen({ of: "instruction" })}
        />
      </span>
      <Dialog projectId={project.id} open={open} close={() => setOpen(null)} />
    </>
  );
}

function Dialog({ projectId, open, close }: { projectId: string; open: Open; close: () => void }) {
  const { today } = useActor();
  const shared = { narrow: true, cancel: close, done: close } as const;
  if (open === null) return null;
  if (open.of === "end")
    return (
      <Window title={`${open.member.name}退出团队`} width={480} close={close}>
        <Form
          operation={memberOperations.end}
          given={{ projectId, id: open.member.id }}
          initial={{ toOn: today }}
          fields={["toOn"]}
          draft={false}
          {...shared}
        />
      </Window>
    );
  if (open.of === "annul")
    return (
      <Window title="作废批示" width={480} close={close}>
        <Form
          operation={instructionOperations.annul}
          given={{ projectId, id: open.instruction.id }}
          fields={["reason"]}
          draft={false}
          outcome={() => ({ kind: "told", text: "已作废" })}
          {...shared}
        />
      </Window>
    );
  if (open.of === "member")
    return (
      <Window title="加入团队" width={560} close={close}>
        <Form
          operation={memberOperations.add}
          given={{ projectId }}
          initial={{ fromOn: today }}
          fields={[
            "role",
            { key: "personId", input: PersonPicker, help: "本机构以外的人填写姓名和职务" },
            { key: "name", when: ({ personId }) => !personId },
            "post",
            "fromOn",
          ]}
          draft={projectId}
          {...shared}
        />
      </Window>
    );
  return (
    <Window title="登记领导批示" width={560} close={close}>
      <Form
        operation={instructionOperations.add}
        given={{ projectId }}
        initial={{ happenedOn: today }}
        fields={[
          "leaderName",
          "leaderPost",
          "happenedOn",
          { key: "content", wide: true },
          { key: "files", input: FilesInput, wide: true },
        ]}
        draft={projectId}
        {...shared}
      />
    </Window>
  );
}
