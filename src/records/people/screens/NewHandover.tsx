import { useMemo } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { PersonPicker } from "../parts/PersonPicker.tsx";
import { handoverOperations } from "../handovers/contract.ts";

export function NewHandover() {
  const { go } = usePlace();
  const { personId, name } = useActor();
  const GiverPicker = useMemo(() => {
    const me = personId ? { value: personId, title: name } : null;
    return (props: InputProps) => <PersonPicker {...props} known={me} />;
  }, [personId, name]);
  return (
    <>
      <PageHead
        title="拟办交接"
        from={{ title: "交接", to: "handovers" }}
        lead="系统列出移交人名下的企业（联系人随企业）和未办完的事，拟好后还可以逐项勾选。"
      />
      <div className="paper section">
        <Form
          operation={handoverOperations.create}
          initial={personId ? { giverId: personId } : {}}
          fields={[
            { key: "giverId", input: GiverPicker, help: "本人，或自己管理范围内的人员" },
            { key: "receiverId", input: PersonPicker },
            { key: "witnessId", input: PersonPicker, help: "跨科室的交接必须有，一般为科长或主任" },
            { key: "reason", help: "例如：轮岗、调离、退休" },
          ]}
          submit="列出清单"
          outcome={({ itemCount }) => ({ kind: "told", text: `清单已列出，共 ${itemCount} 项` })}
          cancel={() => go("handovers")}
          done={({ id }) => go(`handovers/${id}`)}
        />
      </div>
    </>
  );
}
