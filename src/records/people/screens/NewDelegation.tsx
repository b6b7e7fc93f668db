import { ChecksInput } from "#kit/ui/form/ChoiceInput.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { PersonPicker } from "../parts/PersonPicker.tsx";
import { permissionWord } from "../rights/words.ts";
import { delegationOperations } from "../delegations/contract.ts";

export function NewDelegation() {
  const { go } = usePlace();
  const { today } = useActor();
  const { data } = useAnswer(delegationOperations.choices, {});
  return (
    <>
      <PageHead
        title="新建委托"
        from={{ title: "委托", to: "delegations" }}
        lead="休假、出差期间请同事代办。对方只在这几天里能办理您范围内的业务，留痕写明“代您办理”。"
      />
      <div className="paper section">
        <Form
          operation={delegationOperations.create}
          initial={{ fromOn: today }}
          sections={[
            {
              title: "委托给谁、哪几天",
              fields: [
                { key: "toPersonId", input: PersonPicker },
                { key: "reason", help: "例如：国庆休假、外出学习" },
                { key: "fromOn", help: "当天起生效" },
                { key: "untilOn", help: `当天仍有效，次日自动失效${data ? `；最长 ${data.longestDays} 天` : ""}` },
              ],
            },
            {
              title: "委托哪些权限",
              lead: "不选即委托全部业务权限。委托、交接和个人信息删除须本人办理，不在其中。",
              fields: [{ key: "permissions", title: "权限", input: PermissionsInput, wide: true }],
            },
          ]}
          outcome={() => ({ kind: "told", text: "委托已建立" })}
          cancel={() => go("delegations")}
          done={() => go("delegations")}
        />
      </div>
    </>
  );
}

function PermissionsInput(props: InputProps) {
  const { data } = useAnswer(delegationOperations.choices, {});
  const options = (data?.permissions ?? []).map((each) => ({ value: each, title: permissionWord(each) }));
  return <ChecksInput {...props} options={options} />;
}
