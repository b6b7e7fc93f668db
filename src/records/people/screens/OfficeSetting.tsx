import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { ChecksInput } from "#kit/ui/form/ChoiceInput.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { menuGroups } from "#kit/ui/frame/pages.ts";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { type Agency, agencyOperations } from "../contract.ts";

const groups = Object.entries(menuGroups).filter(([code]) => code !== "desk" && code !== "administration");

/** 规模与菜单: a small office sees fewer entries; what is hidden is still found by searching. */
export function OfficeSetting({ agency }: { agency: z.output<typeof Agency> }) {
  const { can } = useActor();
  const [isOpen, setOpen] = useState(false);
  const { version, isSmall, hiddenGroups } = agency;
  const hidden = groups.filter(([code]) => hiddenGroups.includes(code)).map(([, word]) => word);
  const close = () => setOpen(false);
  return (
    <section className="paper section" aria-labelledby="office-head">
      <header>
        <h2 id="office-head">规模与菜单</h2>
        <span className="record-acts unprinted">
          {can(agencyOperations.office.permission) && <StepButton title="设置" onStep={() => setOpen(true)} />}
        </span>
      </header>
      <p>
        {isSmall
          ? "小型单位：菜单只列常用的页面，安全、审计管理员和财务可以请外单位的人担任。"
          : "一般单位：菜单列出全部页面，三员由本单位人员担任。"}
        {hidden.length > 0 && `菜单不显示：${hidden.join("、")}。`}
        没有列出的页面用顶上的查找仍可打开。
      </p>
      {isOpen && (
        <Window title="规模与菜单" width={520} close={close}>
          <Form
            operation={agencyOperations.office}
            given={{ version }}
            initial={{ isSmall, hiddenGroups: isSmall || hiddenGroups.length > 0 ? hiddenGroups : ["coordination"] }}
            fields={["isSmall", { key: "hiddenGroups", input: GroupsInput, help: "勾选的分组不在菜单里出现" }]}
            draft={false}
            narrow
            submit="保存"
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </section>
  );
}

function GroupsInput(props: InputProps) {
  return <ChecksInput {...props} options={groups.map(([value, title]) => ({ value, title }))} />;
}
