import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { DivisionInput } from "../parts/DivisionInput.tsx";
import { PostInput } from "../parts/PostInput.tsx";
import { staffOperations } from "../staff/contract.ts";

export function NewPerson() {
  const { go } = usePlace();
  const { today } = useActor();
  return (
    <>
      <PageHead
        title="登记人员"
        from={{ title: "人员", to: "persons" }}
        lead="先登记人，需要办理业务的再由系统管理员发放账号。"
      />
      <div className="paper section">
        <Form
          operation={staffOperations.create}
          initial={{ fromOn: today }}
          sections={[
            { title: "本人", fields: ["name", { key: "idNumber", help: "加密保存，只用来避免同一人登记两次" }] },
            {
              title: "任职",
              fields: [
                { key: "divisionId", input: DivisionInput },
                "staffKind",
                { key: "postId", input: PostInput },
                { key: "fromOn", help: "到岗那天，可以早于今天" },
                { key: "document", help: "任免、调动文件的文号" },
              ],
            },
          ]}
          cancel={() => go("persons")}
          done={({ id }) => go(`persons/${id}`)}
        />
      </div>
    </>
  );
}
