import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { DivisionInput } from "../parts/DivisionInput.tsx";
import { PostInput } from "../parts/PostInput.tsx";
import { type Person, type Service, staffOperations } from "../staff/contract.ts";

export type StaffDoing = "update" | "move" | "leave" | "rejoin";

interface PersonStepProps {
  does: StaffDoing;
  person: z.output<typeof Person>;
  service: z.output<typeof Service> | null;
  close: () => void;
}

const place = [
  { key: "divisionId" as const, input: DivisionInput },
  "staffKind" as const,
  { key: "postId" as const, input: PostInput },
];

/** 修改、调岗、离开、到岗: each a window with the few things it needs. */
export function PersonStep({ does, person, service, close }: PersonStepProps) {
  const { today } = useActor();
  const { id, version, name } = person;
  const ends = { draft: false as const, narrow: true, cancel: close, done: close };
  const now = {
    divisionId: service?.divisionId ?? null,
    staffKind: service?.staffKind ?? null,
    postId: service?.postId ?? null,
    fromOn: today,
  };
  // Typed anew only when it changes: what stands here half hidden is not the number.
  const shown = { id, version, name };
  if (does === "update")
    return (
      <Window title={`修改 ${name}`} width={520} close={close}>
        <Form
          operation={staffOperations.update}
          record={shown}
          fields={[
            "name",
            { key: "idNumber", help: person.idNumber ? `现为 ${person.idNumber}，不改就空着` : "加密保存，可空着" },
          ]}
          submit="保存"
          {...ends}
        />
      </Window>
    );
  if (does === "leave")
    return (
      <Window title={`${name} 办理离开`} width={520} close={close}>
        <p className="soft">到最后在岗日为止，任职和全部角色一并结束；记录和留痕不变。</p>
        <Form
          operation={staffOperations.leave}
          given={{ id, version }}
          initial={{ leftOn: today }}
          fields={["kind", "leftOn", "reason"]}
          {...ends}
        />
      </Window>
    );
  const isMove = does === "move";
  return (
    <Window title={`${name} ${isMove ? "调岗" : "到岗"}`} width={520} close={close}>
      {!isMove && <p className="soft">是原来的同一个人：以前的任职还在；角色由安全管理员重新授予。</p>}
      <Form
        operation={isMove ? staffOperations.move : staffOperations.rejoin}
        given={{ id, version }}
        initial={now}
        fields={[
          ...place,
          { key: "fromOn", help: isMove ? "新岗位的第一天；原任职到前一天为止" : "重新到岗的第一天" },
          { key: "document", help: "任免、调动文件的文号" },
        ]}
        {...ends}
      />
    </Window>
  );
}
