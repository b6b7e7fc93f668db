import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { CompanyPicker } from "#records/directory/parts/CompanyPicker.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { intakeOperations } from "../contract.ts";
import type { Page } from "./intake.ts";

export type Asked = "take" | "aside" | "forget";

/** 承接、搁置 and 删除联系人信息. */
export function IntakeDialog({ page, asked, close }: { page: Page; asked: Asked; close: () => void }) {
  const { go } = usePlace();
  const { personId, name } = useActor();
  const { intake, companies } = page;
  const given = { id: intake.id, version: intake.version };
  const same = companies.find(({ isSame }) => isSame);
  const shared = { given, narrow: true, cancel: close } as const;
  if (asked === "take")
    return (
      <Window title="承接为线索" width={600} close={close}>
        <p className="soft">线索的接到日期为收到之日，各项时限随之起算；内容随来件带入，之后可以修改。</p>
        <Form
          operation={intakeOperations.take}
          initial={{
            name: `${intake.companyName}投资项目`.slice(0, 80),
            track: "landManufacturing",
            ...(same && { investorId: same.id }),
            ...(personId && { officerId: personId }),
          }}
          fields={[
            { key: "name", wide: true },
            "track",
            {
              key: "investorId",
              help: same ? "企业库里有同一企业，已选上" : "企业库里没有的不选，先以名称登记，入库后再补",
              input: (props: InputProps) => (
                <CompanyPicker {...props} known={same ? { value: same.id, title: same.name } : null} />
              ),
            },
            {
              key: "officerId",
              input: (props: InputProps) => (
                <PersonPicker {...props} known={personId ? { value: personId, title: name } : null} />
              ),
            },
          ]}
          draft={intake.id}
          submit="承接"
          outcome={() => ({ kind: "told", text: "已承接为线索" })}
          done={({ projectId }) => go(`projects/${projectId}`)}
          {...shared}
        />
      </Window>
    );
  if (asked === "aside")
    return (
      <Window title="搁置来件" width={520} close={close}>
        <Form
          operation={intakeOperations.setAside}
          fields={["reason", { key: "note", wide: true, help: "怎样答复的、已有项目是哪个" }]}
          draft={false}
          submit="搁置"
          done={close}
          {...shared}
        />
      </Window>
    );
  return (
    <Window title="删除联系人信息" width={520} close={close}>
      <p>联系人和电话将从来件和留痕里删去，不能恢复；企业名称和投资意向保留。</p>
      <Form
        operation={intakeOperations.forget}
        fields={["reason"]}
        draft={false}
        submit="删除"
        done={close}
        {...shared}
      />
    </Window>
  );
}
