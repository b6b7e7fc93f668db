import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import type { formerOperations } from "../erasures/contract.ts";

interface RequestErasureProps {
  /** Of the module whose person it is; all of them ask the same. */
  operation: typeof formerOperations.requestErasure;
  id: string;
  name?: string;
}

/** 登记删除申请: for somebody who asked in writing; a second person decides. */
export function RequestErasure({ operation, id, name }: RequestErasureProps) {
  const { today } = useActor();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <StepButton title="删除个人信息" onStep={() => setOpen(true)} />
      {isOpen && (
        <Window title={name ? `登记删除申请：${name}` : "登记删除申请"} width={560} close={close}>
          <Form
            operation={operation}
            given={{ id }}
            initial={{ applicant: "self", appliedOn: today }}
            sections={[
              {
                title: "",
                lead: "凭书面申请办理。登记后由安全管理员或主任确认；确认后姓名和联系方式从记录和留痕中一并删除，不可恢复。",
                fields: [
                  "applicant",
                  "appliedOn",
                  { key: "document", help: "存档的申请书编号，例如：信访〔2026〕12号；不要写姓名" },
                  { key: "reason", help: "不要写姓名，例如：本人要求不再留存" },
                ],
              },
            ]}
            draft={false}
            narrow
            submit="登记"
            outcome={({ code }) => ({ kind: "told", text: `已登记 ${code}，等待安全管理员或主任确认` })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}
